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

/** A moment, but not beyond the first start: nothing is held of what has left. */
export function beforeStart(until: string, departures: readonly Pick<Row<'departure'>, 'startsAt'>[]): string {
  return departures.reduce((first, { startsAt }) => (startsAt < first ? startsAt : first), until);
}
