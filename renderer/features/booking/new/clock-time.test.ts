import { expect, test } from 'vitest';
import { readClock } from './clock-time.ts';

test.each([
  ['14', '14:00'],
  ['1430', '14:30'],
  ['9.05', '09:05'],
  ['23:59', '23:59'],
  ['', ''],
])('reads %s', (text, clock) => {
  expect(readClock(text)).toBe(clock);
});

test.each(['25', '12:60', 'noon', '12:3:4'])('refuses %s', (text) => {
  expect(readClock(text)).toBeNull();
});
