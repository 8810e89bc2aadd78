import type { Quote, QuoteLine } from '#shared/schema/inventory-values.ts';
import type { Difference } from './goods.ts';
import { placeOfSeats } from './item-share.ts';

/** Seats of a booking that went from one day to another. */
export interface MovedSeats {
  /** Their ids, in the order of all that is said of them. */
  readonly ids: readonly string[];
  readonly product: string;
  readonly from: string;
  readonly to: string;
}

/** What they cost more there, by item and in lines; null where the agreed price stands. Minor units. */
export interface PriceThere {
  readonly differences: readonly Difference[];
  /** The plain lines of each, as they are there. */
  readonly lines: readonly (readonly QuoteLine[])[];
  readonly taxesHere: readonly QuoteLine[];
  readonly taxesThere: readonly QuoteLine[];
}

/**
 * A booking's quote once seats of it were moved [B6]: their lines are those of the other day, taxes are more or less by what lies
 * between, and what a code, a hand or the whole booking gave stands as it was agreed. Minor units. Null where there is no quote.
 */
export function withMoved(quote: Quote | null, moved: MovedSeats, there: PriceThere | null): Quote | null {
  if (quote === null) return quote;
  const places = moved.ids.map((id) => placeOfSeats(quote, id));
  const isTheirs = ({ kind, label, item }: QuoteLine) =>
    item !== null && places[0] !== null
      ? (kind === 'seats' || kind === 'demand') && places.includes(item)
      : kind === 'seats' && label['date'] === moved.from && label['product'] === moved.product;
  if (there === null)
    return { ...quote, lines: quote.lines.map((line) => (isTheirs(line) ? dated(line, moved.to) : line)) };
  const own = there.lines.flatMap((lines, at) => lines.map((line) => ({ ...line, item: places[at] ?? null })));
  const kept = quote.lines.filter((line) => !isTheirs(line));
  const [total, tax] = [sumOf(there.differences, 'total'), sumOf(there.differences, 'tax')];
  return {
    ...quote,
    lines: [...own, ...withTaxes(kept, there.taxesHere, there.taxesThere)],
    items: quote.items.map((share, at) => {
      const more = there.differences[places.indexOf(at)];
      return more === undefined ? share : { ...share, total: share.total + more.total, tax: share.tax + more.tax };
    }),
    net: quote.net + total - tax,
    tax: quote.tax + tax,
    total: quote.total + total,
  };
}

function dated(line: QuoteLine, date: string): QuoteLine {
  return line.kind === 'seats' ? { ...line, label: { ...line.label, date } } : line;
}

/** Taxes and fees by what those of the seats differ; one that was not in it before is added. */
function withTaxes(lines: readonly QuoteLine[], here: readonly QuoteLine[], there: readonly QuoteLine[]): QuoteLine[] {
  const named = ({ kind, label }: QuoteLine) => `${kind}/${String(label['code'])}`;
  const amountIn = (some: readonly QuoteLine[], name: string) =>
    some.reduce((sum, line) => (named(line) === name ? sum + line.amount : sum), 0);
  const more = (name: string) => amountIn(there, name) - amountIn(here, name);
  const isTax = ({ kind }: QuoteLine) => kind === 'tax' || kind === 'fee';
  const known = new Set(lines.filter(isTax).map(named));
  const changed = lines.map((line) => {
    const by = isTax(line) ? more(named(line)) : 0;
    return by === 0 ? line : { ...line, quantity: 1, unit: line.amount + by, amount: line.amount + by };
  });
  const added = there.filter((line) => !known.has(named(line)) && more(named(line)) !== 0);
  return [
    ...changed,
    ...added.map((line) => ({ ...line, item: null, quantity: 1, unit: more(named(line)), amount: more(named(line)) })),
  ];
}

function sumOf(differences: readonly Difference[], of: keyof Difference): number {
  return differences.reduce((sum, difference) => sum + difference[of], 0);
}
