import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row } from '#shared/schema/entities.ts';
import { amounts, early10, everest, gst, quoted, rule, threeNights, toQuote } from '#test/support/a-quote.ts';
import { quoteOf } from './quote.ts';
import type { SeatsToQuote, StayToQuote } from './quote-item.ts';
import { shareOut } from './share-out.ts';

describe('the worked examples', () => {
  test('[P4] 1,200.00 × 2, EARLY10, GST 18 % on the discounted amount: 2,548.80, deposit 764.64, balance 1,784.16', () => {
    const quote = quoted({ code: early10(), taxes: [gst] });
    expect(amounts(quote)).toEqual([
      ['seats', 240_000],
      ['promotion', -24_000],
      ['tax', 38_880],
    ]);
    expect(quote).toMatchObject({ net: 216_000, tax: 38_880, total: 254_880, deposit: 76_464 });
    expect(quote.total - quote.deposit).toBe(178_416);
    expect(quote.balanceDueOn).toBe('2026-12-01');
  });

  test('[P4] 189, 219, 199, member −10 %, 12 % on the undiscounted nights, fee 45.00: 664.14, and one more night 875.82', () => {
    const taxes = [
      rule({ code: 'VAT', basisPoints: 1_200, base: 'beforeDiscount', appliesTo: 'rooms' }),
      rule({ code: 'FEE', amount: 4_500, per: 'item', position: 1 }),
    ];
    const quote = quoted({ items: [threeNights], code: early10({ code: 'MEMBER' }), taxes });
    expect(amounts(quote)).toEqual([
      ['night', 18_900],
      ['night', 21_900],
      ['night', 19_900],
      ['promotion', -6_070],
      ['tax', 7_284],
      ['fee', 4_500],
    ]);
    expect(quote.total).toBe(66_414);
    // One more night at its plain rate, with its own tax.
    const more = quoted({
      items: [{ ...threeNights, nights: [{ date: '2026-11-23', rate: 18_900 }] }],
      taxes: taxes.slice(0, 1),
    });
    expect(more).toMatchObject({ tax: 2_268, total: 21_168 });
    expect(quote.total + more.total).toBe(87_582);
  });

  test('[P4] the mock-up’s package: 5 % off, service on rooms, VAT over all of it: 91,956.01, deposit 27,586.80', () => {
    const stay = { ...threeNights, nights: [20, 21].map((day) => ({ date: `2026-11-${day}`, rate: 780_000 })) };
    const seats = (productId: string, amount: number, count: number): SeatsToQuote => ({
      ...everest,
      productId,
      prices: [{ category: 'adult', amount, fromAge: null, toAge: null }],
      pax: [{ category: 'adult', count }],
    });
    const quote = quoted({
      items: [seats('gph', 3_200_000, 2), stay, seats('jeep', 450_000, 1)],
      code: early10({ basisPoints: 500 }),
      taxes: [
        rule({ code: 'SVC', basisPoints: 1_000, appliesTo: 'rooms' }),
        rule({ code: 'VAT', basisPoints: 1_300, base: 'withTaxes', position: 1 }),
      ],
    });
    expect(amounts(quote).slice(-3)).toEqual([
      ['promotion', -420_500],
      ['tax', 148_200],
      ['tax', 1_057_901],
    ]);
    expect(quote).toMatchObject({ total: 9_195_601, deposit: 2_758_680 });
    expect(quote.items.reduce((sum, { total }) => sum + total, 0)).toBe(quote.total);
  });
});

