import { expect, test } from 'vitest';
import { commandNamed } from '#shared/commands/registry.ts';
import { roles } from '#shared/schema/words.ts';
import { dayBehind, mayRollDay } from './business-day.ts';

const at = (instant: string) => Date.parse(instant);

test('the business date is behind as soon as the lodge’s own day has begun, wherever the desk stands', () => {
  // Midnight in Kathmandu is 18:15 in UTC.
  expect(dayBehind('2026-11-20', 'Asia/Kathmandu', at('2026-11-20T18:14:00Z'))).toBeNull();
  expect(dayBehind('2026-11-20', 'Asia/Kathmandu', at('2026-11-20T18:15:00Z'))).toEqual({
    businessDate: '2026-11-20',
    today: '2026-11-21',
    next: '2026-11-21',
  });
});

test('it moves on one day at a time, and is not behind where it was rolled early', () => {
  expect(dayBehind('2026-12-30', 'Europe/Lisbon', at('2027-01-02T12:00:00Z'))).toMatchObject({
    today: '2027-01-02',
    next: '2026-12-31',
  });
  expect(dayBehind('2026-11-21', 'Asia/Kathmandu', at('2026-11-20T12:00:00Z'))).toBeNull();
});

test('the button is for those whom the command lets', () => {
  const allowed = commandNamed('rollDay')?.roles ?? [];
  expect(roles.filter((role) => role !== 'system' && allowed.includes(role))).toEqual(roles.filter(mayRollDay));
  expect(mayRollDay(undefined)).toBe(false);
});
