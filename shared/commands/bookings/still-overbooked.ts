import type { Row } from '#shared/schema/entities.ts';
import type { Event } from '../events.ts';
import type { Holding } from '../holds/load-holding.ts';

/** What is left beyond what is there of each line and item that was made whole, in part or all, by events of the same command. */
export function healedBy(events: readonly Event[]): ReadonlyMap<string, number> {
  return new Map(
    events.flatMap((event) =>
      event.type === 'SlotsDistributed' ? event.whole.map(({ id, overbooked }) => [id, overbooked] as const) : [],
    ),
  );
}

/**
 * Says of a booking whether any item of it is beyond what is there [I2], once `own` (its line while it is held, its seats once they
 * are sold) is so by so many units; null where the items given are all that is left of it. Comes behind whatever gave units on. Nothing where it was not and is not.
 */
export function stillOverbooked(
  booking: Row<'booking'>,
  { lines, seats }: Pick<Holding, 'lines' | 'seats'>,
  own: { readonly id: string; readonly overbooked: number } | null,
  events: readonly Event[],
): Event[] {
  const healed = healedBy(events);
  const others = [
    ...lines.filter(({ status }) => status === 'active'),
    ...seats.filter(({ status }) => status === 'CONFIRMED'),
  ].filter(({ id }) => id !== own?.id);
  const overbooked = (own?.overbooked ?? 0) > 0 || others.some((row) => (healed.get(row.id) ?? row.overbooked) > 0);
  return overbooked || booking.overbooked
    ? [{ type: 'BookingStepped', booking: { id: booking.id, fields: { overbooked } } }]
    : [];
}
