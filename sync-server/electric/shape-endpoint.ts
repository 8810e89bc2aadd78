import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SnapshotDropped, type Chunk } from './chunk-file.ts';
import type { ShapeDefinition } from './definition.ts';
import type { Engine } from './engine.ts';
import { sendRefusal, type Exchange } from './exchange.ts';
import { followByEvents, followByPoll } from './live.ts';
import type { Offset } from './offset.ts';
import type { ShapeQuery } from './query.ts';
import { cacheControl } from './response-headers.ts';
import { commonHeaders, isKnown, sendAnswer, sendRefetch, type Reading } from './shape-answer.ts';
import { completeThrough, readShape, ShapeDropped, type HandleMode } from './shape.ts';

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
  const handle = fresh ? await engine.shapes.currentHandle(definition, mode) : engine.shapes.handle(query.handle ?? '');
  if (handle === undefined || handle.shape.definition.key !== definition.key) {
    return sendRefetch(engine, exchange, query);
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

async function sendChunk(reading: Reading, index: number): Promise<void> {
  const { engine, exchange, query, start } = reading;
  const { file } = start;
  const gone = () => {
    // Who only begins is not told to begin anew: the shape is begun again for it.
    if (query.offset.kind === 'start') throw new ShapeDropped('the snapshot was dropped');
    return sendRefetch(engine, exchange, query);
  };
  if (file === undefined || file.removed) return gone();
  let chunk: Chunk | undefined;
  try {
    chunk = await file.chunk(index);
    const known = chunk !== undefined || (await file.chunk(index - 1)) !== undefined;
    if (!known) return sendRefusal(exchange, { offset: ['out of bounds for this shape'] });
  } catch (error) {
    if (error instanceof SnapshotDropped) return gone();
    throw error;
  }
  if (chunk === undefined) return sendLog(reading, { kind: 'snapshot' });
  const next: Offset = { kind: 'chunk', index };
  const headers = {
    ...commonHeaders(reading, next),
    'cache-control': cacheControl(engine.settings, exchange, index === 0 ? 'first' : 'later'),
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
  const { engine, exchange, query, handle, start } = reading;
  if (query.live && query.sse) return followByEvents(reading, offset);
  const answer = await readShape(handle.shape, start, offset, engine.reached, engine.settings.chunkBytes);
  if (answer === undefined || handle.shape.dropped) return sendRefetch(engine, exchange, query);
  if (query.live && !answer.hasData) return followByPoll(reading, offset);
  sendAnswer(reading, answer);
}

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
