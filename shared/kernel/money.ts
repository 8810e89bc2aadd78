/** An ISO 4217 code, such as `NPR`. */
export type Currency = string & { readonly __brand?: 'Currency' };

/** An amount in integer minor units (paisa, cents) of one currency. */
export interface Money {
  readonly minor: number;
  readonly currency: Currency;
}

/** Money from minor units. Throws on a fraction or an unsafe integer: that is a bug, not an input. */
export function money(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not whole minor units: ${minor}`);
  return { minor: minor === 0 ? 0 : minor, currency };
}

export function addMoney(a: Money, b: Money): Money {
  return money(a.minor + b.minor, sameCurrency(a, b));
}

export function subtractMoney(a: Money, b: Money): Money {
  return money(a.minor - b.minor, sameCurrency(a, b));
}

/** `amount × numerator / denominator`, rounded half up (away from zero on a tie) to the minor unit [P2]. */
export function shareOf(amount: Money, numerator: number, denominator: number): Money {
  return money(roundHalfUp(amount.minor * numerator, denominator), amount.currency);
}

/** `numerator / denominator` to the nearest whole number, a tie away from zero. Both are integers. */
export function roundHalfUp(numerator: number, denominator: number): number {
  if (denominator <= 0 || !Number.isInteger(denominator))
    throw new RangeError('the denominator is a whole number above zero');
  const top = BigInt(numerator);
  const sign = top < 0n ? -1n : 1n;
  const bottom = BigInt(denominator);
  return Number(sign * ((sign * top * 2n + bottom) / (bottom * 2n)));
}

/** How many decimals the currency's minor unit has (NPR 2, JPY 0). Source: ISO 4217 as the runtime's Intl data has it. */
export function minorDigits(currency: Currency): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  digitsOf.set(currency, digits);
  return digits;
}

/** Asked of Intl once: every amount that is written needs it. */
const digitsOf = new Map<Currency, number>();

function sameCurrency(a: Money, b: Money): Currency {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} do not add up`);
  return a.currency;
}
