import { formatMoney } from './format.ts';

/** The price that was agreed and the one of today, out of a refusal for their being apart [B7]; undefined where it does not say both. */
export function bothPrices(
  { agreed, now, currency }: Readonly<Record<string, unknown>>,
  houseCurrency: string,
): { readonly agreed: string; readonly now: string } | undefined {
  if (typeof agreed !== 'number' || typeof now !== 'number') return undefined;
  const money = (minor: number) =>
    formatMoney(minor, typeof currency === 'string' && currency !== '' ? currency : houseCurrency, { code: true });
  return { agreed: money(agreed), now: money(now) };
}
