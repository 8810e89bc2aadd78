import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Chunk } from './chunk-file.ts';
import { schemaHeader } from './column-schema.ts';
import type { ShapeDefinition } from './definition.ts';
import type { Engine } from './engine.ts';
import { send, sendRefusal, type Exchange } from './exchange.ts';
import { followByEvents, followByPoll } from './live.ts';
import { formatOffset, type Offset } from './offset.ts';
import type { ShapeQuery } from './query.ts';
import { cacheControl, CORS, nextCursor, type Headers } from './response-headers.ts';
import { completeThrough, readShape, type Answer, type Handle, type HandleMode, type HandleStart } from './shape.ts';

/** A request that has found its handle. */
export interface Reading {
  readonly engine: Engine;
  readonly exchange: Exchange;
  readonly query: ShapeQuery;
  readonly definition: ShapeDefinition;
  readonly handle: Handle;
  readonly start: HandleStart;
}

/** Answers GET /v1/shape: a chunk of the snapshot, a piece of the log, or what happens next. */
export async function answerShape(
  engine: Engine,
  exchange: Exchange,
  query: ShapeQuery,
  definition: ShapeDefinition,
): Promise<void> {
  const { offset } = query;
  const mode: HandleMode = offset.kind === 'now' ? 'now' : query.log;
  const fresh = offset.kind === 'start' || offset.kind === 'now';
  const handle = fresh ? engine.shapes.currentHandle(definition, mode) : engine.shapes.handle(query.handle ?? '');
  if (handle === undefined || handle.shape.definition.key !== definition.key) {
    return sendRefetch(engine, exchange, query, definition);
  }
  handle.usedAt = Date.now();
  handle.shape.usedAt = handle.usedAt;
  const start = await handle.ready;
  const reading: Reading = { engine, exchange, query, definition, handle, start };
  switch (offset.kind) {
    case 'now':
      return sendNow(reading);
    case 'start':
      return sendChunk(reading, 0);
    case 'chunk':
      return sendChunk(reading, offset.index + 1);
    case 'snapshot':
      return sendLog(reading, offset);
    case 'log': {
      const wait = engine.settings.outOfBoundsMs;
      if (offset.lsn > completeThrough(handle.shape, engine.reached()) && !(await engine.waitFor(offset.lsn, wait))) {
        return sendRefusal(exchange, { offset: ['out of bounds for this shape'] });
      }
      return sendLog(reading, offset);
    }
  }
}

/** Tells the client to begin anew, and by which handle. */
export function sendRefetch(engine: Engine, exchange: Exchange, query: ShapeQuery, definition: ShapeDefinition): void {
  const handle = engine.shapes.currentHandle(definition, query.log, query.handle);
  send(
    exchange,
    409,
    {
      'cache-control': cacheControl(engine.settings, query.handle === undefined ? 'refetchUnknown' : 'refetch'),
      'electric-handle': handle.id,
    },
    '[{"headers":{"control":"must-refetch"}}]',
  );
}

async function sendChunk(reading: Reading, index: number): Promise<void> {
  const { engine, exchange, query, definition, start } = reading;
  const file = start.snapshot?.file;
  const gone = () => sendRefetch(engine, exchange, query, definition);
  if (file === undefined) return gone();
  let chunk: Chunk | undefined;
  try {
    chunk = await file.chunk(index);
    const known = chunk !== undefined || (await file.chunk(index - 1)) !== undefined;
    if (!known) return sendRefusal(exchange, { offset: ['out of bounds for this shape'] });
  } catch (error) {
    if (file.removed) return gone();
    throw error;
  }
  if (chunk === undefined) return sendLog(reading, { kind: 'snapshot' });
  const next: Offset = { kind: 'chunk', index };
  const headers = {
    ...commonHeaders(reading, next),
    'cache-control': cacheControl(engine.settings, index === 0 ? 'first' : 'later'),
    'content-type': 'application/json; charset=utf-8',
    'content-length': chunk.length,
    'electric-has-data': 'true',
  };
  if (isKnown(exchange, headers)) return;
  exchange.response.writeHead(200, headers);
  if (exchange.method === 'HEAD') return void exchange.response.end();
  await pipeline(Readable.from(file.read(chunk), { objectMode: false }), exchange.response).catch(() => {
    // The client went away, or the file did; either way it comes back for the rest.
    exchange.response.destroy();
  });
}

async function sendLog(reading: Reading, offset: Offset): Promise<void> {
  const { engine, exchange, query, definition, handle, start } = reading;
  if (query.live && query.sse) return followByEvents(reading, offset);
  const answer = readShape(handle.shape, start, offset, engine.reached(), engine.settings.chunkBytes);
  if (answer === undefined) return sendRefetch(engine, exchange, query, definition);
  if (query.live && !answer.hasData) return followByPoll(reading, offset);
  sendAnswer(reading, answer);
}

/** Sends a piece of the log as one answer. */
export function sendAnswer(reading: Reading, answer: Answer): void {
  const { engine, exchange, query } = reading;
  const headers = {
    ...commonHeaders(reading, answer.offset, answer.hasData ? '' : `:${process.hrtime.bigint()}`),
    ...(answer.upToDate ? { 'electric-up-to-date': '' } : {}),
    'cache-control': cacheControl(engine.settings, query.live ? 'live' : 'later'),
    'electric-has-data': String(answer.hasData),
  };
  if (isKnown(exchange, headers)) return;
  send(exchange, 200, headers, Buffer.concat([OPEN, answer.messages, CLOSE]));
}

const OPEN = Buffer.from('[');
const CLOSE = Buffer.from(']');

function sendNow(reading: Reading): void {
  const { engine, handle } = reading;
  const lsn = completeThrough(handle.shape, engine.reached());
  const message = JSON.stringify({ headers: { control: 'up-to-date', global_last_seen_lsn: String(lsn) } });
  sendAnswer(reading, {
    messages: Buffer.from(message),
    offset: { kind: 'log', lsn, messages: 0 },
    upToDate: true,
    hasData: false,
  });
}

/** What every answer about a shape carries. */
export function commonHeaders({ query, definition, handle }: Reading, offset: Offset, version = ''): Headers {
  const next = formatOffset(offset);
  return {
    ...CORS,
    etag: `"${handle.id}:${formatOffset(query.offset)}:${next}${version}"`,
    'electric-handle': handle.id,
    'electric-offset': next,
    ...(query.live
      ? { 'electric-cursor': nextCursor(Date.now(), query.cursor, Math.random) }
      : { 'electric-schema': schemaHeader(definition.table, definition.columns) }),
  };
}

/** Answers 304 where the client holds this very answer. */
function isKnown(exchange: Exchange, headers: Headers): boolean {
  const held = exchange.request.headers['if-none-match']?.split(',').map((etag) => etag.trim().replace(/^W\//, ''));
  if (held === undefined || !held.includes(String(headers['etag']))) return false;
  const { 'content-length': _, 'content-type': __, ...rest } = headers;
  exchange.response.writeHead(304, { ...CORS, ...rest });
  exchange.response.end();
  return true;
}
