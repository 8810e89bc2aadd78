import { rm } from 'node:fs/promises';
import pg from 'pg';
import { defineShape, type ShapeDefinition } from './definition.ts';
import { createFences } from './fences.ts';
import { followDatabase } from './follow.ts';
import { parseTableName, type TableName } from './identifier.ts';
import type { ElectricLogger } from './logger.ts';
import type { Lsn } from './lsn.ts';
import { isPublished, publishTable } from './publication.ts';
import type { ShapeQuery } from './query.ts';
import { rememberCommits } from './recent-commits.ts';
import { refuse, type Refusal } from './refusal.ts';
import { connectionConfig, type ElectricSettings } from './settings.ts';
import { loadShapes, tableMark, type KeptShape } from './shape-store.ts';
import { createShapes, type Shapes } from './shapes.ts';
import { dropAbandoned, slotLag } from './slot.ts';
import { openStorage } from './storage.ts';
import { readTable, tableSql, type Table } from './table.ts';

/** Shapes over one database, kept current by replication. */
export interface Engine {
  readonly settings: ElectricSettings;
  readonly shapes: Shapes;
  readonly pool: pg.Pool;
  /** Where files lie that need not outlive a request. */
  readonly folder: string;
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
  const storage = await openStorage(settings.storageFolder);
  const connection = connectionConfig(settings.databaseUrl, 'cairn-electric');
  const pool = new pg.Pool({ ...connection, max: 4, statement_timeout: 30_000 });
  const snapshotPool = new pg.Pool({ ...connection, max: 3 });
  // Of its own: what waits for a table's lock must not keep the others from going on.
  const publishPool = new pg.Pool({ ...connection, max: 2, statement_timeout: 30_000 });
  const fencePool = new pg.Pool({ ...connection, max: 1, statement_timeout: 30_000 });
  const pools = [pool, snapshotPool, publishPool, fencePool];
  for (const each of pools) each.on('error', (error) => logger.warn({ error: error.message }, 'a connection broke'));

  const tables = new Map<string, Table>();
  const published = new Map<number, Promise<void>>();
  const fences = createFences(fencePool);
  const recent = rememberCommits();
  let xid = 0;
  /** How often the stream has described a table anew: what was read of the catalog before may be old by then. */
  let descriptions = 0;

  const following = followDatabase({
    settings,
    logger,
    storage,
    pool,
    fences,
    shapes: () => shapes,
    message(message) {
      if (message.tag === 'begin') ({ xid } = message);
      if (message.tag === 'relation') {
        descriptions += 1;
        tables.delete(tableSql(message.relation));
      }
      shapes.router.message(message);
      if (message.tag === 'commit') recent.note(xid, message.commitLsn);
      fences.message(message);
    },
    forgetTables() {
      tables.clear();
      published.clear();
    },
  });
  const shapes = createShapes({
    settings,
    logger,
    storage,
    pool,
    snapshotPool,
    fences,
    recent,
    reached: following.reached,
    hold: following.hold,
    published(table) {
      const known = published.get(table.oid) ?? publishTable(publishPool, settings.publication, table);
      published.set(table.oid, known);
      known.catch(() => published.delete(table.oid));
      return known;
    },
  });
  const findTable = async (name: TableName): Promise<Table | undefined> => {
    for (;;) {
      const known = tables.get(tableSql(name));
      if (known !== undefined) return known;
      const before = descriptions;
      const read = await readTable(pool, name);
      if (descriptions !== before) continue;
      // Another request may have been quicker; all are to share one description.
      const table = tables.get(tableSql(name)) ?? read;
      if (table !== undefined) tables.set(tableSql(name), table);
      return table;
    }
  };
  const forgetTable = (table: Table) => {
    tables.delete(tableSql(table));
    published.delete(table.oid);
  };

  /** What replication does not tell: a table that was dropped, renamed, altered while nobody wrote, or unpublished. */
  const verify = async (): Promise<void> => {
    const followed = new Map(shapes.all().map(({ definition }) => [definition.table.oid, definition.table]));
    for (const table of followed.values()) {
      const now = await readTable(pool, table);
      const same = now !== undefined && tableMark(now) === tableMark(table);
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
    if (!following.active()) return;
    const abandoned = { prefix: settings.slot, own: following.slot, limit: settings.abandonedSlotBytes };
    Promise.all([verify(), dropAbandoned(pool, abandoned, logger)]).catch((error: unknown) =>
      logger.warn({ error: String(error) }, 'tables and slots cannot be checked'),
    );
  }, settings.upkeepMs);
  upkeep.unref();

  const takeUp = async (kept: KeptShape): Promise<boolean> => {
    const name = parseTableName(kept.asked.table);
    const table = name.ok ? await findTable(name.value) : undefined;
    if (table === undefined) return false;
    const defined = defineShape(kept.asked, table);
    const same = defined.ok && defined.definition.key === kept.key && tableMark(table) === kept.table;
    const follows = table.fullIdentity && (await isPublished(pool, settings.publication, table));
    if (!same || !follows) return false;
    await shapes.restore(kept, defined.definition);
    return true;
  };
  /** Takes up what an earlier process kept, as far as its tables are what they were. */
  const restore = async (): Promise<void> => {
    for (const kept of await loadShapes(storage.folder, (bytes) => void (shapes.budget.disk += bytes))) {
      const taken = await takeUp(kept).catch((error: unknown) => {
        logger.warn({ error: String(error) }, 'a shape could not be taken up again');
        return false;
      });
      if (!taken) await rm(kept.folder, { recursive: true, force: true });
    }
    logger.info({ shapes: shapes.all().length }, 'shapes were taken up again');
  };

  const release = async () => {
    clearInterval(upkeep);
    await shapes.close();
    await Promise.all(pools.map((each) => each.end()));
    await storage.release();
  };
  try {
    await following.start(restore);
  } catch (error) {
    await release();
    throw error;
  }

  return {
    settings,
    shapes,
    pool,
    folder: storage.folder,
    active: following.active,
    reached: following.reached,
    waitFor: following.waitFor,
    async define(query) {
      const name = parseTableName(query.table);
      if (!name.ok) return refuse('table', name.problem);
      const table = await findTable(name.value);
      if (table === undefined) {
        const hint = 'If the table name contains capitals or special characters you must quote it.';
        return refuse('table', `Table ${tableSql(name.value)} does not exist. ${hint}`);
      }
      const defined = defineShape(query, table);
      if (!defined.ok || defined.definition.where === undefined || shapes.find(defined.definition) !== undefined)
        return defined;
      return tryCondition(pool, table, 'where', defined.definition.where.sql).then((refusal) => refusal ?? defined);
    },
    slotLagBytes: () => slotLag(pool, following.slot),
    async stop() {
      await following.stop();
      await release();
    },
  };
}

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
