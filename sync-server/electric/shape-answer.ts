import { schemaHeader } from './column-schema.ts';
import type { ShapeDefinition } from './definition.ts';
import type { Engine } from './engine.ts';
import { send, type Exchange } from './exchange.ts';
import { formatOffset, type Offset } from './offset.ts';
import type { ShapeQuery } from './query.ts';
import { cacheControl, CORS, nextCursor, type Headers } from './response-headers.ts';
import type { Answer, Handle, HandleStart } from './shape.ts';

/** A request that has found its handle. */
export interface Reading {
  readonly engine: Engine;
  readonly exchange: Exchange;
  readonly query: ShapeQuery;
  readonly definition: ShapeDefinition;
  readonly handle: Handle;
  readonly start: HandleStart;
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
export function isKnown(exchange: Exchange, headers: Headers): boolean {
  const held = exchange.request.headers['if-none-match']?.split(',').map((etag) => etag.trim().replace(/^W\//, ''));
  if (held === undefined || !held.includes(String(headers['etag']))) return false;
  const { 'content-length': _, 'content-type': __, ...rest } = headers;
  exchange.response.writeHead(304, { ...CORS, ...rest });
  exchange.response.end();
  return true;
}
