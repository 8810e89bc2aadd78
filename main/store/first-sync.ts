import { type EntityName, entityNames } from '#shared/schema/entities.ts';
import type { FeedChange, FeedPosition } from './apply-feed.ts';
import { putAside } from './asides.ts';
import { appendCells, entityOf } from './feed-row.ts';
import type { Identity } from './meta.ts';
import type { Store } from './open-store.ts';
import { epochsOf, noteSettled, settledPlace } from './places.ts';
import { rebaseJournal } from './rebase-journal.ts';
import { settleOutOfOrder } from './settle-out-of-order.ts';
import { type Cell, codecOf } from './row-codec.ts';

/**
 * The first sync takes rows in as fast as SQLite can: without indexes and read models, many rows a statement. They are
 * made when it is complete. A cut in between goes on at the saved position.
 */
export function beginFirstSync(store: Store): void {
  // Rows that can be fetched again need not reach the disk one batch at a time; what is made here waits for it as ever [S1].
  store.db.pragma('synchronous = NORMAL');
  store.transaction(() => {
    if (store.meta.get('firstSync') !== undefined) return;
    const later = store.db
      .prepare<[], { name: string; type: string; sql: string }>(
        `SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL
            AND (type = 'trigger' OR (type = 'index' AND tbl_name NOT IN ('before_image', 'journal', 'event')))`,
      )
      .all();
    for (const { name, type } of later) store.db.exec(`DROP ${type.toUpperCase()} "${name}"`);
    store.meta.set(
      'deferred',
      later.map(({ sql }) => sql),
    );
    store.meta.set('firstSync', { rows: 0, complete: false });
  });
}

/** So many rows are held before they are written: few enough to be gone again before they count as lasting. */
const heldRows = 1000;

/** Takes in a batch of the first snapshot; its position is saved with it. */
export function takeFirstRows(store: Store, changes: Iterable<FeedChange>, position: FeedPosition | undefined): void {
  store.transaction(() => {
    const rows = new Map<EntityName, Cell[]>();
    let taken = 0;
    for (const change of changes) {
      taken += 1;
      if (taken % heldRows === 0) {
        insertMany(store, rows);
        rows.clear();
      }
      const entity = entityOf(change.entity);
      if (entity === undefined) putAside(store, change);
      else if (change.row === null) {
        // A row that leaves while the snapshot is still followed: what came before it must lie in the table already.
        insertMany(store, rows);
        rows.clear();
        store.remove(entity, change.id);
        putAside(store, change);
      } else if (appendCells(entity, change.row, cellsFor(rows, entity))) putAside(store, change);
    }
    insertMany(store, rows);
    const soFar = store.meta.get('firstSync')?.rows ?? 0;
    store.meta.set('firstSync', { rows: soFar + taken, complete: false });
    if (position !== undefined) store.meta.set('feed', position);
  });
}

/** Makes the indexes and read models, and says that the replica is whole. */
export function completeFirstSync(store: Store, freshAt: string): void {
  const self = store.identity();
  store.transaction(() => {
    // The read models first: they find their rows by id, and their own indexes are then made at one go; one of them they make themselves.
    store.readModels.rebuild();
    for (const sql of store.meta.get('deferred') ?? [])
      store.db.exec(sql.replace(/^CREATE INDEX /, 'CREATE INDEX IF NOT EXISTS '));
    store.meta.clear('deferred');
    store.meta.set('firstSync', { rows: store.meta.get('firstSync')?.rows ?? 0, complete: true });
    store.meta.set('freshAt', freshAt);
    if (self === undefined) return;
    // What is pending was read back from the black box, and lies over the new base as over any other [S16].
    noteVerdicts(store, self);
    settleOutOfOrder(store);
    rebaseJournal(store, self, [], settledPlace(store), true);
    store.meta.clear('rebuild');
  });
  // A thousand rows of an index tell how it spreads; all of them would be read for nothing more.
  store.db.pragma('analysis_limit = 1000');
  store.db.exec('ANALYZE');
  // So much was written that the first command would have to wait for it to be put back.
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  store.db.pragma('synchronous = FULL');
  store.announce({
    entities: ['property', 'room', 'roomType', 'user', 'stay', 'booking', 'guest', 'occupancy'],
    from: 'feed',
  });
}

/** Throws the rows of an unfinished first sync away: its snapshot is no longer continued by the server [S11]. */
export function restartFirstSync(store: Store): void {
  store.transaction(() => {
    clearBase(store);
    store.meta.clear('feed');
    store.meta.set('firstSync', { rows: 0, complete: false });
  });
}

/** Empties every table of the business, and what is known of rows that stayed in them. */
export function clearBase(store: Store): void {
  for (const entity of entityNames) store.db.exec(`DELETE FROM "${codecOf(entity).table}"`);
  store.db.exec('DELETE FROM pruned_kept');
}

/** The cells collected for an entity so far, row after row. */
export function cellsFor(rows: Map<EntityName, Cell[]>, entity: EntityName): Cell[] {
  const known = rows.get(entity) ?? [];
  rows.set(entity, known);
  return known;
}

/** Inserts whole rows, given cell after cell, those of one entity together. */
export function insertMany(store: Store, rows: ReadonlyMap<EntityName, readonly Cell[]>): void {
  for (const [entity, cells] of rows) store.insertMany(entity, cells);
}

/** Notes as settled what the verdict rows in the replica answer for, by the envelope's id: a copied disk's answers are not its own, and its own may stand under a branch [S22]. */
export function noteVerdicts(store: Store, self: Identity): void {
  const last = store.db
    .prepare<[string, number], number | null>(
      `SELECT max(v.seq) FROM verdict AS v
         JOIN journal AS j ON j.seq = v.seq AND j.envelope_id = v.envelope_id
        WHERE v.desk_code = ? AND j.epoch = ?`,
    )
    .pluck();
  for (const epoch of epochsOf(store, self)) noteSettled(store, { epoch, seq: last.get(self.desk, epoch) ?? 0 });
}
