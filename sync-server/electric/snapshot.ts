import type pg from 'pg';
import type { ChunkFile } from './chunk-file.ts';
import { copyOut } from './copy-out.ts';
import type { ShapeDefinition } from './definition.ts';
import { parsePgSnapshot, snapshotFields, type PgSnapshot } from './pg-snapshot.ts';
import { snapshotMessageSql } from './row-sql.ts';
import { tableSql } from './table.ts';

/** A shape's rows at one moment, on their way from Postgres into a file. */
export interface Snapshot {
  readonly sees: PgSnapshot;
  readonly file: ChunkFile;
  /** Resolves when the file has all of it, and with `durable` the disk; rejects where it will not have. */
  readonly whole: Promise<void>;
}

/**
 * Begins to read a shape's rows. Resolves as soon as the moment is fixed; the rows follow in the file's chunks. With
 * `rows: false` the file holds the snapshot's end alone, for those who want changes only.
 */
export async function beginSnapshot(
  pool: pg.Pool,
  definition: ShapeDefinition,
  file: ChunkFile,
  { rows, durable }: { readonly rows: boolean; readonly durable: boolean },
): Promise<Snapshot> {
  try {
    const client = await pool.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const moment = await client.query<{ snapshot: string }>('SELECT pg_current_snapshot()::text AS snapshot');
      const sees = parsePgSnapshot(moment.rows[0]?.snapshot ?? '');
      const end = Buffer.from(JSON.stringify({ headers: { control: 'snapshot-end', ...snapshotFields(sees) } }));
      const whole = readRows(client, rows ? selectSql(definition) : undefined, file, end, durable);
      // Readers hear of a failure from the file.
      whole.catch(() => {});
      return { sees, file, whole };
    } catch (error) {
      client.release(true);
      throw error;
    }
  } catch (error) {
    file.remove();
    throw error;
  }
}

async function readRows(
  client: pg.PoolClient,
  sql: string | undefined,
  file: ChunkFile,
  end: Buffer,
  durable: boolean,
): Promise<void> {
  try {
    if (sql !== undefined) {
      await copyOut(client, sql, (bytes, flow) => {
        if (file.removed) throw new Error('nobody wants the snapshot any more');
        file.add(bytes);
        if (file.waiting() < MAX_WAITING) return;
        flow.pause();
        void file.flushed().then(() => flow.resume());
      });
    }
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    file.fail(error instanceof Error ? error : new Error(String(error)));
    client.release(true);
    throw error;
  }
  file.add(end);
  await file.finish(durable);
  if (file.whole() === undefined) throw new Error('the snapshot could not be written');
}

const MAX_WAITING = 8_000_000;

function selectSql({ table, columns, where }: ShapeDefinition): string {
  const condition = where === undefined ? '' : ` WHERE ${where.sql}`;
  return `SELECT ${snapshotMessageSql(table, columns, {})} FROM ${tableSql(table)}${condition}`;
}
