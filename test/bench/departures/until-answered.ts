import { setTimeout as pause } from 'node:timers/promises';

/** Tries of what others keep from being done, and the wait between two; milliseconds. */
const TRIES = 60;
const WAIT_MS = 250;

/** The same again while it fails with what passes, as a desk does and a website; at last it throws as it failed. */
export async function untilAnswered<T>(ask: () => Promise<T>, passes: (error: unknown) => boolean): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (!passes(error) || tries >= TRIES) throw error;
      await pause(WAIT_MS);
    }
  }
}
