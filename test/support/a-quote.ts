import type { SeatsToQuote, StayToQuote } from '#shared/pricing/quote-item.ts';
import { type ToQuote, quoteOf } from '#shared/pricing/quote.ts';
import type { TaxRule } from '#shared/pricing/taxes.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Quote } from '#shared/schema/inventory-values.ts';

/** Seats as the worked example has them: 1,200.00 a head [P4]. */
export const everest: SeatsToQuote = {
  kind: 'seats',
  productId: 'ebc',
  product: 'Everest Base Camp',
  date: '2026-12-15',
  prices: [
    { category: 'adult', amount: 120_000, fromAge: null, toAge: null },
    { category: 'child', amount: 80_050, fromAge: 5, toAge: 11 },
  ],
  variant: null,
  pax: [{ category: 'adult', count: 2 }],
  free: 20,
  sellable: 35,
};
/** Nights at 189, 219 and 199. */
export const threeNights: StayToQuote = {
  kind: 'stay',
  roomType: 'Ridge View Double',
  nights: [
    { date: '2026-11-20', rate: 18_900 },
    { date: '2026-11-21', rate: 21_900 },
    { date: '2026-11-22', rate: 19_900 },
  ],
  persons: 2,
};

export const rule = (more: Partial<TaxRule>): TaxRule => ({
  code: 'GST',
  name: 'GST',
  appliesTo: 'all',
  basisPoints: 0,
  amount: 0,
  per: 'booking',
  base: 'afterDiscount',
  inclusive: false,
  position: 0,
  fromDate: '2000-01-01',
  toDate: null,
  active: true,
  ...more,
});
export const gst = rule({ basisPoints: 1_800 });

// Only what a promotion is judged by.
export const promotion = (more: Partial<Row<'promotion'>> = {}) =>
  ({
    id: 'early10',
    code: 'EARLY10',
    name: 'Early',
    basisPoints: 1_000,
    amount: 0,
    fromDate: '2026-01-01',
    toDate: '2026-12-31',
    productIds: [],
    mostUses: null,
    uses: 0,
    active: true,
    ...more,
  }) as unknown as Row<'promotion'>;
export const early10 = (more: Partial<Row<'promotion'>> = {}) => ({ code: 'EARLY10', promotion: promotion(more) });

export const toQuote = (more: Partial<ToQuote>): ToQuote => ({
  currency: 'USD',
  today: '2026-11-20',
  items: [everest],
  code: null,
  override: null,
  taxes: [],
  policy: { depositBasisPoints: 3_000, balanceDays: 14, demandBelow: 0, demandRaise: 0 },
  ...more,
});

export function quoted(more: Partial<ToQuote>): Quote {
  const outcome = quoteOf(toQuote(more));
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason} ${JSON.stringify(outcome.detail)}`);
  return outcome.value;
}
export const amounts = ({ lines }: Quote) => lines.map(({ kind, amount }) => [kind, amount]);
