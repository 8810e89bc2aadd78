import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { entityNames } from '#shared/schema/entities.ts';
import { openDesk } from '#main/store/open-desk.ts';
import type { Store } from '#main/store/open-store.ts';
import { type Cell, codecOf } from '#main/store/row-codec.ts';
import { type Figure, median } from './figure.ts';
import type { Ground } from './ground.ts';

/** The desks that sync from nothing; later parts work at them. */
export const desksSynced = ['A', 'B', 'C'] as const;

const run = promisify(execFile);
const printed = z.object({ seconds: z.number(), beforeMb: z.number(), mostMb: z.number() });
type Run = z.infer<typeof printed>;

/** From an empty replica to a complete one, through the server's feed, in a process of its own; then the same rows inserted barely. */
export async function firstSync(ground: Ground): Promise<Figure[]> {
  const small = await syncedIn(await ground.enrolledSmall('small'));
  const runs: Run[] = [];
  const bare: number[] = [];
  let rows = 0;
  for (const name of desksSynced) {
    const folder = await ground.enrolled(name);
    runs.push(await syncedIn(folder));
    const store = openDesk({ dataFolder: folder });
    try {
      rows = rowsIn(store);
      bare.push(rows / bareSeconds(store, join(ground.folder, `bare-${name}.db`)));
    } finally {
      store.close();
    }
  }
  const { size } = ground.lodge;
  return [
    {
      part: 'sync',
      name: 'first sync',
      value: median(runs.map(({ seconds }) => rows / seconds)),
      unit: 'rows/s',
      bound: { value: median(bare), what: 'bare bulk insert of the same rows into SQLite' },
      target: { atLeastOfBound: 0.25 },
      note: `${rows.toLocaleString('en')} rows of ${size.stays.toLocaleString('en')} stays, indexes and read models included`,
    },
    {
      part: 'sync',
      name: 'memory of a first sync',
      value: median(runs.map(({ mostMb }) => mostMb)),
      unit: 'MB',
      bound: { value: small.mostMb, what: 'the same with a quarter of the stays' },
      target: { atMostTimesBound: 1.25 },
      note: `the most that its process held of its own, the system's cache of the file not counted; ${median(runs.map(({ beforeMb }) => beforeMb)).toFixed(0)} MB before it began`,
    },
  ];
}

async function syncedIn(folder: string): Promise<Run> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'sync-child.ts'), folder]);
  return printed.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
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
