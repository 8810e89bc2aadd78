import type { AvailabilityView, LodgeView } from '#shared/rpc/views.ts';
import { isReady } from './check-form.ts';
import type { BookingForm } from './form.ts';

/**
 * Fills in what the person has not chosen: the first type with a room left that holds the party, and for a walk-in the
 * first room that is ready. A chosen room that is not free on the nights is let go, since it could not be given.
 */
export function suggest(form: BookingForm, lodge: LodgeView, free: AvailabilityView): BookingForm {
  const pax = form.adults + form.children;
  const roomTypeId =
    form.roomTypeId ??
    lodge.roomTypes.find((type) => type.maxOccupancy >= pax && (typeOf(free, type.id)?.free ?? 0) > 0)?.id ??
    null;
  const rooms = typeOf(free, roomTypeId)?.rooms ?? [];
  const chosen = rooms.some((room) => room.id === form.roomId) ? form.roomId : null;
  const ready = form.checkIn ? (rooms.find(isReady)?.id ?? rooms[0]?.id ?? null) : null;
  const roomId = chosen ?? ready;
  return roomTypeId === form.roomTypeId && roomId === form.roomId ? form : { ...form, roomTypeId, roomId };
}

function typeOf(free: AvailabilityView, roomTypeId: string | null): AvailabilityView['types'][number] | undefined {
  return free.types.find((type) => type.roomTypeId === roomTypeId);
}
