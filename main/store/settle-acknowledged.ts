import type { Place } from './journal.ts';
import type { Store } from './open-store.ts';
import { noteSettled, settledPlace } from './places.ts';
import { rebaseJournal } from './rebase-journal.ts';
import { settleOutOfOrder } from './settle-out-of-order.ts';

/**
 * The server says that this desk had acknowledged its envelopes up to there in an earlier life of its replica: their verdict rows
 * are gone, and none will come; what they wrote is in the base [S10, S16]. They are settled, at once or with the first sync.
 */
export function settleAcknowledged(store: Store, place: Place): void {
  const self = store.identity();
  if (self === undefined) return;
  const settled = store.transaction(() => {
    noteSettled(store, place);
    if (store.meta.get('firstSync')?.complete !== true) return undefined;
    const everything = settleOutOfOrder(store);
    return rebaseJournal(store, self, [], settledPlace(store), everything);
  });
  if (settled !== undefined && settled.entities.length > 0)
    store.announce({ entities: settled.entities, from: 'feed' });
}
