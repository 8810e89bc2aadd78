import type { Offset } from './offset.ts';
import { cacheControl } from './response-headers.ts';
import { commonHeaders, sendAnswer, sendRefetch, type Reading } from './shape-answer.ts';
import { eventText, readShape, type Answer, type Follower } from './shape.ts';

/** Waits at the end of the log and answers with the first thing that happens, or after a while that nothing did. */
export function followByPoll(reading: Reading, offset: Offset): void {
  const { engine, exchange, query, handle, start } = reading;
  const { shape } = handle;
  const { response } = exchange;
  let done = false;
  const leave = () => {
    done = true;
    clearTimeout(timer);
    shape.followers.delete(follower);
  };
  const refetch = () => {
    leave();
    // A shape that was dropped because replication broke cannot be begun anew yet: the client is to try again.
    if (!engine.active()) return void response.destroy();
    sendRefetch(engine, exchange, query).catch(() => response.destroy());
  };
  const answer = (found: Answer | undefined, late: boolean) => {
    if (done) return;
    if (found === undefined || shape.dropped) return refetch();
    // What was skipped for being in the snapshot already is no reason to answer.
    if (!late && !found.hasData) return;
    leave();
    sendAnswer(reading, found);
  };
  const look = (late: boolean) => {
    const found = readShape(shape, start, offset, engine.reached, engine.settings.chunkBytes);
    if (!(found instanceof Promise)) return answer(found, late);
    found.then(
      (read) => answer(read, late),
      () => response.destroy(),
    );
  };
  const follower: Follower = { moved: () => look(false), dropped: refetch };
  const timer = setTimeout(() => look(true), engine.settings.longPollMs);
  shape.followers.add(follower);
  response.once('close', leave);
  // Something may have come between the look before and this.
  look(false);
}

/**
 * Sends every message as a server-sent event, and an up-to-date behind each batch, until the connection's time is up.
 * One that does not read is sent no more until it has: what it has not read stays in the log and not in memory.
 */
export function followByEvents(reading: Reading, requested: Offset): void {
  const { engine, exchange, handle, start } = reading;
  const { response } = exchange;
  const { shape } = handle;
  const { settings } = engine;
  let offset = requested;
  let sending = false;
  let again = false;
  const leave = () => {
    clearTimeout(timer);
    clearInterval(keepAlive);
    shape.followers.delete(follower);
  };
  const end = () => {
    leave();
    response.end();
  };
  const send = async () => {
    if (sending) return void (again = true);
    sending = true;
    try {
      do {
        again = false;
        for (let upToDate = false; !upToDate;) {
          const read = readShape(shape, start, offset, engine.reached, settings.chunkBytes);
          const found = read instanceof Promise ? await read : read;
          // The next request then is told to begin anew.
          if (found === undefined || shape.dropped) return end();
          if (!found.hasData) break;
          offset = found.offset;
          ({ upToDate } = found);
          if (response.destroyed) return;
          if (!response.write(eventsOf(found))) await drained(response);
        }
      } while (again);
    } catch {
      end();
    } finally {
      sending = false;
    }
  };
  const follower: Follower = { moved: () => void send(), dropped: end };
  const timer = setTimeout(end, settings.sseMs);
  const keepAlive = setInterval(() => {
    if (!response.writableNeedDrain) response.write(': keep-alive\n\n');
  }, settings.keepAliveMs);
  response.once('close', leave);
  response.writeHead(200, {
    // The client comes back with this offset if it is cut off before the first up-to-date, so it is what it had.
    ...commonHeaders(reading, requested),
    'cache-control': cacheControl(settings, exchange, 'events'),
    'content-type': 'text/event-stream',
    'x-accel-buffering': 'no',
  });
  if (exchange.method === 'HEAD') return end();
  response.flushHeaders();
  shape.followers.add(follower);
  void send();
}

/** Resolves when the response takes more, or is gone. */
function drained(response: Reading['exchange']['response']): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}

const rendered = new WeakMap<Answer, Buffer>();

function eventsOf(answer: Answer): Buffer {
  const known = rendered.get(answer) ?? Buffer.from(eventText(answer.messages));
  rendered.set(answer, known);
  return known;
}
