import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Holding, loadHolding } from '../holds/load-holding.ts';
import { type Slots, loadSlots } from '../holds/load-slots.ts';
import { type Loading, lock, lockAll, peekAll, see, where } from '../need.ts';
import { type SeenDeparture, loadDeparture } from './load-departure.ts';

/** A departure with everybody aboard, and another that they may be moved to. */
export interface SeenCancellation extends SeenDeparture {
  readonly target: { readonly departure: Row<'departure'>; readonly slots: Slots } | undefined;
  /** Those who booked first stand first. */
  readonly bookings: readonly { readonly booking: Row<'booking'>; readonly holding: Holding }[];
  readonly variants: readonly Row<'variant'>[];
  readonly waiting: readonly Row<'waitlistEntry'>[];
  /** What is held for those who waited and have no booking yet. */
  readonly offers: readonly { readonly line: Row<'heldUnits'>; readonly entry: Row<'waitlistEntry'> }[];
}

export function* loadCancellation(
  { departureId, moveTo }: { readonly departureId: string; readonly moveTo: string | null },
  context: Context,
): Loading<SeenCancellation> {
  const seen = yield* loadDeparture(departureId, 'edit', context);
  const target = moveTo === null ? undefined : yield* loadTarget(moveTo, context);
  const { seats, variants, entries } = yield* see({
    seats: lockAll('seats', [where('departureId', '=', departureId), where('status', 'in', ['HELD', 'CONFIRMED'])]),
    variants: peekAll('variant', [where('departureId', 'in', [departureId, ...(moveTo === null ? [] : [moveTo])])]),
    entries: lockAll('waitlistEntry', [
      where('departureId', '=', departureId),
      where('status', 'in', ['waiting', 'offered']),
    ]),
  });
  const { rows } = yield* see({ rows: lockAll('booking', [...new Set(seats.map(({ bookingId }) => bookingId))]) });
  const bookings = [];
  for (const booking of rows.toSorted(byAge)) bookings.push({ booking, holding: yield* loadHolding(booking, context) });
  const offered = entries.filter(({ status }) => status === 'offered');
  const { lines } = yield* see({
    lines: lockAll('heldUnits', [
      where(
        'holdId',
        'in',
        offered.map(({ holdId }) => holdId ?? ''),
      ),
      where('status', '=', 'active'),
      where('expiresAt', '>', context.arrivedAt),
    ]),
  });
  const offers = lines.flatMap((line) => {
    const entry = offered.find(({ holdId }) => holdId === line.holdId);
    return entry === undefined ? [] : [{ line, entry }];
  });
  return { ...seen, target, bookings, variants, waiting: entries.filter(({ status }) => status === 'waiting'), offers };
}

function* loadTarget(departureId: string, context: Context): Loading<SeenCancellation['target']> {
  const { departure } = yield* see({ departure: lock('departure', departureId) });
  if (departure === undefined) return undefined;
  const slots = yield* loadSlots({ departureIds: [departure.id], seatSlotIds: [departure.slotId] }, context);
  return { departure, slots };
}

function byAge(a: Row<'booking'>, b: Row<'booking'>): number {
  if (a.createdAt === b.createdAt) return a.id < b.id ? -1 : 1;
  return a.createdAt < b.createdAt ? -1 : 1;
}
