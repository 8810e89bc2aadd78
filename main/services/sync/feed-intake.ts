import { type FeedChange, type FeedPosition, applyFeed } from '#main/store/apply-feed.ts';
import { beginFirstSync, completeFirstSync, restartFirstSync, takeFirstRows } from '#main/store/first-sync.ts';
import type { Identity } from '#main/store/meta.ts';
import type { Store } from '#main/store/open-store.ts';
import { beginRefetch, completeRefetch, takeRefetched } from '#main/store/refetch.ts';
import { type FeedEnd, endOfFeed } from '#main/store/settle-acknowledged.ts';
import type { Batch } from './feed-batches.ts';
import { type World, realWorld } from './world.ts';

/** Time between two rebases over a journal that is not empty: four a second [S8]; shorter where the last one ran nothing again and was cheap. */
const betweenRebases = 250;
/** The share of its time that a desk gives to what it takes in, at the most: one part in so many. */
const share = 5;

/** Takes in the feed as it comes: the first snapshot, a new one after a 409, or changes to be applied. */
export interface FeedIntake {
  /** Rows of a transaction that is not whole yet. */
  readonly rest: readonly FeedChange[];
  /** The base is not whole: a snapshot is what it needs. */
  readonly lacksBase: boolean;
  /** Takes in rows of a snapshot; without the position after them they come again after a cut. */
  takeRows(rows: Iterable<FeedChange>, position: FeedPosition | undefined): void;
  take(batch: Batch, position: FeedPosition | undefined): void;
  /** Forgets what was not applied; the next connection gets it again from the saved position. */
  stop(): void;
}

/** `onFault` hears of a batch that could not be applied; nothing of it was, and it comes again from the saved position. */
export function feedIntake(
  store: Store,
  self: Identity,
  onApplied: (settled: number) => void,
  onFault: (error: unknown) => void,
  world: World = realWorld,
): FeedIntake {
  if (store.meta.get('firstSync') === undefined) beginFirstSync(store);
  let phase: 'first' | 'follow' | 'refetch' = store.meta.get('firstSync')?.complete === true ? 'follow' : 'first';
  // A saved position is of a whole base: without one, a new snapshot is what comes.
  if (phase === 'follow' && store.meta.get('feed') === undefined) {
    beginRefetch(store);
    phase = 'refetch';
  }
  let rest: readonly FeedChange[] = [];
  let ready: FeedChange[] = [];
  let position: FeedPosition | undefined;
  let end: FeedEnd | undefined;
  let unschedule: (() => void) | undefined;
  let notBefore = 0;

  function schedule(): void {
    if (unschedule !== undefined) return;
    const wait = store.journal.count() === 0 ? 0 : notBefore - world.elapsed();
    unschedule = world.setTimer(Math.max(0, wait), apply);
  }

  function apply(): void {
    unschedule = undefined;
    const changes = ready;
    ready = [];
    try {
      const began = world.elapsed();
      const { settled, replayed } = applyFeed(store, changes, position, end);
      const ended = world.elapsed();
      notBefore = ended + (replayed > 0 ? betweenRebases : Math.min(betweenRebases, share * (ended - began)));
      onApplied(settled);
    } catch (error) {
      onFault(error);
    }
  }

  return {
    get rest() {
      return rest;
    },
    get lacksBase() {
      return phase !== 'follow';
    },
    takeRows(rows, after) {
      if (phase === 'first') takeFirstRows(store, rows, after);
      else takeRefetched(store, rows);
    },
    take(batch, after) {
      if (batch.mustRefetch) {
        rest = [];
        ready = [];
        // Nor its place: saved after this, it would say that the base is whole, and of the new one what is true of the old.
        unschedule?.();
        unschedule = undefined;
        position = undefined;
        if (phase === 'first') restartFirstSync(store);
        else {
          beginRefetch(store);
          phase = 'refetch';
        }
        return;
      }
      if (phase === 'follow') {
        rest = batch.rest;
        ready.push(...batch.changes);
        // What is not whole will come again from the position before it; what is whole must not: it would lay older forms over newer ones.
        if (rest.length === 0) position = after;
        else if (after !== undefined && batch.wholeUpTo !== undefined)
          position = { handle: after.handle, offset: batch.wholeUpTo };
        end = batch.upToDate ? endOfFeed(store) : undefined;
        schedule();
        return;
      }
      const changes = [...batch.changes, ...batch.rest];
      if (phase === 'first') takeFirstRows(store, changes, after);
      else takeRefetched(store, changes);
      if (!batch.upToDate) return;
      const whole = endOfFeed(store);
      if (phase === 'first') completeFirstSync(store, whole.at);
      else completeRefetch(store, self, after, whole);
      phase = 'follow';
      onApplied(0);
    },
    stop() {
      unschedule?.();
      unschedule = undefined;
    },
  };
}
