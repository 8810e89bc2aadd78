import { expect, test } from 'vitest';
import { pinFrom, secondsLockedOut } from './pin.ts';

test('a PIN is digits, and no endless row of them', () => {
  expect(pinFrom('12 34-56x')).toBe('123456');
  expect(pinFrom('1'.repeat(40))).toHaveLength(12);
});

test('the lock-out counts down to nothing, never below [U1]', () => {
  const now = Date.parse('2026-11-20T05:00:00.000Z');
  expect(secondsLockedOut(null, now)).toBe(0);
  expect(secondsLockedOut('2026-11-20T05:00:30.000Z', now)).toBe(30);
  expect(secondsLockedOut('2026-11-20T05:00:00.001Z', now)).toBe(1);
  expect(secondsLockedOut('2026-11-20T04:59:00.000Z', now)).toBe(0);
});
