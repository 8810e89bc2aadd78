import { z } from 'zod';
import { sleptBefore } from '#shared/bookings/price.ts';
import { stayTransitions } from '#shared/bookings/states.ts';
import { type Span, daysBetween } from '#shared/kernel/dates.ts';
import { type Outcome, type Refusal, done, refuse } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import type { Row } from '#shared/schema/entities.ts';
import { roomTransitions } from '#shared/stays/room-states.ts';
import { type Context, mayOverride } from '../context.ts';
import { defineRequest, ifUnchanged } from '../define.ts';
import type { Event } from '../events.ts';
import { MOST_NIGHTS, TOO_LONG, amountField, dayField, idField, isStaySpan, versionField } from '../fields.ts';
import { answerRefusal } from '../inbox/answers-refusal.ts';
import { roomFree } from '../room-claims.ts';
import { type MoveSeen, loadMove } from './load-move.ts';
import { moveAlternatives } from './move-alternatives.ts';
import { moveUnits, moved } from './move-events.ts';

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

/** Moves a stay to another room, other dates, or out of its room [R5]: inventory and price move with it, or nothing does [B6]. */
export const moveStay = defineRequest<MoveStayDraft, MoveStayDraft, MoveSeen>({
  name: 'moveStay',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator'],
  draft: moveStayDraft.refine(isStaySpan, TOO_LONG),
  input: moveStayDraft.refine(isStaySpan, TOO_LONG),
  load: loadMove,
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

const ifStayUnchanged = ifUnchanged<MoveStayDraft, MoveSeen>(({ stay }) => stay);

/**
 * The nights that a guest in house has slept are not taken back, and who is expected is not moved into the past but by a manager.
 * Held at the desk only: what was right on its day may arrive days later.
 */
function prepare(seen: MoveSeen, input: MoveStayDraft, context: Context): Outcome<MoveStayDraft> {
  const { stay } = seen;
  const { businessDate } = context;
  const takesBack = stay?.status === 'CHECKED_IN' && input.to < stay.departure && input.to < businessDate;
  if (takesBack || (stay?.status === 'CONFIRMED' && intoThePast(stay, input, businessDate) && !mayOverride(context)))
    return refuse('invalid-dates', { from: input.from, to: input.to, businessDate });
  return ifStayUnchanged(seen, input);
}

/** Whether a date changes to one before today. A guest who is late keeps the day of arrival that is past. */
function intoThePast(stay: Row<'stay'>, { from, to }: Span, today: string): boolean {
  return (from < today && from !== stay.arrival) || (to < today && to !== stay.departure);
}

function decide(seen: MoveSeen, input: MoveStayDraft, context: Context): Outcome<readonly Event[]> {
  const { stay, occupancy, booking, roomType, refusal, claims } = seen;
  const span: Span = { from: input.from, to: input.to };
  if (stay === undefined || occupancy === undefined || booking === undefined)
    return refuse('not-found', { entity: 'stay' });
  if (roomType === undefined) return refuse('not-found', { entity: 'roomType' });
  if (nextState(stayTransitions, stay.status, 'moveStay') === undefined) {
    return refuse('invalid-transition', { command: 'moveStay', status: stay.status });
  }
  // Nights become day use only where a move to nights is undone, with the rate of the day.
  const toDayUse = span.to === span.from && !stay.dayUse && typeof input.price !== 'object';
  if (span.to < span.from || toDayUse) return refuse('invalid-dates', { ...span });
  const nights = Math.max(1, daysBetween(span.from, span.to));
  if (typeof input.price === 'object' && input.price.nightly.length !== nights)
    return refuse('wrong-input', { nights });
  if (stay.status === 'CHECKED_IN') {
    if (span.from !== stay.arrival)
      return refuse('invalid-dates', { ...span, arrival: stay.arrival, status: stay.status });
    if (input.roomId === null) return refuse('no-room', { status: stay.status });
  }
  if (occupancy.locked && input.roomId !== occupancy.roomId && !mayOverride(context))
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
    const enters = stay.status === 'CHECKED_IN' && free.value.id !== occupancy.roomId;
    if (enters && nextState(roomTransitions, free.value.status, 'checkIn') === undefined) {
      const reason = free.value.status === 'OOO' ? 'room-out-of-order' : 'room-taken';
      return refuse(reason, { roomId: free.value.id, room: free.value.number });
    }
  }
  const slept = sleptBefore(stay, roomType.id, context.businessDate);
  const slots = moveUnits(seen, roomType.name, slept, context.now);
  if (!slots.ok) return slots;
  return done([
    ...seen.lapsed,
    moved(seen, stay, occupancy, booking, roomType, span, input, slots.value, slept),
    ...answered.value,
  ]);
}
