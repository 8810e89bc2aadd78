import { type Currency, minorDigits } from '#shared/kernel/money.ts';

/**
 * Minor units of an amount as a person types it, in either way of writing: `12,430`, `12.430`, `6,400.50`, `6400,5`.
 * A last mark before one or two digits (as many as the currency has) divides the minor unit; before three it groups.
 * Null when it is no amount.
 */
export function readAmount(text: string, currency: Currency): number | null {
  const bare = text.replaceAll(/[\s'’_]/gu, '');
  if (!/^\d[\d.,]*$/.test(bare)) return null;
  const digits = minorDigits(currency);
  const split = /^(.*)[.,](\d+)$/.exec(bare);
  const hasMinor = split !== null && (split[2] ?? '').length <= digits;
  const whole = hasMinor ? (split[1] ?? '') : bare;
  const minor = hasMinor ? (split[2] ?? '') : '';
  const groups = whole.split(/[.,]/);
  if (groups.slice(1).some((group) => group.length !== 3) || (groups.length > 1 && (groups[0] ?? '').length > 3)) {
    return null;
  }
  const value = Number(groups.join('')) * 10 ** digits + Number(minor.padEnd(digits, '0') || '0');
  return Number.isSafeInteger(value) ? value : null;
}

/** An amount as it stands in a field: no grouping, decimals only where there are any. */
export function writeAmount(minor: number, currency: Currency): string {
  const digits = minorDigits(currency);
  const whole = Math.trunc(minor / 10 ** digits);
  const rest = minor % 10 ** digits;
  return rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(digits, '0')}`;
}
