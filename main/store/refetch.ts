import type { EntityName } from '#shared/schema/entities.ts';
import type { FeedApplied, FeedChange, FeedPosition } from './apply-feed.ts';
import { clearBase, insertMany, noteVerdicts } from './first-sync.ts';
import { appendCells, entityOf } from './feed-row.ts';
import type { Identity } from './meta.ts';
import type { Store } from './open-store.ts';
import { settledPlace } from './places.ts';
import { rebaseJournal } from './rebase-journal.ts';
import { type FeedEnd, noteUpToDate } from './settle-acknowledged.ts';
import { settleOutOfOrder } from './settle-out-of-order.ts';
import type { Cell } from './row-codec.ts';

/** Begins a new snapshot after a `must-refetch`: what is shown stays as it is until the new one is whole [S11]. */
export function beginRefetch(store: Store): void {
  store.transaction(() => {
    store.db.exec('DELETE FROM incoming');
    store.meta.clear('feed');
  });
}

/** Lays rows of the new snapshot aside; their position is not saved, so that a cut begins it anew. */
export function takeRefetched(store: Store, changes: Iterable<FeedChange>): void {
  store.transaction(() => {
    const put = store.db.prepare<[string, string, string]>(
      'INSERT INTO incoming (entity, id, row) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET row = excluded.row',
    );
    const remove = store.db.prepare<[string, string]>('DELETE FROM incoming WHERE entity = ? AND id = ?');
    for (const { entity, id, row } of changes) {
      if (row === null) remove.run(entity, id);
      else put.run(entity, id, JSON.stringify(row));
    }
  });
}

/** Replaces the base by the new snapshot and runs the whole journal on it, in one transaction; journal and counters stay [S8, S11]. */
export function completeRefetch(
  store: Store,
  self: Identity,
  position: FeedPosition | undefined,
  end: FeedEnd,
): FeedApplied {
  const applied = store.transaction(() => {
    clearBase(store);
    store.db.exec('DELETE FROM aside');
    moveIncoming(store);
    // Nothing lies over the new base yet: the before-images speak of the old one.
    store.db.exec('DELETE FROM before_image; DELETE FROM event');
    noteVerdicts(store, self);
    // A new snapshot is the feed to its end.
    noteUpToDate(store, end);
    settleOutOfOrder(store);
    const rebased = rebaseJournal(store, self, [], settledPlace(store), true);
    store.readModels.rebuild();
    store.meta.set('freshAt', end.at);
    if (position !== undefined) store.meta.set('feed', position);
    return rebased;
  });
  store.announce({
    entities: ['property', 'room', 'roomType', 'user', 'stay', 'booking', 'guest', 'occupancy'],
    from: 'feed',
  });
  return applied;
}

function moveIncoming(store: Store): void {
  const words = store.db.prepare<[], string>('SELECT DISTINCT entity FROM incoming').pluck().all();
  const read = store.db.prepare<[string], { id: string; row: string }>('SELECT id, row FROM incoming WHERE entity = ?');
  const keepAside = store.db.prepare('INSERT INTO aside (entity, id, row) VALUES (?, ?, ?)');
  for (const word of words) {
    const entity: EntityName | undefined = entityOf(word);
    if (entity === undefined) {
      store.db
        .prepare('INSERT INTO aside (entity, id, row) SELECT entity, id, row FROM incoming WHERE entity = ?')
        .run(word);
      continue;
    }
    const cells: Cell[] = [];
    // Written by `takeRefetched` from rows of the feed.
    const aside: { id: string; row: string }[] = [];
    for (const incoming of read.iterate(word)) {
      if (appendCells(entity, JSON.parse(incoming.row) as Record<string, unknown>, cells)) aside.push(incoming);
    }
    for (const { id, row } of aside) keepAside.run(word, id, row);
    insertMany(store, new Map([[entity, cells]]));
  }
  store.db.exec('DELETE FROM incoming');
}
