import type { Offset } from './offset.ts';
import { cacheControl } from './response-headers.ts';
import { commonHeaders, sendAnswer, sendRefetch, type Reading } from './shape-answer.ts';
import { eventText, readShape, type Answer, type Follower } from './shape.ts';

/** Waits at the end of the log and answers with the first thing that happens, or after a while that nothing did. */
export function followByPoll(reading: Reading, offset: Offset): void {
  const { engine, exchange, query, definition, handle, start } = reading;
  const { shape } = handle;
  const read = () => readShape(shape, start, offset, engine.reached(), engine.settings.chunkBytes);
  const leave = () => {
    clearTimeout(timer);
    shape.followers.delete(follower);
  };
  const answer = (found: Answer | undefined) => {
    leave();
    if (found === undefined) sendRefetch(engine, exchange, query, definition);
    else sendAnswer(reading, found);
  };
  const follower: Follower = {
    moved() {
      const found = read();
      // What was skipped for being in the snapshot already is no reason to answer.
      if (found === undefined || found.hasData) answer(found);
    },
    dropped() {
      leave();
      refetchOrLeave(reading);
    },
  };
  const timer = setTimeout(() => answer(read()), engine.settings.longPollMs);
  shape.followers.add(follower);
  exchange.response.once('close', leave);
}

/** Sends every message as a server-sent event, and an up-to-date behind each batch, until the connection's time is up. */
export function followByEvents(reading: Reading, requested: Offset): void {
  const { engine, exchange, handle, start } = reading;
  const { response } = exchange;
  const { shape } = handle;
  const { settings } = engine;
  let offset = requested;
  const leave = () => {
    clearTimeout(timer);
    clearInterval(keepAlive);
    shape.followers.delete(follower);
  };
  const end = () => {
    leave();
    response.end();
  };
  const follower: Follower = {
    moved() {
      for (;;) {
        const found = readShape(shape, start, offset, engine.reached(), settings.chunkBytes);
        // The next request then is told to begin anew. One that does not read is cut off: it comes back for the rest.
        if (found === undefined || response.writableLength > MAX_UNREAD) return end();
        if (!found.hasData) return;
        response.write(eventsOf(found));
        offset = found.offset;
        if (found.upToDate) return;
      }
    },
    dropped: end,
  };
  const timer = setTimeout(end, settings.sseMs);
  const keepAlive = setInterval(() => response.write(': keep-alive\n\n'), settings.keepAliveMs);
  response.once('close', leave);
  response.writeHead(200, {
    // The client comes back with this offset if it is cut off before the first up-to-date, so it is what it had.
    ...commonHeaders(reading, requested),
    'cache-control': cacheControl(settings, 'events'),
    'content-type': 'text/event-stream',
    'x-accel-buffering': 'no',
  });
  if (exchange.method === 'HEAD') return end();
  response.flushHeaders();
  shape.followers.add(follower);
  follower.moved();
}

/** A shape that was dropped because replication broke cannot be begun anew yet: the client is to try again. */
function refetchOrLeave(reading: Reading): void {
  const { engine, exchange, query, definition } = reading;
  if (engine.active()) sendRefetch(engine, exchange, query, definition);
  else exchange.response.destroy();
}

const MAX_UNREAD = 32_000_000;

const rendered = new WeakMap<Answer, Buffer>();

function eventsOf(answer: Answer): Buffer {
  const known = rendered.get(answer) ?? Buffer.from(eventText(answer.messages));
  rendered.set(answer, known);
  return known;
}
