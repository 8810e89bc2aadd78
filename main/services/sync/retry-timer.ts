import { type World, realWorld } from './world.ts';

/** Waits between attempts: from half a second on, doubled up to 30 s, each with jitter [S13]. */
export interface RetryTimer {
  /** When the next attempt is due, by the clock of this machine as it was set when it was planned; undefined where none is. */
  readonly dueAt: number | undefined;
  /** Plans the next attempt after a failed one. */
  failed(): void;
  /** Forgets the failures so far. */
  succeeded(): void;
  /** Fires at once if an attempt is planned. */
  fireNow(): void;
  stop(): void;
}

const firstWait = 500;
const longestWait = 30_000;

/** `machineNow` only says when an attempt is due; the waiting itself hangs on no clock [S14]. */
export function retryTimer(
  attempt: () => void,
  world: World = realWorld,
  machineNow: () => number = Date.now,
): RetryTimer {
  let failures = 0;
  let planned: { readonly dueAt: number; readonly cancel: () => void } | undefined;
  const clear = () => {
    planned?.cancel();
    planned = undefined;
  };
  const fire = () => {
    clear();
    attempt();
  };
  return {
    get dueAt() {
      return planned?.dueAt;
    },
    failed() {
      clear();
      const wait = waitAfter(failures++, world.random());
      planned = { dueAt: machineNow() + wait, cancel: world.setTimer(wait, fire) };
    },
    succeeded() {
      failures = 0;
      clear();
    },
    fireNow() {
      if (planned !== undefined) fire();
    },
    stop: clear,
  };
}

/** Milliseconds to wait after so many failures: between half and the whole of the doubled wait. */
export function waitAfter(failures: number, jitter: number): number {
  const whole = Math.min(longestWait, firstWait * 2 ** failures);
  return Math.round(whole / 2 + (whole / 2) * jitter);
}
