import type { BookingView } from '#shared/rpc/booking-views.ts';
import { call } from './connection.ts';

/** Where a stay is or was: its room (null: none), its days `YYYY-MM-DD`, the type sold. */
export interface StayPlace {
  readonly bookingId: string;
  readonly stayId: string;
  readonly roomId: string | null;
  readonly roomTypeId: string;
  readonly from: string;
  readonly to: string;
  /** The agreed rates, minor units per night; left out where the move could not change them. */
  readonly nightly?: readonly number[];
}

/** Where the move left the stay. */
export type MovedTo = Pick<StayPlace, 'roomId' | 'from' | 'to'>;

/** The draft of `moveStay` that takes a move back. */
export interface MoveBack {
  readonly stayId: string;
  readonly occupancyId: string;
  readonly roomId: string | null;
  readonly roomTypeId: string;
  readonly from: string;
  readonly to: string;
  readonly expectedVersion: number;
  readonly price: 'keep' | { readonly nightly: readonly number[] };
}

/** The place of a stay of a booking with its agreed rates; null where the booking has no such stay. */
export function placeOf(booking: BookingView | null, stayId: string): StayPlace | null {
  const stay = booking?.stays.find((each) => each.id === stayId);
  if (!booking || !stay) return null;
  const { roomId, roomTypeId, arrival: from, departure: to, nightly } = stay;
  return { bookingId: booking.id, stayId, roomId, roomTypeId, from, to, nightly };
}

/**
 * The way back of a move [R5]: room, dates, type and the old agreed rates, against the version that the stay has now.
 * Null where the stay is no longer where the move left it: whoever changed it since meant something by it.
 */
export function moveBack(before: StayPlace, moved: MovedTo, now: BookingView | null): MoveBack | null {
  const stay = now?.stays.find((each) => each.id === before.stayId);
  if (!stay || stay.occupancyId === null) return null;
  if (stay.roomId !== moved.roomId || stay.arrival !== moved.from || stay.departure !== moved.to) return null;
  const { stayId, roomId, roomTypeId, from, to, nightly } = before;
  const price = nightly === undefined ? ('keep' as const) : { nightly };
  return { stayId, occupancyId: stay.occupancyId, roomId, roomTypeId, from, to, expectedVersion: stay.version, price };
}

/** The same, of what the desk knows when it is asked for. Rejects where the services do not answer. */
export function moveBackNow(before: StayPlace, moved: MovedTo): () => Promise<MoveBack | null> {
  return async () => moveBack(before, moved, await call('booking.get', { bookingId: before.bookingId }));
}
