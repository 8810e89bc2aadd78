import { minutesAfter } from '#shared/bookings/policy.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Holding } from './load-holding.ts';

/** The departures whose seats are held, or wait to be held anew. */
export function departuresHeld({ seats, slots }: Pick<Holding, 'seats' | 'slots'>): readonly Row<'departure'>[] {
  const wanted = new Set(
    seats.flatMap(({ status, departureId }) => (status === 'HELD' || status === 'EXPIRED' ? [departureId] : [])),
  );
  return slots.departures.filter(({ id }) => wanted.has(id));
}

/** Nothing is sold or held of what has left [I8]: refused as `departed`. */
export function notLeft(departures: readonly Row<'departure'>[], { now }: Context): Outcome<null> {
  const left = departures.find(({ startsAt }) => startsAt <= now);
  return left === undefined
    ? done(null)
    : refuse('departed', { departureId: left.id, date: left.date, startsAt: left.startsAt });
}

/** When a booking that is held ends with the first start of what it holds, an instant; null where its time is over before that anyway [I4, I8]. */
export function endsWithStart(
  { status, expiresAt }: Pick<Row<'booking'>, 'status' | 'expiresAt'>,
  holding: Pick<Holding, 'seats' | 'slots'>,
  { arrivedAt }: Pick<Context, 'arrivedAt'>,
): string | null {
  const starts = departuresHeld(holding).map(({ startsAt }) => startsAt);
  const first = starts.filter((start) => start > arrivedAt).toSorted()[0];
  return status === 'HELD' && expiresAt !== null && first !== undefined && first < expiresAt ? first : null;
}

/**
 * Until when units are held that are to live so many minutes from now on, an instant: not beyond the first start of what they are
 * of, for nothing is held of what has left [I4, I8]. What a desk sold while its line was out, and is heard of behind the start, lives
 * for the money that comes behind it.
 */
export function heldUntil(
  minutes: number,
  departures: readonly Pick<Row<'departure'>, 'startsAt'>[],
  { arrivedAt }: Pick<Context, 'arrivedAt'>,
): string {
  return departures
    .filter(({ startsAt }) => startsAt > arrivedAt)
    .reduce((first, { startsAt }) => (startsAt < first ? startsAt : first), minutesAfter(arrivedAt, minutes));
}
