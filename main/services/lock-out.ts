import { z } from 'zod';

/** Where the lock-outs are kept over a restart: the store's small facts, by key. */
export interface Meta {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

/** How many wrong PINs a person may give before attempts must wait [U1]. */
export const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60 * 60_000;

const state = z.object({ failures: z.number().int().min(0), until: z.string().nullable() });
type State = z.infer<typeof state>;
const NONE: State = { failures: 0, until: null };

/** How long attempts wait after so many wrong PINs in a row: 30 s after the fifth, doubling with each further one, an hour at most. */
export function waitAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - FREE_TRIES, 20));
}

/** The moment before which no attempt of this person is looked at, or null. `now` is an instant. */
export function lockedOutUntil(meta: Meta, userId: string, now: string): string | null {
  const { until } = read(meta, userId);
  return until !== null && until > now ? until : null;
}

/** Counts a wrong PIN. Returns the moment until which attempts now wait, or null. */
export function countFailure(meta: Meta, userId: string, now: string): string | null {
  const failures = read(meta, userId).failures + 1;
  const wait = waitAfter(failures);
  const until = wait === 0 ? null : new Date(Date.parse(now) + wait).toISOString();
  meta.set(keyOf(userId), JSON.stringify({ failures, until }));
  return until;
}

/** A right PIN: what was wrong before is forgotten. */
export function forgetFailures(meta: Meta, userId: string): void {
  if (read(meta, userId).failures > 0) meta.set(keyOf(userId), JSON.stringify(NONE));
}

function read(meta: Meta, userId: string): State {
  const text = meta.get(keyOf(userId));
  return text === undefined ? NONE : state.parse(JSON.parse(text));
}

const keyOf = (userId: string) => `lock-out/${userId}`;
