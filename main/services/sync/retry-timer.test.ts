import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { retryTimer, waitAfter } from './retry-timer.ts';
import { realWorld } from './world.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[S13] waits double up to 30 s, each between half and the whole', () => {
  expect([0, 1, 2, 6, 50].map((failures) => waitAfter(failures, 1))).toEqual([500, 1000, 2000, 30_000, 30_000]);
  expect([0, 50].map((failures) => waitAfter(failures, 0))).toEqual([250, 15_000]);
});

test('[S13] a failed attempt is made again at its time, at once when the line is back, and never unasked', () => {
  const attempt = vi.fn<() => void>();
  const timer = retryTimer(attempt, { ...realWorld, random: () => 1 });
  timer.fireNow();
  expect(attempt).not.toHaveBeenCalled();
  timer.failed();
  vi.advanceTimersByTime(499);
  expect(attempt).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(attempt).toHaveBeenCalledTimes(1);
  timer.failed();
  timer.fireNow();
  expect(attempt).toHaveBeenCalledTimes(2);
  timer.failed();
  timer.stop();
  vi.advanceTimersByTime(60_000);
  expect(attempt).toHaveBeenCalledTimes(2);
});
