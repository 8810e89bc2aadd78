import type { Actor } from '#shared/commands/context.ts';
import type { Row } from '#shared/schema/entities.ts';
import { addADeparture } from './a-departure.ts';
import { aDepartureOf } from './a-sale.ts';
import type { PaperLodge } from './paper-lodge.ts';

/** Prices of which only the adult's is said; minor units. */
export const adultAt = (amount: number) => [
  { category: 'adult', amount, fromAge: null, toAge: null },
  { category: 'child', amount: 2_000_000, fromAge: 5, toAge: 11 },
];

/** A departure of 24 November, and another two days later at its own price. */
export function twoDepartures(seats: number, there: Readonly<Record<string, unknown>> = {}, here = {}) {
  const { lodge, departure: from, ...more } = aDepartureOf(seats, here);
  const to = addADeparture(lodge, '2026-11-26', { capacity: seats, ...there }, from.productId);
  return { lodge, from, to, ...more };
}

/** Moves a booking's seats from one departure to another. */
export function move(
  lodge: PaperLodge,
  bookingId: string,
  [from, to]: readonly [Row<'departure'>, Row<'departure'>],
  more: Readonly<Record<string, unknown>> = {},
  actor?: Actor,
) {
  const expectedVersion = lodge.one('booking', bookingId).version;
  const draft = { bookingId, expectedVersion, departureId: from.id, toDepartureId: to.id, keepPrice: false, ...more };
  return lodge.run('moveSeats', draft, actor);
}