describe('the layers of a price', () => {
  test('[P1] each category of travellers has its price, and a variant its difference', () => {
    const pax = [
      { category: 'adult', count: 2 },
      { category: 'child', count: 3 },
    ];
    const quote = quoted({ items: [{ ...everest, pax, variant: { name: 'From Pokhara', priceDifference: -20_000 } }] });
    expect(quote.lines.map(({ quantity, unit, amount }) => [quantity, unit, amount])).toEqual([
      [2, 100_000, 200_000],
      [3, 60_050, 180_150],
    ]);
    expect(quoteOf(toQuote({ items: [{ ...everest, pax: [{ category: 'senior', count: 1 }] }] }))).toMatchObject({
      reason: 'wrong-input',
      detail: { category: 'senior' },
    });
  });

  test('[P1] under a share of free seats the price rises, and at the share it does not', () => {
    const policy = { depositBasisPoints: 3_000, balanceDays: 14, demandBelow: 2_000, demandRaise: 1_500 };
    const totalWith = (free: number) => quoted({ items: [{ ...everest, free }], policy }).total;
    expect([4, 6, 7, 0].map(totalWith)).toEqual([276_000, 276_000, 240_000, 276_000]);
    expect(quoted({ items: [{ ...everest, free: 1 }] }).total).toBe(240_000);
  });

  test('[P1] a code counts within its days, its products and its uses, and says why it does not', () => {
    const whyNot = (more: Partial<Row<'promotion'>>) => quoteOf(toQuote({ code: early10(more) }));
    expect(whyNot({ fromDate: '2026-11-21' })).toMatchObject({
      reason: 'promotion-invalid',
      detail: { why: 'not-yet' },
    });
    expect(whyNot({ toDate: '2026-11-19' })).toMatchObject({ detail: { why: 'over' } });
    expect(whyNot({ mostUses: 3, uses: 3 })).toMatchObject({ detail: { why: 'used-up' } });
    expect(whyNot({ productIds: ['other'] })).toMatchObject({ detail: { why: 'other-product' } });
    expect(whyNot({ active: false })).toMatchObject({ detail: { why: 'unknown' } });
    expect(quoteOf(toQuote({ code: { code: 'X', promotion: undefined } }))).toMatchObject({
      detail: { why: 'unknown' },
    });
    expect(whyNot({ fromDate: '2026-11-20', toDate: '2026-11-20', mostUses: 3, uses: 2 }).ok).toBe(true);
  });

  test('[P1] a code for a product takes off that item alone; a fixed one no more than it costs', () => {
    const items = [everest, threeNights];
    const own = quoted({ items, code: early10({ productIds: ['ebc'] }) });
    expect(own.items.map(({ total }) => total)).toEqual([216_000, 60_700]);
    expect(quoted({ code: early10({ basisPoints: 0, amount: 5_000 }) }).total).toBe(235_000);
    expect(quoted({ code: early10({ basisPoints: 0, amount: 999_999 }) }).total).toBe(0);
  });

  test('[P1] a price by hand needs the right and a reason, and taxes follow it', () => {
    const override = { amount: 200_000, reason: 'Regular guest', allowed: true };
    expect(quoted({ override, taxes: [gst] })).toMatchObject({ net: 200_000, tax: 36_000, total: 236_000 });
    expect(quoteOf(toQuote({ override: { ...override, allowed: false } }))).toMatchObject({ reason: 'no-right' });
    expect(quoteOf(toQuote({ override: { ...override, reason: ' ' } }))).toMatchObject({ reason: 'needs-reason' });
  });
});

describe('a quote', () => {
  test('[P3] its lines, its items’ shares and its total agree to the cent, whatever is in it', () => {
    const amount = fc.integer({ min: 0, max: 300_000 });
    const item = fc.oneof(
      fc
        .record({ amount, count: fc.integer({ min: 1, max: 7 }), free: fc.integer({ min: 0, max: 35 }) })
        .map(({ amount: unit, count, free }): SeatsToQuote => ({
          ...everest,
          free,
          prices: [{ category: 'adult', amount: unit, fromAge: null, toAge: null }],
          pax: [{ category: 'adult', count }],
        })),
      fc.array(amount, { minLength: 1, maxLength: 5 }).map((rates): StayToQuote => ({
        ...threeNights,
        nights: rates.map((rate, index) => ({ date: `2026-11-${20 + index}`, rate })),
      })),
    );
    const tax = fc
      .record({
        basisPoints: fc.integer({ min: 0, max: 2_500 }),
        amount: fc.integer({ min: 0, max: 999 }),
        per: fc.constantFrom('person' as const, 'night' as const, 'item' as const, 'booking' as const),
        base: fc.constantFrom('beforeDiscount' as const, 'afterDiscount' as const, 'withTaxes' as const),
        inclusive: fc.boolean(),
        appliesTo: fc.constantFrom('seats' as const, 'rooms' as const, 'all' as const),
      })
      .map(rule);
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 5 }),
        fc.array(tax, { maxLength: 4 }),
        fc.integer({ min: 0, max: 9_999 }),
        (items, taxes, basisPoints) => {
          const quote = quoted({
            items,
            taxes,
            code: basisPoints === 0 ? null : early10({ basisPoints }),
            policy: { depositBasisPoints: 3_000, balanceDays: 14, demandBelow: 2_000, demandRaise: 1_500 },
          });
          const lines = quote.lines.filter(({ label }) => label['inclusive'] !== 1);
          expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(quote.total);
          expect(quote.items.reduce((sum, { total }) => sum + total, 0)).toBe(quote.total);
          expect(quote.items.reduce((sum, each) => sum + each.tax, 0)).toBe(quote.tax);
          expect(quote.net + quote.tax).toBe(quote.total);
        },
      ),
    );
  });

  test('[P3] an amount is shared out to the last unit, the largest remainders first', () => {
    expect(shareOut(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(shareOut(-100, [1, 5, 1])).toEqual([-14, -72, -14]);
    expect(shareOut(5, [0, 0])).toEqual([3, 2]);
    expect(shareOut(7, [0, 3])).toEqual([0, 7]);
  });

  test('[B9] the rest is due so many days before the first service, but not before today', () => {
    expect(quoted({ items: [{ ...everest, date: '2026-11-25' }] }).balanceDueOn).toBe('2026-11-20');
    expect(quoted({ items: [{ ...everest, date: '2027-02-01' }, everest] }).balanceDueOn).toBe('2026-12-01');
  });
});
