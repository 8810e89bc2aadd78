import { randomInt } from 'node:crypto';
import { schemaHeader } from './column-schema.ts';
import { copyOut } from './copy-out.ts';
import { readCondition, type ShapeDefinition } from './definition.ts';
import { tryCondition, type Engine } from './engine.ts';
import { send, sendRefusal, type Exchange } from './exchange.ts';
import { readOrderBy } from './order-by.ts';
import { parsePgSnapshot, snapshotFields } from './pg-snapshot.ts';
import type { ShapeQuery, SubsetQuery } from './query.ts';
import { snapshotMessageSql } from './row-sql.ts';
import { sendRefetch } from './shape-answer.ts';
import { completeThrough } from './shape.ts';
import { tableSql } from './table.ts';

/** Answers with a part of the shape's rows as they are now, and what a client needs to join them with the log. */
export async function answerSubset(
  engine: Engine,
  exchange: Exchange,
  query: ShapeQuery,
  subset: SubsetQuery,
  definition: ShapeDefinition,
): Promise<void> {
  const { table, columns } = definition;
  const condition =
    subset.where === undefined ? undefined : readCondition('subset__where', subset.where, subset.params, table);
  if (condition !== undefined && 'ok' in condition) return sendRefusal(exchange, condition.errors);
  const order = readOrderBy(subset.orderBy, table);
  if (typeof order !== 'string') return sendRefusal(exchange, order.errors);
  const refused = condition && (await tryCondition(engine.pool, table, 'subset__where', condition.sql));
  if (refused !== undefined) return sendRefusal(exchange, refused.errors);

  const asked = query.handle === undefined ? undefined : engine.shapes.handle(query.handle);
  const known = asked?.shape.definition.key === definition.key ? asked : undefined;
  if (query.handle !== undefined && known === undefined) return sendRefetch(engine, exchange, query, definition);
  // Changes must be followed before the rows are read, or one could fall between the two.
  const handle = known ?? engine.shapes.currentHandle(definition, query.log === 'full' ? 'now' : query.log);
  await handle.ready;
  const offset = completeThrough(handle.shape, engine.reached());

  const conditions = [definition.where?.sql, condition?.sql].filter((sql) => sql !== undefined);
  const mark = randomInt(2 ** 31 - 1);
  const sql = [
    `SELECT ${snapshotMessageSql(table, columns, { snapshot_mark: mark })} FROM ${tableSql(table)}`,
    conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '',
    order,
    subset.limit === undefined ? '' : `LIMIT ${subset.limit}`,
    subset.offset === undefined ? '' : `OFFSET ${subset.offset}`,
  ].join(' ');
  const { metadata, rows } = await readSubset(engine, sql);
  const head = JSON.stringify({ metadata: { ...metadata, snapshot_mark: mark } }).slice(0, -1);
  send(
    exchange,
    200,
    {
      'cache-control': 'no-cache',
      'electric-handle': handle.id,
      'electric-offset': `${offset}_0`,
      'electric-schema': schemaHeader(table, columns),
      'electric-snapshot': 'true',
    },
    Buffer.concat([Buffer.from(`${head},"data":[`), ...rows, Buffer.from(']}')]),
  );
}

async function readSubset(engine: Engine, sql: string): Promise<{ metadata: object; rows: readonly Buffer[] }> {
  const client = await engine.pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const moment = await client.query<{ snapshot: string; lsn: string }>(
      `SELECT pg_current_snapshot()::text AS snapshot, (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text AS lsn`,
    );
    const rows: Buffer[] = [];
    await copyOut(client, sql, (bytes) => {
      if (rows.length > 0) rows.push(COMMA);
      rows.push(Buffer.from(bytes));
    });
    const { snapshot, lsn } = moment.rows[0] ?? { snapshot: '', lsn: '' };
    return { metadata: { ...snapshotFields(parsePgSnapshot(snapshot)), database_lsn: lsn }, rows };
  } finally {
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    );
  }
}

const COMMA = Buffer.from(',');
