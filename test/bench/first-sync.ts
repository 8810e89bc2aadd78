import { join } from 'node:path';
import Database from 'better-sqlite3';
import { entityNames } from '#shared/schema/entities.ts';
import { startSync } from '#main/services/sync/start-sync.ts';
import type { Store } from '#main/store/open-store.ts';
import { type Cell, codecOf } from '#main/store/row-codec.ts';
import { type Figure, median } from './figure.ts';
import type { Ground } from './ground.ts';

/** The desks that sync from nothing; later parts work at them. */
export const desksSynced = ['A', 'B'] as const;

/** From an empty replica to a complete one, through the server's feed and the published client; then the same rows inserted barely. */
export async function firstSync(ground: Ground): Promise<Figure[]> {
  const rates: number[] = [];
  const bare: number[] = [];
  let rows = 0;
  for (const name of desksSynced) {
    const store = await ground.enrolled(name);
    try {
      const seconds = await syncFromNothing(store);
      rows = rowsIn(store);
      rates.push(rows / seconds);
      bare.push(rows / bareSeconds(store, join(ground.folder, `bare-${name}.db`)));
    } finally {
      store.close();
    }
  }
  return [
    {
      part: 'sync',
      name: 'first sync',
      value: median(rates),
      unit: 'rows/s',
      bound: { value: median(bare), what: 'bare bulk insert of the same rows into SQLite' },
      target: { atLeastOfBound: 0.25 },
      note: `${rows.toLocaleString('en')} rows of ${ground.lodge.size.stays.toLocaleString('en')} stays, indexes and read models included`,
    },
  ];
}

/** Seconds until the replica is whole. */
function syncFromNothing(store: Store): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the first sync did not end')), 240_000);
    const look = () => {
      if (store.meta.get('firstSync')?.complete !== true) return;
      const seconds = (performance.now() - began) / 1000;
      clearTimeout(late);
      // What is being applied right now ends first.
      setImmediate(() => {
        sync.stop();
        resolve(seconds);
      });
    };
    const sync = startSync({ store, onChange: look, onLine: () => undefined });
  });
}

function rowsIn(store: Store): number {
  const count = (table: string) => Number(store.db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get());
  return entityNames.reduce((sum, entity) => sum + count(codecOf(entity).table), 0);
}

/** Seconds of inserting the rows of a replica into tables of the same columns without indexes, ten thousand a transaction; reading them is not counted. */
function bareSeconds(store: Store, file: string): number {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  let ms = 0;
  for (const entity of entityNames) {
    const { table, columns } = codecOf(entity);
    db.exec(`CREATE TABLE "${table}" (${columns.join(', ')})`);
    const insert = db.prepare<Cell[]>(`INSERT INTO "${table}" VALUES (${columns.map(() => '?').join(', ')})`);
    const write = db.transaction((rows: readonly Cell[][]) => {
      for (const row of rows) insert.run(...row);
    });
    const read = store.db.prepare<[], Cell[]>(`SELECT ${columns.join(', ')} FROM "${table}"`).raw();
    let waiting: Cell[][] = [];
    const flush = () => {
      const began = performance.now();
      write.immediate(waiting);
      ms += performance.now() - began;
      waiting = [];
    };
    for (const row of read.iterate()) {
      waiting.push(row);
      if (waiting.length === 10_000) flush();
    }
    if (waiting.length > 0) flush();
  }
  db.close();
  return ms / 1000;
}
