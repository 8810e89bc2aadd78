import { roundHalfUp } from '#shared/kernel/money.ts';
import type { PaxCount, Quote } from '#shared/schema/inventory-values.ts';
import { placeOfSeats } from './item-share.ts';

/** Seats as a quote knows them: by their id, and of older quotes by the day of their departure. */
export interface AgreedOn {
  readonly id: string;
  readonly date: string;
}

/**
 * Which part of an agreed price stays agreed when travellers of a departure change [B6], as numerator and denominator: by the
 * price of each category as it was agreed on average, evenly where no price is known.
 */
export function keptShare(
  quote: Quote | null,
  seats: AgreedOn,
  before: readonly PaxCount[],
  after: readonly PaxCount[],
): readonly [number, number] {
  const worth = (countOf: (one: PaxCount) => number) =>
    before.reduce((sum, one) => sum + countOf(one) * (agreedUnit(quote, seats, one.category) ?? 1), 0);
  const all = worth(({ count }) => count);
  const kept = worth(({ category, count }) =>
    Math.min(count, after.find((one) => one.category === category)?.count ?? 0),
  );
  return all > 0 ? [kept, all] : [0, 1];
}

/**
 * A quote with what was agreed on top of it for those who joined seats, and without what fell with those who left: a change of the
 * total and of the tax in it, zero or less. Minor units.
 */
export function withAdded(
  quote: Quote | null,
  added: Quote | null,
  total = 0,
  tax = 0,
  place: number | null = null,
): Quote | null {
  if (quote === null) return quote;
  const joined = added ?? { lines: [], net: 0, tax: 0, total: 0, deposit: 0 };
  return {
    ...quote,
    lines: [...quote.lines, ...joined.lines.map((line) => ({ ...line, item: line.item === null ? null : place }))],
    net: quote.net + joined.net + total - tax,
    tax: quote.tax + joined.tax + tax,
    total: quote.total + joined.total + total,
    deposit: quote.deposit + joined.deposit,
  };
}

/** What one traveller of a category was agreed at, on average and before discounts and taxes; undefined where it is not known. Minor units. */
export function agreedUnit(quote: Quote | null, { id, date }: AgreedOn, category: string): number | undefined {
  const place = placeOfSeats(quote, id);
  const lines = (quote?.lines ?? []).filter(
    ({ kind, label, item }) =>
      kind === 'seats' &&
      label['category'] === category &&
      (item !== null && place !== null ? item === place : label['date'] === date),
  );
  const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
  return quantity === 0
    ? undefined
    : roundHalfUp(
        lines.reduce((sum, line) => sum + line.amount, 0),
        quantity,
      );
}
