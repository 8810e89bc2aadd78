/** Waits between attempts: from half a second on, doubled up to 30 s, each with jitter [S13]. */
export interface RetryTimer {
  /** When the next attempt is due, or undefined where none is planned. */
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

/** `random` gives a number in [0, 1). */
export function retryTimer(attempt: () => void, random: () => number = Math.random): RetryTimer {
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let dueAt: number | undefined;
  const clear = () => {
    clearTimeout(timer);
    timer = undefined;
    dueAt = undefined;
  };
  const fire = () => {
    clear();
    attempt();
  };
  return {
    get dueAt() {
      return dueAt;
    },
    failed() {
      clear();
      const wait = waitAfter(failures++, random());
      dueAt = Date.now() + wait;
      timer = setTimeout(fire, wait);
    },
    succeeded() {
      failures = 0;
      clear();
    },
    fireNow() {
      if (timer !== undefined) fire();
    },
    stop: clear,
  };
}

/** Milliseconds to wait after so many failures: between half and the whole of the doubled wait. */
export function waitAfter(failures: number, jitter: number): number {
  const whole = Math.min(longestWait, firstWait * 2 ** failures);
  return Math.round(whole / 2 + (whole / 2) * jitter);
}
