import type { Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { canonicalJson } from '#shared/kernel/hash.ts';
import { type EntityName, entities } from '#shared/schema/entities.ts';
import { columnName } from '#shared/schema/entity.ts';
import { takeInAsides } from './asides.ts';
import type { Store } from './open-store.ts';
import { settledPlace } from './places.ts';
import { rebaseJournal } from './rebase-journal.ts';
import { type Cell, columnsOf, toCell } from './row-codec.ts';

/**
 * Brings the replica's schema up to date [S17]: with migrations to come, the pending envelopes' effects are taken back first, so
 * that the migrations meet the server's rows only; `finishUpgrade` runs the envelopes again. A cut in between goes on where it was.
 */
export function migrateReplica(db: Database, migrationsFolder: string): void {
  if (isBehind(db, migrationsFolder)) db.transaction(() => takeBack(db)).immediate();
  migrate(drizzle(db), { migrationsFolder });
}

/** After migrations: takes in what an older release had to put aside [S18], and runs the pending envelopes again, upgraded [S17]. */
export function finishUpgrade(store: Store): void {
  if (store.meta.get('upgrading') !== true) return;
  store.transaction(() => {
    takeInAsides(store);
    const self = store.identity();
    // Until the first sync is complete there is nothing to run them on; it does so itself.
    if (self !== undefined && store.meta.get('firstSync')?.complete === true) {
      store.readModels.rebuild();
      rebaseJournal(store, self, [], settledPlace(store), true);
    }
    store.meta.clear('upgrading');
  });
}

function isBehind(db: Database, migrationsFolder: string): boolean {
  const isNew = db.prepare(`SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'`).get() === undefined;
  if (isNew) return false;
  const done = Number(db.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get() ?? 0);
  return readMigrationFiles({ migrationsFolder }).some(({ folderMillis }) => folderMillis > done);
}

/** Lays the before-images back, newest first, into tables as the older release made them. */
function takeBack(db: Database): void {
  const images = db
    .prepare<[], { entity: string; id: string; row: string | null }>(
      'SELECT entity, id, row FROM before_image ORDER BY epoch DESC, seq DESC, ordinal DESC',
    )
    .all();
  for (const { entity, id, row } of images) layBack(db, entity, id, row);
  db.exec('DELETE FROM before_image; DELETE FROM event');
  db.exec(`INSERT INTO meta (name, value) VALUES ('upgrading', 'true') ON CONFLICT DO UPDATE SET value = 'true'`);
}

function layBack(db: Database, entity: string, id: string, row: string | null): void {
  if (!(entity in entities)) return;
  const name = entity as EntityName; // it was just looked up
  const { table } = entities[name];
  if (row === null) {
    db.prepare(`DELETE FROM "${table}" WHERE id = ?`).run(id);
    return;
  }
  // Only columns that the table has so far; a field that this release no longer knows is laid back by what it looks like.
  const present = new Set(db.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all());
  const known = columnsOf(name);
  const fields = Object.entries(JSON.parse(row) as Record<string, unknown>) // written by the journal
    .filter(([field]) => present.has(columnName(field)))
    .map(([field, value]): [string, Cell] => {
      const column = known[field];
      return [columnName(field), column === undefined ? cellOf(value) : toCell(value, column.kind, column.nullable)];
    });
  const columns = fields.map(([column]) => `"${column}"`);
  const rest = columns.filter((column) => column !== '"id"').map((column) => `${column} = excluded.${column}`);
  db.prepare(
    `INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
       ON CONFLICT (id) DO UPDATE SET ${rest.join(', ')}`,
  ).run(...fields.map(([, cell]) => cell));
}

function cellOf(value: unknown): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  return typeof value === 'boolean' ? Number(value) : canonicalJson(value);
}
