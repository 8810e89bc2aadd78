import { expect, test } from 'vitest';
import { dayNumber } from '#shared/kernel/dates.ts';
import { weekendOf } from './weekend.ts';

test('the weekend is the country’s; unknown countries rest on Saturday and Sunday', () => {
  const unknown = weekendOf('XXX');
  expect(unknown(dayNumber('2026-11-21'))).toBe(true);
  expect(unknown(dayNumber('2026-11-22'))).toBe(true);
  expect(unknown(dayNumber('2026-11-20'))).toBe(false);
  expect(weekendOf('INR')(dayNumber('2026-11-21'))).toBe(false);
});
