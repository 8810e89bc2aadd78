import type { Place } from './journal.ts';
import type { Store } from './open-store.ts';
import { noteSettled } from './places.ts';

/** What the server says of an earlier life of a replica, with the reading of the feed after which it was heard. */
interface Acknowledged extends Place {
  readonly heardAfter: number;
}

/** The feed was read to its end: when, to be shown, and which reading it was in this process. Readings are counted, for a clock may be set back meanwhile [S14]. */
export interface FeedEnd {
  readonly at: string;
  readonly reading: number;
}

/** By replica; a process that starts anew hears it anew, since it sends everything pending again. */
const heard = new WeakMap<Store['db'], readonly Acknowledged[]>();
/** Readings of the feed to its end, by replica. */
const readings = new WeakMap<Store['db'], number>();

/** The feed was read to its end just now; what of it is not applied yet may be applied later. */
export function endOfFeed(store: Store): FeedEnd {
  const reading = (readings.get(store.db) ?? 0) + 1;
  readings.set(store.db, reading);
  return { at: new Date(store.machineNow()).toISOString(), reading };
}

/**
 * The server says that this desk had acknowledged its envelopes up to there in an earlier life of its replica, or that the other
 * installation of a copied disk had: their verdict rows are gone, and none will come [S10, S16]. They are settled with the base
 * that holds what they wrote: with the first sync; else once the feed was read to its end since this was heard, for what was
 * acknowledged had come with the feed before.
 */
export function settleAcknowledged(store: Store, place: Place): void {
  if (store.meta.get('firstSync')?.complete !== true) {
    store.transaction(() => noteSettled(store, place));
    return;
  }
  const heardAfter = readings.get(store.db) ?? 0;
  heard.set(store.db, [...(heard.get(store.db) ?? []), { ...place, heardAfter }]);
}

/** The feed was read to its end: what was heard before is noted as settled, in the transaction that is open. To say it twice does nothing. */
export function noteUpToDate(store: Store, { reading }: FeedEnd): void {
  for (const { heardAfter, ...place } of heard.get(store.db) ?? []) if (heardAfter < reading) noteSettled(store, place);
}
