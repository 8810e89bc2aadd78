import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('the first try comes soon, later ones at most 8 s apart', () => {
  const waits = Array.from({ length: 12 }, (_, attempt) => backoffMs(attempt));
  expect(waits[0]).toBe(250);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(Math.max(...waits)).toBe(8_000);
  expect(backoffMs(5_000)).toBe(8_000);
});
