import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { defineShape, type ShapeDefinition } from './definition.ts';
import { createFences } from './fences.ts';
import { parseTableName } from './identifier.ts';
import type { ElectricLogger } from './logger.ts';
import type { Lsn } from './lsn.ts';
import { ensurePublication, isPublished, publishTable } from './publication.ts';
import type { ShapeQuery } from './query.ts';
import { refuse, type Refusal } from './refusal.ts';
import { startReplication, type Replication } from './replication.ts';
import { connectionConfig, type ElectricSettings } from './settings.ts';
import { createShapes, type Shapes } from './shapes.ts';
import { readTable, tableSql, type Table } from './table.ts';

/** Shapes over one database, kept current by replication. */
export interface Engine {
  readonly settings: ElectricSettings;
  readonly shapes: Shapes;
  readonly pool: pg.Pool;
  /** Whether replication runs. While it does not, no request can be answered. */
  active(): boolean;
  /** How far replication has come. */
  reached(): Lsn;
  /** Waits until it has come that far; false where that takes too long. */
  waitFor(lsn: Lsn, timeoutMs: number): Promise<boolean>;
  define(query: ShapeQuery): Promise<{ readonly ok: true; readonly definition: ShapeDefinition } | Refusal>;
  slotLagBytes(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts to follow the database and keeps at it, whatever becomes of the connection. Resolves when it runs. */
export async function startEngine(settings: ElectricSettings, logger: ElectricLogger): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-electric-'));
  const connection = connectionConfig(settings.databaseUrl, 'cairn-electric');
  const pool = new pg.Pool({ ...connection, max: 4, statement_timeout: 30_000 });
  const snapshotPool = new pg.Pool({ ...connection, max: 3 });
  for (const each of [pool, snapshotPool])
    each.on('error', (error) => logger.warn({ error: error.message }, 'a connection broke'));

  const tables = new Map<string, Table>();
  const published = new Map<number, Promise<void>>();
  const waiters = new Set<() => void>();
  const fences = createFences(pool);
  let reached: Lsn = 0n;
  let replication: Replication | undefined;
  let stopping = false;

  const shapes = createShapes({
    settings,
    logger,
    folder,
    pool,
    snapshotPool,
    fences,
    reached: () => reached,
    published(table) {
      const known = published.get(table.oid) ?? publishTable(pool, settings.publication, table);
      published.set(table.oid, known);
      known.catch(() => published.delete(table.oid));
      return known;
    },
  });
  const forgetTable = (table: Table) => {
    tables.delete(tableSql(table));
    published.delete(table.oid);
  };

  const connect = async (): Promise<Replication> => {
    await ensurePublication(pool, settings.publication);
    return startReplication(settings, {
      wants: shapes.router.wants,
      message(message) {
        if (message.tag === 'relation') tables.delete(tableSql(message.relation));
        fences.message(message);
        shapes.router.message(message);
      },
      reached(lsn) {
        if (lsn > reached) reached = lsn;
        if (waiters.size > 0) for (const waiter of waiters) waiter();
      },
    });
  };
  const follow = async (first: Replication): Promise<void> => {
    for (let current: Replication | undefined = first; current !== undefined; current = await reconnect()) {
      replication = current;
      // A stop that came while this was connecting found nothing to stop yet.
      if (stopping) await current.stop();
      const reason = await current.ended.then(
        () => 'it was stopped',
        (error: unknown) => String(error),
      );
      replication = undefined;
      if (!stopping) logger.warn({ reason }, 'replication broke');
      await current.stop();
      // The slot is gone and with it what was written meanwhile: every shape begins anew.
      fences.breakAll(new Error('replication broke'));
      shapes.router.reset();
      shapes.drop(shapes.all(), 'replication broke');
      tables.clear();
      published.clear();
    }
  };
  const reconnect = async (): Promise<Replication | undefined> => {
    for (let wait = 100; !stopping; wait = Math.min(wait * 2, 5_000)) {
      try {
        return await connect();
      } catch (error) {
        logger.warn({ error: String(error) }, 'replication cannot start yet');
        await delay(wait);
      }
    }
    return undefined;
  };

  /** What replication does not tell: a table that was dropped, renamed, altered while nobody wrote, or unpublished. */
  const verify = async (): Promise<void> => {
    const followed = new Map(shapes.all().map(({ definition }) => [definition.table.oid, definition.table]));
    for (const table of followed.values()) {
      const now = await readTable(pool, table);
      const same =
        now !== undefined &&
        JSON.stringify({ ...now, fullIdentity: true }) === JSON.stringify({ ...table, fullIdentity: true });
      if (same && now.fullIdentity && (await isPublished(pool, settings.publication, table))) continue;
      forgetTable(table);
      shapes.drop(
        shapes.all().filter(({ definition }) => definition.table.oid === table.oid),
        'its table has changed',
      );
    }
  };
  const upkeep = setInterval(() => {
    shapes.sweep();
    if (replication !== undefined)
      verify().catch((error: unknown) => logger.warn({ error: String(error) }, 'tables cannot be checked'));
  }, UPKEEP_MS);
  upkeep.unref();

  const release = async () => {
    clearInterval(upkeep);
    shapes.drop(shapes.all(), 'the server stops');
    await Promise.all([pool.end(), snapshotPool.end()]);
    await rm(folder, { recursive: true, force: true });
  };
  let following: Promise<void>;
  try {
    following = follow(await connect());
  } catch (error) {
    await release();
    throw error;
  }
  following.catch((error: unknown) => logger.error({ error: String(error) }, 'following the database failed'));

  return {
    settings,
    shapes,
    pool,
    active: () => replication !== undefined,
    reached: () => reached,
    waitFor(lsn, timeoutMs) {
      if (reached >= lsn) return Promise.resolve(true);
      return new Promise((resolve) => {
        const done = (result: boolean) => {
          clearTimeout(timer);
          waiters.delete(waiter);
          resolve(result);
        };
        const waiter = () => reached >= lsn && done(true);
        const timer = setTimeout(() => done(false), timeoutMs);
        waiters.add(waiter);
      });
    },
    async define(query) {
      const name = parseTableName(query.table);
      if (name === undefined) return refuse('table', 'Invalid zero-length delimited identifier or malformed name');
      const table = tables.get(tableSql(name)) ?? (await readTable(pool, name));
      if (table === undefined) {
        const hint = 'If the table name contains capitals or special characters you must quote it.';
        return refuse('table', `Table ${tableSql(name)} does not exist. ${hint}`);
      }
      tables.set(tableSql(table), table);
      const defined = defineShape(query, table);
      if (!defined.ok || defined.definition.where === undefined || shapes.find(defined.definition) !== undefined)
        return defined;
      return tryCondition(pool, table, 'where', defined.definition.where.sql).then((refusal) => refusal ?? defined);
    },
    async slotLagBytes() {
      const found = await pool.query<{ lag: number | null }>(
        `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::float8 AS lag
           FROM pg_replication_slots WHERE slot_name = $1`,
        [replication?.slot ?? ''],
      );
      return found.rows[0]?.lag ?? 0;
    },
    async stop() {
      stopping = true;
      await replication?.stop();
      await following.catch(() => {});
      await release();
    },
  };
}

const UPKEEP_MS = 10_000;

/** Lets Postgres check a condition's types without running it; a refusal carries its words. */
export async function tryCondition(
  pool: pg.Pool,
  table: Table,
  field: string,
  sql: string,
): Promise<Refusal | undefined> {
  try {
    await pool.query(`EXPLAIN SELECT 1 FROM ${tableSql(table)} WHERE ${sql}`);
    return undefined;
  } catch (error) {
    if (error instanceof pg.DatabaseError && /^(22|42)/.test(error.code ?? '')) return refuse(field, error.message);
    throw error;
  }
}
