import { expect, test } from 'vitest';
import { contract } from './contract.ts';

const takes = (method: 'availability.get' | 'booking.duplicates' | 'calendar.window', input: unknown) =>
  contract[method].input.safeParse(input).success;
const person = { guestId: null, phone: '', email: '' };

test('a question spans days that there are, in order, two years at most', () => {
  for (const [from, to, right] of [
    ['2026-11-20', '2026-11-22', true],
    ['2026-11-20', '2026-11-20', true],
    ['2026-01-01', '2028-01-01', true],
    ['2026-01-01', '2028-01-02', false],
    ['2026-11-22', '2026-11-20', false],
    ['2026-02-30', '2026-03-02', false],
    ['2026-11-20', '9999-99-99', false],
    ['0000-01-01', '9999-12-31', false],
  ] as const) {
    expect(takes('availability.get', { from, to }), `${from} to ${to}`).toBe(right);
    expect(takes('booking.duplicates', { ...person, from, to }), `${from} to ${to}`).toBe(right);
  }
  expect(takes('calendar.window', { from: '2026-02-30', days: 14 })).toBe(false);
});

test('no text of a question is longer than a person would write', () => {
  const days = { from: '2026-11-20', to: '2026-11-22' };
  const long = 'a'.repeat(5_000);
  expect(takes('availability.get', { ...days, exceptStayId: long })).toBe(false);
  for (const field of ['guestId', 'phone', 'email'])
    expect(takes('booking.duplicates', { ...days, ...person, [field]: long }), field).toBe(false);
});
