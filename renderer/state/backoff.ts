const FIRST_MS = 250;
const LONGEST_MS = 8_000;

/** How long to wait before the n-th try (from 0) to reach the services again: doubling, to 8 s at most. They are on this machine, so it is seldom long. */
export function backoffMs(attempt: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
}
