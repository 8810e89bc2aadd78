import { create } from 'zustand';
import { call } from './connection.ts';

/** So much less than a step on a clock of seconds: an estimate that differs by less is the same, and nothing on the screen jumps. */
const SAME_MS = 1_000;

/** The server's time as this window estimates it [S3]: what it was at a moment of the window's own steady clock. */
export interface ServerClock {
  readonly serverMs: number;
  readonly steadyMs: number;
}

export const useServerClock = create<{ readonly clock: ServerClock | null }>(() => ({ clock: null }));

/**
 * The server's time at a moment of the steady clock, in milliseconds since 1970. Counted on from the last estimate by a clock that
 * nobody sets: setting the machine's right or wrong while it is shown changes nothing.
 */
export function serverTimeAt(clock: ServerClock, steadyMs: number): number {
  return clock.serverMs + (steadyMs - clock.steadyMs);
}

/**
 * Which estimate holds once the services have said `now`, asked at `askedMs` and heard at `heardMs` of the steady clock; it was said
 * half way. One that agrees with the last within a second leaves the last in force.
 */
export function corrected(
  clock: ServerClock | null,
  said: { readonly now: string; readonly askedMs: number; readonly heardMs: number },
): ServerClock {
  const steadyMs = (said.askedMs + said.heardMs) / 2;
  const heard = { serverMs: Date.parse(said.now), steadyMs };
  const agrees = clock !== null && Math.abs(serverTimeAt(clock, steadyMs) - heard.serverMs) < SAME_MS;
  return agrees ? clock : heard;
}

/** Asks the services for the server's time. Where they do not answer, the last estimate goes on. */
export async function readServerClock(): Promise<void> {
  const askedMs = performance.now();
  try {
    const { now } = await call('clock.get', {});
    const said = { now, askedMs, heardMs: performance.now() };
    useServerClock.setState(({ clock }) => ({ clock: corrected(clock, said) }));
  } catch {
    // The next line, or the next minute, asks again.
  }
}

/** The server's time now, in milliseconds since 1970; the machine's own until the services have said. */
export function serverNowMs(): number {
  const { clock } = useServerClock.getState();
  return clock === null ? Date.now() : serverTimeAt(clock, performance.now());
}
