import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { ratesAfterMove, sumOf } from '#shared/bookings/price.ts';
import { groupOf } from '#shared/inventory/channel-group.ts';
import { type SlotDelta, giveBack, sell } from '#shared/inventory/slot.ts';
import type { Instant, Span } from '#shared/kernel/dates.ts';
import { type Outcome, done } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { RoomStatus } from '#shared/schema/words.ts';
import { roomTransitions } from '#shared/stays/room-states.ts';
import type { Event } from '../events.ts';
import type { MoveSeen } from './load-move.ts';
import type { MoveStayDraft } from './move-stay.ts';

/** Gives the nights that are left and takes the ones that are new; a night that stays or is slept moves nothing. */
export function moveUnits(
  seen: MoveSeen,
  roomType: string,
  slept: string,
  now: Instant,
): Outcome<readonly SlotDelta[]> {
  const oldSlots = seen.oldSlots.filter((slot) => slot.date >= slept);
  const newSlots = seen.newSlots.filter((slot) => slot.date >= slept);
  const kept = new Set(newSlots.map((slot) => slot.id).filter((id) => oldSlots.some((slot) => slot.id === id)));
  const group = groupOf(seen.booking?.source ?? 'walkIn');
  const deltas = oldSlots.filter((slot) => !kept.has(slot.id)).map((slot) => giveBack(slot, 1, group));
  for (const slot of newSlots.filter((found) => !kept.has(found.id))) {
    const sold = sell(slot, 1, group, now);
    if (!sold.ok) return { ...sold, detail: { ...sold.detail, roomType } };
    deltas.push(sold.value);
  }
  return done(deltas);
}

export function moved(
  seen: MoveSeen,
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
    stay: {
      arrival: span.from,
      departure: span.to,
      dayUse: span.from === span.to,
      roomTypeId: roomType.id,
      nightly,
    },
    occupancyId: occupancy.id,
    occupancy: { roomId: input.roomId, roomTypeId: roomType.id, fromDate: span.from, toDate: span.to, disputed: false },
    booking: { id: booking.id, fields: { total, paymentStatus: paymentStatusOf(total, booking.paid) } },
    slots,
    rooms: roomsAfter(seen, stay, occupancy, input.roomId),
  };
}

/** A guest in house takes the new room and leaves the old one dirty [R2]. */
function roomsAfter(
  { fromRoom, claims }: MoveSeen,
  stay: Row<'stay'>,
  occupancy: Row<'occupancy'>,
  roomId: string | null,
): { id: string; status: RoomStatus }[] {
  const toRoom = claims?.room;
  if (stay.status !== 'CHECKED_IN' || toRoom === undefined || roomId === occupancy.roomId) return [];
  return [...stepOf(fromRoom, 'checkOut'), ...stepOf(toRoom, 'checkIn')];
}

function stepOf(room: Row<'room'> | undefined, command: 'checkIn' | 'checkOut'): { id: string; status: RoomStatus }[] {
  const status = room === undefined ? undefined : nextState(roomTransitions, room.status, command);
  return room === undefined || status === undefined ? [] : [{ id: room.id, status }];
}
