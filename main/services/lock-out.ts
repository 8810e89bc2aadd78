import { z } from 'zod';
import type { Meta } from '#main/store/meta.ts';

/** Where the lock-outs are kept over a restart. */
export type LockOutMemory = Pick<Meta, 'get' | 'set'>;

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
export function lockedOutUntil(memory: LockOutMemory, userId: string, now: string): string | null {
  const { until } = read(memory, userId);
  return until !== null && until > now ? until : null;
}

/** Counts a wrong PIN. Returns the moment until which attempts now wait, or null. */
export function countFailure(memory: LockOutMemory, userId: string, now: string): string | null {
  const failures = read(memory, userId).failures + 1;
  const wait = waitAfter(failures);
  const until = wait === 0 ? null : new Date(Date.parse(now) + wait).toISOString();
  write(memory, userId, { failures, until });
  return until;
}

/** A right PIN: what was wrong before is forgotten. */
export function forgetFailures(memory: LockOutMemory, userId: string): void {
  if (read(memory, userId).failures > 0) write(memory, userId, NONE);
}

function read(memory: LockOutMemory, userId: string): State {
  const kept = memory.get('lockOut')?.[userId];
  return kept === undefined ? NONE : state.parse(kept);
}

function write(memory: LockOutMemory, userId: string, kept: State): void {
  memory.set('lockOut', { ...memory.get('lockOut'), [userId]: kept });
}
