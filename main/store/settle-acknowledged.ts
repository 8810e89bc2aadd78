import type { Place } from './journal.ts';
import type { Store } from './open-store.ts';
import { noteSettled } from './places.ts';

/** What the server says of an earlier life of a replica, with the moment when it was heard. */
interface Acknowledged extends Place {
  readonly heardAt: string;
}

/** By replica; a process that starts anew hears it anew, since it sends everything pending again. */
const heard = new WeakMap<Store['db'], readonly Acknowledged[]>();

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
  const heardAt = new Date(store.machineNow()).toISOString();
  heard.set(store.db, [...(heard.get(store.db) ?? []), { ...place, heardAt }]);
}

/** The feed was read to its end at that moment: what waited for it is noted as settled, in the transaction that is open. To say it twice does nothing. */
export function noteUpToDate(store: Store, freshAt: string): void {
  for (const { heardAt, ...place } of heard.get(store.db) ?? []) if (heardAt < freshAt) noteSettled(store, place);
}
