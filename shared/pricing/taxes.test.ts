import { describe, expect, test } from 'vitest';
import { everest, quoted, rule, threeNights } from '#test/support/a-quote.ts';
import type { TaxRule } from './taxes.ts';

describe('taxes and fees', () => {
  test('[P2] a fixed one is due per person, night, item or booking; only stays have nights', () => {
    const due = (per: TaxRule['per']) =>
      quoted({ items: [everest, threeNights], taxes: [rule({ amount: 100, per })] }).tax;
    expect((['person', 'night', 'item', 'booking'] as const).map(due)).toEqual([400, 300, 200, 100]);
  });

  test('[P2] what the price contains adds nothing to it', () => {
    const quote = quoted({ taxes: [rule({ basisPoints: 1_800, inclusive: true })] });
    expect(quote).toMatchObject({ total: 240_000, tax: 36_610, net: 203_390 });
    expect(quote.lines.at(-1)?.label).toMatchObject({ inclusive: 1 });
  });

  test('[P2] a rule counts from its day to its day, night by night, and only while it is active', () => {
    const taxes = [rule({ basisPoints: 1_000, fromDate: '2026-11-21', toDate: '2026-11-21' })];
    expect(quoted({ items: [threeNights], taxes }).tax).toBe(2_190);
    expect(quoted({ taxes: [rule({ basisPoints: 1_000, active: false })] }).tax).toBe(0);
  });

  test('[P2] they stand in their order, and one of rooms does not touch seats', () => {
    const vat = rule({ code: 'VAT', basisPoints: 1_000, base: 'withTaxes', position: 1 });
    const service = rule({ code: 'SVC', basisPoints: 1_000, position: 0, appliesTo: 'rooms' });
    expect(quoted({ items: [everest, threeNights], taxes: [vat, service] }).items.map(({ tax }) => tax)).toEqual([
      24_000, 12_747,
    ]);
    const first = quoted({
      taxes: [
        { ...vat, position: 0 },
        { ...service, appliesTo: 'all', position: 1 },
      ],
    });
    expect(first.tax).toBe(48_000);
  });

  test('[P2] each line is rounded half up once', () => {
    const one = { ...everest, pax: [{ category: 'adult', count: 1 }] };
    const priced = (amount: number) => ({
      ...one,
      prices: [{ category: 'adult', amount, fromAge: null, toAge: null }],
    });
    const ten = rule({ basisPoints: 1_000 });
    expect([5, 15, 14].map((amount) => quoted({ items: [priced(amount)], taxes: [ten] }).tax)).toEqual([1, 2, 1]);
    // Three items of 0.05 each: the line is rounded, not the items.
    expect(quoted({ items: [priced(5), priced(5), priced(5)], taxes: [ten] }).tax).toBe(2);
  });
});
