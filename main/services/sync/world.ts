import { type SnapshotAsker, askInThread } from './ask-in-thread.ts';

/**
 * What the exchange with the server takes from outside, besides the machine's clock, which is the store's (`machineNow`): the
 * network, time that passes, chance. The real one by default; a simulation puts its own in its place.
 */
export interface World {
  readonly fetch: typeof fetch;
  /** Milliseconds that only go on, whatever is done to the machine's clock [S14]. */
  readonly elapsed: () => number;
  /** Runs `work` once after so many milliseconds; what comes back calls it off. */
  readonly setTimer: (ms: number, work: () => void) => () => void;
  /** A number in [0, 1), for jitter [S13]. */
  readonly random: () => number;
  /** Undefined follows the feed by one open stream; a number reads it to its end, and again after so many milliseconds. */
  readonly readFeedEvery?: number;
  /** Opens what asks for the answers of a snapshot beside this thread, given what asks in it; undefined has them asked here, by `fetch`. */
  readonly openAsker?: (here: SnapshotAsker) => SnapshotAsker;
}

export const realWorld: World = {
  // Looked up at each call, as every other caller of the platform's does.
  fetch: (...asked) => fetch(...asked),
  elapsed: () => performance.now(),
  setTimer(ms, work) {
    if (ms <= 0) {
      const soon = setImmediate(work);
      return () => clearImmediate(soon);
    }
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  openAsker: askInThread,
};
