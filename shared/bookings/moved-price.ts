import type { Row } from '#shared/schema/entities.ts';
import type { Quote } from '#shared/schema/inventory-values.ts';

/**
 * A quote whose seats were moved to another departure [B6]: their lines and shares are those of `there`, which prices them alone and
 * in their order, all else is as it was agreed. Minor units. Null where the booking has no quote.
 */
export function withMoved(
  quote: Quote | null,
  seats: readonly Pick<Row<'seats'>, 'id' | 'total' | 'tax'>[],
  there: Quote,
): Quote | null {
  if (quote === null) return quote;
  const places = seats.map(({ id }) => quote.items.findIndex(({ itemId }) => itemId === id));
  const lines = quote.lines.filter(({ item }) => item === null || !places.includes(item));
  const total = seats.reduce((sum, one) => sum + one.total, 0);
  const tax = seats.reduce((sum, one) => sum + one.tax, 0);
  return {
    ...quote,
    lines: [...lines, ...there.lines.map((line) => ({ ...line, item: placeOf(line.item, places) }))],
    items: quote.items.map((share, at) => {
      const moved = there.items[places.indexOf(at)];
      return moved === undefined ? share : { ...moved, itemId: share.itemId };
    }),
    net: quote.net - (total - tax) + there.net,
    tax: quote.tax - tax + there.tax,
    total: quote.total - total + there.total,
  };
}

/** Older quotes do not say whose a share is: a line of theirs is then of the whole. */
function placeOf(item: number | null, places: readonly number[]): number | null {
  const place = item === null ? undefined : places[item];
  return place === undefined || place < 0 ? null : place;
}
