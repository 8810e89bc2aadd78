import { schemaHeader } from './column-schema.ts';
import type { ShapeDefinition } from './definition.ts';
import type { Engine } from './engine.ts';
import { send, sendRefusal, type Exchange } from './exchange.ts';
import { formatOffset, type Offset } from './offset.ts';
import type { ShapeQuery } from './query.ts';
import { cacheControl, corsHeaders, nextCursor, type Headers } from './response-headers.ts';
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
    'cache-control': cacheControl(engine.settings, exchange, query.live ? 'live' : 'later'),
    'electric-has-data': String(answer.hasData),
  };
  if (isKnown(exchange, headers)) return;
  send(exchange, 200, headers, Buffer.concat([OPEN, answer.messages, CLOSE]));
}

const OPEN = Buffer.from('[');
const CLOSE = Buffer.from(']');

/** Tells the client to begin anew, and by which handle. What it asked for may no longer be there: then it is refused. */
export async function sendRefetch(engine: Engine, exchange: Exchange, query: ShapeQuery): Promise<void> {
  const defined = await engine.define(query);
  if (!defined.ok) return sendRefusal(exchange, defined.errors);
  const mode = query.offset.kind === 'now' ? 'now' : query.log;
  const handle = await engine.shapes.currentHandle(defined.definition, mode, query.handle);
  send(
    exchange,
    409,
    { 'cache-control': cacheControl(engine.settings, exchange, 'refetch'), 'electric-handle': handle.id },
    '[{"headers":{"control":"must-refetch"}}]',
  );
}

/** What every answer about a shape carries. */
export function commonHeaders(reading: Reading, offset: Offset, version = ''): Headers {
  const { exchange, query, definition, handle } = reading;
  const next = formatOffset(offset);
  return {
    ...corsHeaders(exchange),
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
  exchange.response.writeHead(304, { ...corsHeaders(exchange), ...rest });
  exchange.response.end();
  return true;
}
