import { expect, test } from 'vitest';
import { bookingTransitions } from '#shared/bookings/states.ts';
import { commandsFrom } from '#shared/kernel/state-machine.ts';
import { laterDay, mayGiveTime } from './later-day.ts';

const today = '2026-11-28';

test('a balance is given a week from its day, or from today where that is past', () => {
  expect(laterDay('2026-12-10', today, '2026-12-24')).toBe('2026-12-17');
  expect(laterDay('2026-11-20', today, '2026-12-24')).toBe('2026-12-05');
});

test('[B9] never a day behind the departure: that day at the latest, and nothing where it is here', () => {
  expect(laterDay(today, today, '2026-12-02')).toBe('2026-12-02');
  expect(laterDay('2026-12-02', today, '2026-12-02')).toBeNull();
  expect(laterDay(today, today, today)).toBeNull();
});

test('with nothing left of it that begins, a week it is', () => {
  expect(laterDay(today, today, null)).toBe('2026-12-05');
});

test('more time is given to what is held or sold, not to what waits for approval', () => {
  const offered = (['HELD', 'CONFIRMED', 'PENDING_APPROVAL', 'CANCELLED'] as const).filter((status) =>
    mayGiveTime(commandsFrom(bookingTransitions, status)),
  );
  expect(offered).toEqual(['HELD', 'CONFIRMED']);
});
