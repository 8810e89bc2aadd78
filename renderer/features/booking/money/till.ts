import { type Currency, minorDigits } from '#shared/kernel/money.ts';

/** What tendered cash comes to against an amount. Minor units. */
export type Till =
  | { readonly kind: 'change'; readonly change: number }
  /** The tendered cash does not cover the amount. */
  | { readonly kind: 'short'; readonly missing: number };

/**
 * A part of what is open as it is taken in cash: rounded up to whole units of the currency, so that no desk looks for small coins,
 * and never beyond what is open. What is taken to the last of it stays exact. Minor units [M10].
 */
export function inCash(part: number, open: number, currency: Currency): number {
  const unit = 10 ** minorDigits(currency);
  return Math.min(open, Math.ceil(part / unit) * unit);
}

export function tillOf(amount: number, tendered: number): Till {
  return tendered >= amount
    ? { kind: 'change', change: tendered - amount }
    : { kind: 'short', missing: amount - tendered };
}

/** What a payer is likely to hand over: the exact amount, then the next round ones (12,430 → 12,500, 13,000, 15,000, 20,000). */
export function likelyTendered(amount: number, currency: Currency): number[] {
  if (amount <= 0) return [];
  const unit = 10 ** minorDigits(currency);
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(amount / unit, 1)));
  const rounded = [0.05, 0.1, 0.5, 1, 5]
    .map((part) => Math.max(1, part * magnitude) * unit)
    .map((step) => Math.ceil(amount / step) * step);
  return [...new Set([amount, ...rounded])].slice(0, 5);
}
