import type { Row } from '#shared/schema/entities.ts';
import type { ItemShare, Quote } from '#shared/schema/inventory-values.ts';
import { sumOf } from './price.ts';

/** A quote as its booking keeps it: each share says by id which item it is of. */
export function withItemIds(quote: Quote, idAt: (index: number) => string): Quote {
  return { ...quote, items: quote.items.map((share, index) => ({ ...share, itemId: idAt(index) })) };
}

/** The place that seats have among a quote's items; null where an older quote does not say. */
export function placeOfSeats(quote: Quote | null, seatsId: string): number | null {
  const place = quote?.items.findIndex(({ itemId }) => itemId === seatsId) ?? -1;
  return place < 0 ? null : place;
}

/** A stay's share of what was agreed; `among` are all stays of its booking, given up or not. Undefined where the quote knows none of it. */
export function shareOfStay(
  { lines, items }: Quote,
  stay: Row<'stay'>,
  among: readonly Row<'stay'>[],
): ItemShare | undefined {
  const own = items.find(({ itemId }) => itemId === stay.id);
  if (own !== undefined) return own;
  // An older quote does not say. The lines of its nights do, but for rooms of the same nights and price: those take turns, so that each share is one stay's.
  const first = (index: number) => lines.find(({ kind, item }) => kind === 'night' && item === index)?.label['date'];
  const alike = items.filter(
    ({ itemId, total }, index) =>
      itemId === undefined && total === sumOf(stay.nightly) && first(index) === stay.arrival,
  );
  const twins = among.filter((one) => one.arrival === stay.arrival && sumOf(one.nightly) === sumOf(stay.nightly));
  const turn = twins
    .map(({ id }) => id)
    .toSorted()
    .indexOf(stay.id);
  return alike[turn];
}
