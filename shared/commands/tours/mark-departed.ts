import { z } from 'zod';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import type { Event } from '../events.ts';
import { idField } from '../fields.ts';
import { type Loading, lock, lockAll, peekAll, see, where } from '../need.ts';
import { concernOf } from './load-departure.ts';

const draft = z.object({ departureId: idField });
type Draft = z.infer<typeof draft>;

interface Seen {
  readonly departure: Row<'departure'> | undefined;
  readonly product: Row<'product'> | undefined;
  /** Seats that are sold and not earned yet, and the bookings they are of with all their items. */
  readonly sold: readonly Row<'seats'>[];
  readonly bookings: readonly Row<'booking'>[];
  readonly seats: readonly Row<'seats'>[];
  readonly stays: readonly Row<'stay'>[];
  readonly waiting: readonly Row<'waitlistEntry'>[];
}

/**
 * It has left, at its date and time [I8]: sold seats are used, what was deferred for them is earned [A1], nobody waits any more.
 * Run again it earns only what was confirmed since, as by a desk that was offline: each seat is earned once.
 */
export const markDeparted = defineRequest<Draft, Draft, Seen>({
  name: 'markDeparted',
  version: 1,
  roles: ['manager', 'administrator'],
  draft,
  input: draft,
  load,
  prepare: asIs,
  decide,
  concerns: (seen) => concernOf(seen),
});

function* load({ departureId }: Draft): Loading<Seen> {
  const { departure, sold, waiting } = yield* see({
    departure: lock('departure', departureId),
    sold: lockAll('seats', [where('departureId', '=', departureId), where('status', '=', 'CONFIRMED')]),
    waiting: lockAll('waitlistEntry', [
      where('departureId', '=', departureId),
      where('status', 'in', ['waiting', 'offered']),
    ]),
  });
  const bookingIds = [...new Set(sold.map(({ bookingId }) => bookingId))];
  const { products, ...ofBookings } = yield* see({
    products: peekAll('product', departure === undefined ? [] : [departure.productId]),
    bookings: lockAll('booking', bookingIds),
    seats: peekAll('seats', [where('bookingId', 'in', bookingIds)]),
    stays: peekAll('stay', [where('bookingId', 'in', bookingIds)]),
  });
  return { departure, product: products[0], sold, waiting, ...ofBookings };
}

function decide(seen: Seen, _input: Draft, context: Context): Outcome<readonly Event[]> {
  const { departure, sold, bookings, waiting } = seen;
  if (departure === undefined) return refuse('not-found', { entity: 'departure' });
  const { state, startsAt, id, date } = departure;
  if (state === 'cancelled' || startsAt > context.arrivedAt || (state === 'departed' && sold.length === 0))
    return refuse('invalid-transition', { command: 'markDeparted', status: state, startsAt });
  return done([
    ...(state === 'departed' ? [] : [{ type: 'DepartureLeft' as const, departureId: id }]),
    ...bookings.map((booking): Event => {
      const own = sold.filter(({ bookingId }) => bookingId === booking.id);
      return {
        type: 'SeatsEarned',
        bookingId: booking.id,
        seatIds: own.map((seats) => seats.id),
        bookingStatus: isOver(booking, own, seen) ? 'COMPLETED' : booking.status,
        net: own.reduce((sum, { total, tax }) => sum + total - tax, 0),
        currency: booking.currency,
        date,
      };
    }),
    ...waiting.map((entry): Event => ({
      type: 'WaitlistEntryChanged',
      entry: { id: entry.id, fields: { status: 'expired' } },
    })),
  ]);
}

/** Whether nothing of a booking is still to come. */
function isOver(booking: Row<'booking'>, own: readonly Row<'seats'>[], { seats, stays }: Seen): boolean {
  const others = seats.filter(({ id, bookingId }) => bookingId === booking.id && own.every((item) => item.id !== id));
  return (
    booking.status === 'CONFIRMED' &&
    others.every(({ status }) => status !== 'HELD' && status !== 'CONFIRMED') &&
    stays.every(
      ({ bookingId, status }) => bookingId !== booking.id || !['HELD', 'CONFIRMED', 'CHECKED_IN'].includes(status),
    )
  );
}
