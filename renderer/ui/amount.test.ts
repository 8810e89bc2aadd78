import { expect, test } from 'vitest';
import { readAmount, writeAmount } from './amount.ts';

test.each([
  ['12430', 1_243_000],
  ['12,430', 1_243_000],
  ['12.430', 1_243_000],
  ['1 234 567', 123_456_700],
  ['6,400.50', 640_050],
  ['6.400,5', 640_050],
  ['0.05', 5],
])('reads %s however it is written', (text, minor) => {
  expect(readAmount(text, 'NPR')).toBe(minor);
});

test.each(['', 'abc', '-5', '1,2,3', '1234,567', '12.3456', '.5'])('refuses %s', (text) => {
  expect(readAmount(text, 'NPR')).toBeNull();
});

test('a currency without a minor unit groups at every mark', () => {
  expect(readAmount('12,430', 'JPY')).toBe(12_430);
  expect(readAmount('12,43', 'JPY')).toBeNull();
});

test('what is written can be read again', () => {
  for (const minor of [0, 5, 100, 640_050, 1_243_000]) expect(readAmount(writeAmount(minor, 'NPR'), 'NPR')).toBe(minor);
});
