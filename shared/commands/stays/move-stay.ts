import { z } from 'zod';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { ratesAfterMove, sumOf } from '#shared/bookings/price.ts';
import { stayTransitions } from '#shared/bookings/states.ts';
import type { Slot, SlotDelta } from '#shared/inventory/slot.ts';
import { sell, giveBack } from '#shared/inventory/slot.ts';
import { type Span, daysBetween } from '#shared/kernel/dates.ts';
import { type Outcome, type Refusal, done, refuse } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { RoomStatus } from '#shared/schema/words.ts';
import type { Context } from '../context.ts';
import { defineRequest, ifUnchanged } from '../define.ts';
import type { Event } from '../events.ts';
import { MOST_NIGHTS, TOO_LONG, amountField, dayField, idField, isStaySpan, versionField } from '../fields.ts';
import { type Loading, edit, lock, peek, see } from '../need.ts';
import { answerRefusal, refusalAnswered } from '../inbox/answers-refusal.ts';
import { loadNights } from '../nights.ts';
import { type RoomClaims, loadClaims, loadInTheWay, roomFree } from '../room-claims.ts';
import { moveAlternatives } from './move-alternatives.ts';

export const moveStayDraft = z.object({
  stayId: idField,
  occupancyId: idField,
  /** Null leaves the stay, or puts it back, among the unassigned. */
  roomId: idField.nullable(),
  /** The type sold; left out, it follows the room, or stays. */
  roomTypeId: idField.optional(),
  from: dayField,
  to: dayField,
  expectedVersion: versionField,
  price: z.union([z.enum(['keep', 'reprice']), z.object({ nightly: z.array(amountField).min(1).max(MOST_NIGHTS) })]),
  /** The refused request that this one stands in for. */
  answersRefusal: idField.optional(),
});
export type MoveStayDraft = z.infer<typeof moveStayDraft>;

interface Seen {
  readonly stay: Row<'stay'> | undefined;
  readonly occupancy: Row<'occupancy'> | undefined;
  readonly booking: Row<'booking'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly roomType: Row<'roomType'> | undefined;
  readonly refusal: Row<'refusal'> | undefined;
  readonly fromRoom: Row<'room'> | undefined;
  readonly claims: RoomClaims | undefined;
  readonly inTheWay: { readonly guest: string; readonly bookingNumber: string };
  readonly oldSlots: readonly Slot[];
  readonly newSlots: readonly Slot[];
}

/** Moves a stay to another room, other dates, or out of its room [R5]: inventory and price move with it, or nothing does [B6]. */
export const moveStay = defineRequest<MoveStayDraft, MoveStayDraft, Seen>({
  name: 'moveStay',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator'],
  draft: moveStayDraft.refine(isStaySpan, TOO_LONG),
  input: moveStayDraft.refine(isStaySpan, TOO_LONG),
  load,
  prepare,
  decide,
  alternatives: (refusal: Refusal, input, context) => moveAlternatives(refusal, input, context),
  concerns: ({ stay, booking, guest, claims, roomType }, input) => ({
    guest: guest?.name ?? '',
    bookingId: booking?.id ?? '',
    bookingNumber: booking?.number ?? '',
    stayId: stay?.id ?? input.stayId,
    room: claims?.room?.number ?? '',
    roomType: roomType?.name ?? '',
    from: input.from,
    to: input.to,
  }),
});

function* load(input: MoveStayDraft, _context: Context): Loading<Seen> {
  const span: Span = { from: input.from, to: input.to };
  const { stay, occupancy, refusal } = yield* see({
    stay: edit('stay', input.stayId),
    occupancy: edit('occupancy', input.occupancyId),
    refusal: refusalAnswered(input.answersRefusal),
  });
  const rest = yield* see({
    booking: lock('booking', stay?.bookingId ?? ''),
    guest: peek('guest', stay?.guestId ?? ''),
    fromRoom: lock('room', occupancy?.roomId ?? ''),
  });
  const claims = input.roomId === null ? undefined : yield* loadClaims(input.roomId, span);
  const roomTypeId = soldType(input, stay, claims);
  const { roomType } = yield* see({ roomType: peek('roomType', roomTypeId) });
  const sameSale =
    stay !== undefined && roomTypeId === stay.roomTypeId && span.from === stay.arrival && span.to === stay.departure;
  const oldSlots =
    stay === undefined || sameSale
      ? []
      : yield* loadNights(stay.roomTypeId, { from: stay.arrival, to: stay.departure });
  const newSlots = stay === undefined || sameSale || roomType === undefined ? [] : yield* loadNights(roomTypeId, span);
  const other = claims?.occupancies.find((found) => found.id !== input.occupancyId);
  const inTheWay = other === undefined ? noOne : yield* loadInTheWay(other.bookingId);
  return { stay, occupancy, refusal, ...rest, roomType, claims, inTheWay, oldSlots, newSlots };
}

const noOne = { guest: '', bookingNumber: '' };

function soldType(input: MoveStayDraft, stay: Row<'stay'> | undefined, claims: RoomClaims | undefined): string {
  return input.roomTypeId ?? claims?.room?.roomTypeId ?? stay?.roomTypeId ?? '';
}

const ifStayUnchanged = ifUnchanged<MoveStayDraft, Seen>(({ stay }) => stay);

/** The nights that a guest in house has slept are not taken back. Held at the desk only: what was right on its day may arrive days later. */
function prepare(seen: Seen, input: MoveStayDraft, context: Context): Outcome<MoveStayDraft> {
  const { stay } = seen;
  if (stay?.status === 'CHECKED_IN' && input.to < stay.departure && input.to < context.businessDate)
    return refuse('invalid-dates', { from: input.from, to: input.to, businessDate: context.businessDate });
  return ifStayUnchanged(seen, input);
}

