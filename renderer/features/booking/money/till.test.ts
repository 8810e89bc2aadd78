import { expect, test } from 'vitest';
import { inCash, likelyTendered, tillOf } from './till.ts';

test('change is what is tendered beyond the amount', () => {
  expect(tillOf(1_243_000, 1_300_000)).toEqual({ kind: 'change', change: 57_000 });
  expect(tillOf(500, 500)).toEqual({ kind: 'change', change: 0 });
});

test('too little says what is missing', () => {
  expect(tillOf(1_243_000, 1_200_000)).toEqual({ kind: 'short', missing: 43_000 });
});

test('offers the exact amount and the round ones above it', () => {
  expect(likelyTendered(1_243_000, 'NPR')).toEqual([1_243_000, 1_250_000, 1_300_000, 1_500_000, 2_000_000]);
  expect(likelyTendered(9_760, 'EUR')).toEqual([9_760, 9_800, 10_000]);
  expect(likelyTendered(640_000, 'NPR')).toEqual([640_000, 650_000, 700_000, 1_000_000]);
  expect(likelyTendered(0, 'NPR')).toEqual([]);
});

test('never offers less than the amount', () => {
  for (const amount of [1, 99, 101, 12_345, 1_000_000, 9_999_999])
    expect(likelyTendered(amount, 'NPR').every((each) => each >= amount)).toBe(true);
});

test('[M10] a part is taken in cash as whole units, never beyond what is open, and the last of it exact', () => {
  expect(inCash(72_343, 241_142, 'EUR')).toBe(72_400);
  expect(inCash(72_400, 241_142, 'EUR')).toBe(72_400);
  expect(inCash(241_142, 241_142, 'EUR')).toBe(241_142);
  expect(inCash(50_020, 50_050, 'EUR')).toBe(50_050);
});
