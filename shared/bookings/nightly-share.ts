import { roundHalfUp } from '#shared/kernel/money.ts';
import type { Quote } from '#shared/schema/inventory-values.ts';
import { sumOf } from './price.ts';

/**
 * The agreed rate of each night of a stay out of a quote: the nights' own amounts, and what discounts, fees and taxes add to
 * them, spread over the nights so that they come to the item's total to the cent. Minor units.
 */
export function nightlyOf(quote: Quote, item: number): number[] {
  const nights = quote.lines.filter((line) => line.kind === 'night' && line.item === item).map((line) => line.amount);
  const total = quote.items[item]?.total ?? 0;
  const plain = sumOf(nights);
  if (nights.length === 0 || plain === total) return nights;
  const spread = nights.map((amount) =>
    plain === 0 ? Math.floor(total / nights.length) : roundHalfUp(amount * total, plain),
  );
  const rest = total - sumOf(spread);
  return spread.map((amount, index) => (index === spread.length - 1 ? amount + rest : amount));
}
