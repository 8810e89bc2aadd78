import type { PaxCount, Quote } from '#shared/schema/inventory-values.ts';

/**
 * Which part of an agreed price stays agreed when travellers change [B6], as numerator and denominator: by the price of each
 * category as it was agreed, evenly where no price is known.
 */
export function keptShare(
  quote: Quote | null,
  before: readonly PaxCount[],
  after: readonly PaxCount[],
): readonly [number, number] {
  const unitOf = (category: string) =>
    quote?.lines.find(({ kind, label }) => kind === 'seats' && label['category'] === category)?.unit ?? 1;
  const worth = (countOf: (one: PaxCount) => number) =>
    before.reduce((sum, one) => sum + countOf(one) * unitOf(one.category), 0);
  const all = worth(({ count }) => count);
  const kept = worth(({ category, count }) =>
    Math.min(count, after.find((one) => one.category === category)?.count ?? 0),
  );
  return all > 0 ? [kept, all] : [0, 1];
}
