import type { AvailabilityView } from '#shared/rpc/availability-view.ts';
import type { LodgeView, RoomView } from '#shared/rpc/lodge-views.ts';
import { isReady } from './check-form.ts';
import type { BookingForm } from './form.ts';

/**
 * Fills in what the person has not chosen: the first type with a room left that holds the party (one with a room that is
 * ready, where the guest moves in at once), and its best room. A chosen room that is not free on the nights is let go.
 */
export function suggest(form: BookingForm, lodge: LodgeView, free: AvailabilityView): BookingForm {
  const pax = form.adults + form.children;
  const fitting = lodge.roomTypes
    .filter((type) => type.maxOccupancy >= pax && (typeOf(free, type.id)?.free ?? 0) > 0)
    .map(({ id }) => id);
  const movingIn = fitting.find((id) => form.checkIn && typeOf(free, id)?.rooms.some(isReady));
  const roomTypeId = form.roomTypeId ?? movingIn ?? fitting[0] ?? null;
  const rooms = roomsByReadiness(typeOf(free, roomTypeId)?.rooms ?? []);
  const chosen = rooms.some((room) => room.id === form.roomId) ? form.roomId : null;
  const best = form.checkIn ? (rooms.find(({ status }) => status !== 'OCCUPIED')?.id ?? null) : null;
  const roomId = chosen ?? best;
  return roomTypeId === form.roomTypeId && roomId === form.roomId ? form : { ...form, roomTypeId, roomId };
}

/** The rooms a guest could move into now first; within each kind as the house orders them. */
export function roomsByReadiness<T extends Pick<RoomView, 'status'>>(rooms: readonly T[]): T[] {
  const rank = (room: T) => (isReady(room) ? 0 : room.status === 'OCCUPIED' ? 2 : 1);
  return rooms.toSorted((a, b) => rank(a) - rank(b));
}

function typeOf(free: AvailabilityView, roomTypeId: string | null): AvailabilityView['types'][number] | undefined {
  return free.types.find((type) => type.roomTypeId === roomTypeId);
}
