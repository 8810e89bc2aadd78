import { FetchError, type Message, type Offset, ShapeStream } from '@electric-sql/client';
import { uuidv7 } from 'uuidv7';
import { protocolVersion } from '#shared/sync/envelope.ts';
import type { Identity } from '#main/store/meta.ts';
import type { Store } from '#main/store/open-store.ts';
import { type FeedTableRow, batchOf } from './feed-batches.ts';
import { type FeedIntake, feedIntake } from './feed-intake.ts';
import { proofHeader } from './desk-keys.ts';
import { type Line, troubleOf, wordsOf } from './line.ts';
import { readSnapshot } from './read-snapshot.ts';
import { retryTimer } from './retry-timer.ts';
import { toldTime } from './told-time.ts';
import { watchedFetch } from './watched-fetch.ts';
import { type World, realWorld } from './world.ts';

/** Follows the server's rows [S8]. */
export interface FeedLoop {
  readonly nextAttemptAt: number | undefined;
  /** The line is back, or a person asks: connects at once if it is not connected. */
  now(): void;
  /** Lets go of the server, for a line that is pulled. */
  disconnect(): void;
  stop(): void;
}

/** What follows from the feed elsewhere. */
export interface FeedNews {
  /** The line has returned on the feed. */
  readonly onReturned: () => void;
  /** Rows were applied, and settled so many envelopes. */
  readonly onApplied: (settled: number) => void;
}

export function startFeed(
  store: Store,
  self: Identity,
  line: Line,
  { onReturned, onApplied }: FeedNews,
  world: World = realWorld,
): FeedLoop {
  let connection: { close(): void } | undefined;
  let stopped = false;
  let nextReading: (() => void) | undefined;
  const timer = retryTimer(connect, world, store.machineNow);

  function connect(): void {
    if (stopped || connection !== undefined || !line.isIn()) return;
    const abort = new AbortController();
    const fail = (error: unknown) => {
      if (abort.signal.aborted) return;
      close();
      const time = toldTime(error);
      // Another time than the server's: the next attempt bears the right one [S14].
      if (time !== undefined) store.meta.set('clockOffset', time - store.machineNow());
      line.troubled(
        'feed',
        error instanceof FetchError && time === undefined
          ? troubleOf(error.status, error.text ?? JSON.stringify(error.json ?? ''))
          : { kind: 'unreachable', message: wordsOf(error) },
      );
      timer.failed();
    };
    const intake = feedIntake(store, self, onApplied, fail, world);
    /** When the server last gave a sign of life on a feed that was read to its end: up to then nothing had changed that is not here. */
    let currentAt: number | undefined;
    const onHeard = () => {
      if (currentAt !== undefined) currentAt = store.machineNow();
    };
    const close = () => {
      rememberCurrent(store, currentAt);
      currentAt = undefined;
      abort.abort();
      intake.stop();
      nextReading?.();
      connection = undefined;
    };
    connection = { close };
    const url = new URL('/v1/feed', self.server);
    const headers = {
      authorization: `Bearer ${self.token}`,
      'cairn-protocol': String(protocolVersion),
      'cairn-proof': () => proofHeader(self, store.machineNow() + (store.meta.get('clockOffset') ?? 0)),
    };
    if (intake.lacksBase) void takeSnapshot().then(follow, fail);
    else follow();

    async function takeSnapshot(): Promise<void> {
      const pieces = readSnapshot({ url, headers, signal: abort.signal, world }, store.meta.get('feed'));
      for await (const { rows, messages, position } of pieces) {
        if (abort.signal.aborted) return;
        const isAll = messages.length === 0;
        intake.takeRows(rows, isAll ? position : undefined);
        if (!isAll) intake.take(batchOf(messages, intake.rest), position);
      }
    }

    function follow(): void {
      if (abort.signal.aborted) return;
      const from = store.meta.get('feed');
      const stream = new ShapeStream<FeedTableRow>({
        url: url.toString(),
        // A run of its own keeps apart what the client remembers per address, of this connection and of other desks in one process.
        params: { replica: 'full', run: uuidv7() },
        headers,
        // Saved from this very stream [S8].
        ...(from === undefined ? {} : { handle: from.handle, offset: from.offset as Offset }),
        liveSse: true,
        subscribe: world.readFeedEvery === undefined,
        signal: abort.signal,
        fetchClient: watchedFetch(fail, world, onHeard),
        backoffOptions: { initialDelay: 100, maxDelay: 1000, multiplier: 2, maxRetries: 0 },
        // Every failure ends this stream; the next begins at the saved position, at this loop's own times [S13].
        onError: fail,
      });
      stream.subscribe((messages) => {
        if (abort.signal.aborted) return;
        const upToDate = take(intake, stream, messages);
        if (!upToDate) return;
        currentAt = store.machineNow();
        timer.succeeded();
        if (line.reached('feed')) onReturned();
        if (world.readFeedEvery !== undefined) readAgainAfter(world.readFeedEvery);
      }, fail);
    }
  }

  /** The feed was read to its end. */
  function readAgainAfter(ms: number): void {
    nextReading = world.setTimer(ms, () => {
      connection?.close();
      connect();
    });
  }

  connect();
  return {
    get nextAttemptAt() {
      return timer.dueAt;
    },
    now() {
      timer.stop();
      connect();
    },
    disconnect() {
      timer.stop();
      connection?.close();
    },
    stop() {
      stopped = true;
      timer.stop();
      connection?.close();
    },
  };
}

/** A full disk must not keep the line from being tried again; the picture then counts as older than it is. */
function rememberCurrent({ meta }: Store, at: number | undefined): void {
  try {
    if (at !== undefined) meta.set('freshAt', new Date(at).toISOString());
  } catch {
    // As above.
  }
}

/** Hands a batch on with the position after it, as it is known at this moment: everything before has been handed on too. */
function take(intake: FeedIntake, stream: ShapeStream<FeedTableRow>, messages: Message<FeedTableRow>[]): boolean {
  const batch = batchOf(messages, intake.rest);
  const handle = stream.shapeHandle;
  intake.take(batch, handle === undefined ? undefined : { handle, offset: stream.lastOffset });
  return batch.upToDate;
}
