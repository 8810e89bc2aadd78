import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createChunkFile, type ChunkFile } from './chunk-file.ts';
import { schemaHeader } from './column-schema.ts';
import { copyOut } from './copy-out.ts';
import { queryableColumns, readCondition, type ShapeDefinition } from './definition.ts';
import { tryCondition, type Engine } from './engine.ts';
import { sendRefusal, type Exchange } from './exchange.ts';
import { readOrderBy } from './order-by.ts';
import { parsePgSnapshot, snapshotFields } from './pg-snapshot.ts';
import type { ShapeQuery } from './query.ts';
import type { Refusal } from './refusal.ts';
import { corsHeaders } from './response-headers.ts';
import { snapshotMessageSql } from './row-sql.ts';
import { sendRefetch } from './shape-answer.ts';
import { completeThrough } from './shape.ts';
import { refuseSubset, type SubsetQuery } from './subset-query.ts';
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
  const mark = randomInt(2 ** 31 - 1);
  const sql = await subsetSql(engine, query, subset, definition, mark);
  if (typeof sql !== 'string') return sendRefusal(exchange, sql.errors);

  const asked = query.handle === undefined ? undefined : engine.shapes.handle(query.handle);
  const known = asked?.shape.definition.key === definition.key ? asked : undefined;
  if (query.handle !== undefined && known === undefined) return sendRefetch(engine, exchange, query);
  // Changes must be followed before the rows are read, or one could fall between the two.
  const handle = known ?? (await engine.shapes.currentHandle(definition, query.log === 'full' ? 'now' : query.log));
  await handle.ready;
  const offset = completeThrough(handle.shape, engine.reached());

  // By way of a file, because a part may be all of a large table and its reader slow.
  const file = await createChunkFile(join(engine.folder, `${randomUUID()}.subset`), Number.POSITIVE_INFINITY);
  try {
    const metadata = await readSubset(engine, sql, file);
    const chunk = await file.chunk(0);
    if (chunk === undefined) throw new Error('a finished file has a chunk');
    const head = Buffer.from(
      `${JSON.stringify({ metadata: { ...metadata, snapshot_mark: mark } }).slice(0, -1)},"data":`,
    );
    exchange.response.writeHead(200, {
      ...corsHeaders(exchange),
      'content-type': 'application/json; charset=utf-8',
      'content-length': head.length + chunk.length + CLOSE.length,
      'cache-control': 'no-cache',
      'electric-handle': handle.id,
      'electric-offset': `${offset}_0`,
      'electric-schema': schemaHeader(table, columns),
      'electric-snapshot': 'true',
    });
    if (exchange.method === 'HEAD') return void exchange.response.end();
    const body = async function* () {
      yield head;
      yield* file.read(chunk);
      yield CLOSE;
    };
    await pipeline(Readable.from(body(), { objectMode: false }), exchange.response).catch(() => {
      exchange.response.destroy();
    });
  } finally {
    file.remove();
  }
}

const CLOSE = Buffer.from('}');

async function subsetSql(
  engine: Engine,
  query: ShapeQuery,
  subset: SubsetQuery,
  { table, columns, where }: ShapeDefinition,
  mark: number,
): Promise<string | Refusal> {
  const known = queryableColumns(query.queryable, table);
  if ('ok' in known) return known;
  const condition =
    subset.where === undefined ? undefined : readCondition('where', subset.where, subset.params, table, known);
  if (condition !== undefined && 'ok' in condition) return belowSubset(condition);
  const order = readOrderBy(subset.orderBy, table, known);
  if (typeof order !== 'string') return order;
  const refused = condition && (await tryCondition(engine.pool, table, 'where', condition.sql));
  if (refused !== undefined) return belowSubset(refused);
  const conditions = [where?.sql, condition?.sql].filter((each) => each !== undefined);
  return [
    `SELECT ${snapshotMessageSql(table, columns, { snapshot_mark: mark })} FROM ${tableSql(table)}`,
    conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '',
    order,
    subset.limit === undefined ? '' : `LIMIT ${subset.limit}`,
    subset.offset === undefined ? '' : `OFFSET ${subset.offset}`,
  ].join(' ');
}

function belowSubset({ errors }: Refusal): Refusal {
  const flat = Object.entries(errors).flatMap(([field, texts]) => (Array.isArray(texts) ? [[field, texts]] : []));
  const words = JSON.stringify(Object.fromEntries(flat)).replaceAll(
    'Subqueries are not supported',
    'Subqueries are not allowed in subsets',
  );
  return refuseSubset(JSON.parse(words) as Readonly<Record<string, readonly string[]>>); // written just above
}

/** Reads the rows into the file, as one array; what a client must know of the moment they were read. */
async function readSubset(engine: Engine, sql: string, file: ChunkFile): Promise<object> {
  const client = await engine.pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const moment = await client.query<{ snapshot: string; lsn: string }>(
      `SELECT pg_current_snapshot()::text AS snapshot, (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text AS lsn`,
    );
    await copyOut(client, sql, (bytes, flow) => {
      file.add(bytes);
      if (file.waiting() < MAX_WAITING) return;
      flow.pause();
      void file.flushed().then(() => flow.resume());
    });
    await file.finish(false);
    const { snapshot, lsn } = moment.rows[0] ?? { snapshot: '', lsn: '' };
    return { ...snapshotFields(parsePgSnapshot(snapshot)), database_lsn: lsn };
  } finally {
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    );
  }
}

const MAX_WAITING = 8_000_000;
