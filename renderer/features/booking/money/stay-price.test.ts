import { expect, test } from 'vitest';
import { nightsOf, priceAt, priceLines } from './stay-price.ts';

test('a short stay is priced night by night', () => {
  const { nightly, total } = priceAt('2026-11-20', '2026-11-22', 780_000);
  expect(total).toBe(1_560_000);
  expect(priceLines('2026-11-20', '2026-11-22', nightly).map(({ from, amount }) => [from, amount])).toEqual([
    ['2026-11-20', 780_000],
    ['2026-11-21', 780_000],
  ]);
});

test('a long stay is priced by runs of one rate, and the sum is the same', () => {
  const nightly = [...Array.from({ length: 10 }, () => 100), ...Array.from({ length: 4 }, () => 120)];
  const lines = priceLines('2026-11-20', '2026-12-04', nightly);
  expect(lines).toEqual([
    { from: '2026-11-20', to: '2026-11-29', nights: 10, rate: 100, amount: 1000 },
    { from: '2026-11-30', to: '2026-12-03', nights: 4, rate: 120, amount: 480 },
  ]);
});

test('day use has one line and no nights', () => {
  const { nightly, total } = priceAt('2026-11-20', '2026-11-20', 500);
  expect(total).toBe(500);
  expect(priceLines('2026-11-20', '2026-11-20', nightly)).toHaveLength(1);
  expect(nightsOf('2026-11-20', '2026-11-20')).toBe(0);
});