function decide(seen: Seen, input: MoveStayDraft, context: Context): Outcome<readonly Event[]> {
  const { stay, occupancy, booking, roomType, refusal, claims } = seen;
  const span: Span = { from: input.from, to: input.to };
  if (stay === undefined || occupancy === undefined || booking === undefined)
    return refuse('not-found', { entity: 'stay' });
  if (roomType === undefined) return refuse('not-found', { entity: 'roomType' });
  if (nextState(stayTransitions, stay.status, 'moveStay') === undefined) {
    return refuse('invalid-transition', { command: 'moveStay', status: stay.status });
  }
  if (span.to < span.from || (span.to === span.from && !stay.dayUse)) return refuse('invalid-dates', { ...span });
  const nights = Math.max(1, daysBetween(span.from, span.to));
  if (typeof input.price === 'object' && input.price.nightly.length !== nights)
    return refuse('wrong-input', { nights });
  if (stay.status === 'CHECKED_IN') {
    if (span.from !== stay.arrival)
      return refuse('invalid-dates', { ...span, arrival: stay.arrival, status: stay.status });
    if (input.roomId === null) return refuse('no-room', { status: stay.status });
  }
  if (occupancy.locked && input.roomId !== occupancy.roomId && !mayUnlock(context))
    return refuse('no-right', { locked: true });
  const pax = stay.adults + stay.children;
  if (pax > roomType.maxOccupancy)
    return refuse('too-many-guests', { pax, most: roomType.maxOccupancy, roomType: roomType.name });
  const answered = answerRefusal(refusal, context);
  if (!answered.ok) return answered;
  if (claims !== undefined) {
    const free = roomFree(claims, span, [occupancy.id]);
    if (!free.ok) return { ...free, detail: { ...free.detail, ...seen.inTheWay } };
    if (free.value.roomTypeId !== roomType.id) return refuse('wrong-room-type', { room: free.value.number });
    if (stay.status === 'CHECKED_IN' && free.value.id !== occupancy.roomId && free.value.status === 'OCCUPIED') {
      return refuse('room-taken', { roomId: free.value.id, room: free.value.number });
    }
  }
  const slept = sleptBefore(stay, roomType, context);
  const slots = moveUnits(seen, roomType.name, slept);
  if (!slots.ok) return slots;
  return done([moved(seen, stay, occupancy, booking, roomType, span, input, slots.value, slept), ...answered.value]);
}

/** A stay locked to its room is moved by a manager only. */
export function mayUnlock({ actor }: Context): boolean {
  return ['manager', 'administrator', 'system'].includes(actor.role);
}

/** The day before which nights stay as they were slept, agreed and sold: a guest in house gets another type from today on. */
function sleptBefore(stay: Row<'stay'>, roomType: Row<'roomType'>, { businessDate }: Context): string {
  return stay.status === 'CHECKED_IN' && stay.roomTypeId !== roomType.id ? businessDate : '';
}

/** Gives the nights that are left and takes the ones that are new; a night that stays or is slept moves nothing. */
function moveUnits(seen: Seen, roomType: string, slept: string): Outcome<readonly SlotDelta[]> {
  const oldSlots = seen.oldSlots.filter((slot) => slot.date >= slept);
  const newSlots = seen.newSlots.filter((slot) => slot.date >= slept);
  const kept = new Set(newSlots.map((slot) => slot.id).filter((id) => oldSlots.some((slot) => slot.id === id)));
  const deltas = oldSlots.filter((slot) => !kept.has(slot.id)).map((slot) => giveBack(slot, 1));
  for (const slot of newSlots.filter((found) => !kept.has(found.id))) {
    const sold = sell(slot, 1);
    if (!sold.ok) return { ...sold, detail: { ...sold.detail, roomType } };
    deltas.push(sold.value);
  }
  return done(deltas);
}

function moved(
  seen: Seen,
  stay: Row<'stay'>,
  occupancy: Row<'occupancy'>,
  booking: Row<'booking'>,
  roomType: Row<'roomType'>,
  span: Span,
  input: MoveStayDraft,
  slots: readonly SlotDelta[],
  slept: string,
): Event {
  const agreed = { arrival: stay.arrival, nightly: stay.nightly };
  const typeChanges = roomType.id !== stay.roomTypeId;
  const nightly = ratesAfterMove(agreed, span, roomType.nightlyRate, input.price, typeChanges, slept);
  const total = booking.total - sumOf(stay.nightly) + sumOf(nightly);
  return {
    type: 'StayMoved',
    stayId: stay.id,
    stay: { arrival: span.from, departure: span.to, roomTypeId: roomType.id, nightly },
    occupancyId: occupancy.id,
    occupancy: { roomId: input.roomId, roomTypeId: roomType.id, fromDate: span.from, toDate: span.to, disputed: false },
    booking: { id: booking.id, fields: { total, paymentStatus: paymentStatusOf(total, booking.paid) } },
    slots,
    rooms: roomsAfter(seen, stay, occupancy, input.roomId),
  };
}

/** A guest in house takes the new room and leaves the old one dirty [R2]. */
function roomsAfter(
  seen: Seen,
  stay: Row<'stay'>,
  occupancy: Row<'occupancy'>,
  roomId: string | null,
): { id: string; status: RoomStatus }[] {
  if (stay.status !== 'CHECKED_IN' || roomId === null || roomId === occupancy.roomId) return [];
  const left = seen.fromRoom?.status === 'OCCUPIED' ? [{ id: seen.fromRoom.id, status: 'VACANT_DIRTY' as const }] : [];
  return [...left, { id: roomId, status: 'OCCUPIED' }];
}
