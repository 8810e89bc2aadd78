import { roundHalfUp } from '#shared/kernel/money.ts';

/** A decimal text such as `82.5` as minor units of a currency with so many digits, half up [P2]; undefined where it is no number of a sane size. */
export function minorFromDecimal(text: string, digits: number): number | undefined {
  const parts = /^(-?)(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (parts === null) return undefined;
  const [, sign, whole, fraction = ''] = parts;
  const scaled = Number(`${whole}${fraction.padEnd(6, '0')}`);
  const minor = roundHalfUp(scaled, 10 ** (6 - digits));
  return sign === '-' && minor !== 0 ? -minor : minor;
}
