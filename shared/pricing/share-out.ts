/**
 * Divides an amount of minor units by weights so that the parts add up to it exactly: each gets its share rounded towards zero, and
 * what is left goes one by one to the largest remainders, of equal ones to the first. Weights are whole and not below zero; where
 * all are zero, they count as equal.
 */
export function shareOut(amount: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const all = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (all === 0n)
    return shareOut(
      amount,
      weights.map(() => 1),
    );
  const sign = amount < 0 ? -1 : 1;
  const whole = BigInt(Math.abs(amount));
  const parts = weights.map((weight, index) => {
    const product = whole * BigInt(weight);
    return { index, share: Number(product / all), rest: product % all };
  });
  let left = Math.abs(amount) - parts.reduce((sum, { share }) => sum + share, 0);
  const extra = new Set<number>();
  for (const { index } of parts.toSorted((a, b) =>
    a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1,
  )) {
    if (left === 0) break;
    extra.add(index);
    left -= 1;
  }
  return parts.map(({ index, share }) => {
    const units = sign * (share + (extra.has(index) ? 1 : 0));
    return units === 0 ? 0 : units;
  });
}
