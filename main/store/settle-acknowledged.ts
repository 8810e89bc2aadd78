import type { Place } from './journal.ts';
import type { Store } from './open-store.ts';
import { noteSettled, settledPlace } from './places.ts';
import { rebaseJournal } from './rebase-journal.ts';
import { settleOutOfOrder } from './settle-out-of-order.ts';

/** Replicas that the feed was read to its end into, since they were opened. */
const upToDate = new WeakSet<Store['db']>();
/** What the server says of an earlier life of a replica, until its feed was read to its end. */
const waiting = new WeakMap<Store['db'], readonly Place[]>();

/**
 * The server says that this desk had acknowledged its envelopes up to there in an earlier life of its replica: their verdict rows
 * are gone, and none will come [S10, S16]. They are settled with the base that holds what they wrote: with the first sync; or, in
 * an older copy of a replica, once the feed was read to its end since, for what was acknowledged had come with it before.
 */
export function settleAcknowledged(store: Store, place: Place): void {
  const self = store.identity();
  if (self === undefined) return;
  const isWhole = store.meta.get('firstSync')?.complete === true;
  if (isWhole && !upToDate.has(store.db)) {
    waiting.set(store.db, [...(waiting.get(store.db) ?? []), place]);
    return;
  }
  const settled = store.transaction(() => {
    noteSettled(store, place);
    if (!isWhole) return undefined;
    const everything = settleOutOfOrder(store);
    return rebaseJournal(store, self, [], settledPlace(store), everything);
  });
  if (settled !== undefined && settled.entities.length > 0)
    store.announce({ entities: settled.entities, from: 'feed' });
}

/** The feed was read to its end: what waited for that is noted as settled, in the transaction that is open. */
export function noteUpToDate(store: Store): void {
  upToDate.add(store.db);
  // They stay noted here: to say it again does nothing, and the transaction may yet be rolled back.
  for (const place of waiting.get(store.db) ?? []) noteSettled(store, place);
}
