import type { Chance } from './chance.ts';
import type { Schedule } from './schedule.ts';
import type { Tally } from './tally.ts';

/** The open streams of a run: what comes over them comes in real time, and is then carried in virtual time. */
export interface Streams {
  /** Something was committed: waits until every stream that is open has brought a piece of it, or it is plain that none will come. */
  heard(): Promise<void>;
  /** A stream is open; what comes back says that it brought a piece, and that it is over. */
  opened(): { brought(): void; over(): void };
}

/** How long a piece may be on its way in real time, in milliseconds, before the run goes on without it. */
const PATIENCE = 150;

export function streamsOf(): Streams {
  const open = new Set<{ pieces: number; tell: () => void }>();
  return {
    async heard() {
      const waits = [...open].map(
        (stream) =>
          new Promise<void>((resolve) => {
            const late = setTimeout(resolve, PATIENCE);
            stream.tell = () => {
              clearTimeout(late);
              resolve();
            };
          }),
      );
      await Promise.all(waits);
    },
    opened() {
      const stream = { pieces: 0, tell: () => {} };
      open.add(stream);
      return {
        brought: () => stream.tell(),
        over() {
          open.delete(stream);
          stream.tell();
        },
      };
    },
  };
}

/** What a line does to a stream that goes over it. */
export interface StreamLine {
  readonly chance: Chance;
  readonly schedule: Schedule;
  readonly tally: Tally;
  readonly isIn: () => boolean;
  /** The share of pieces that are torn. */
  readonly torn: () => number;
}

/** The server's own sign of life comes so often, as far as virtual time is told: shorter than a desk's longest silence. */
const SIGN_OF_LIFE = 12 * 60_000;

/**
 * Carries an open answer over a line, piece by piece and in order. A piece that meets a cut line is lost, and nothing comes after
 * it: half of the time its reader is told at once, otherwise it hears only silence.
 */
export function carried(response: Response, line: StreamLine, streams: Streams, signal: AbortSignal): Response {
  const { chance, schedule, tally } = line;
  const reader = response.body?.getReader();
  const stream = streams.opened();
  let isOver = false;
  let arrives = schedule.now;
  let writer: ReadableStreamDefaultController<Uint8Array> | undefined;

  const over = () => {
    isOver = true;
    stream.over();
    reader?.cancel().catch(() => {});
  };
  const breakOff = (isTold: boolean) => {
    if (isOver) return;
    over();
    if (isTold) writer?.error(new TypeError('terminated'));
  };
  /** What is said arrives behind all that was said before. */
  const say = (work: () => void) => {
    arrives = Math.max(arrives, schedule.now + chance.wait(60, 4000));
    schedule.after(arrives - schedule.now, () => {
      if (isOver) return;
      if (line.isIn()) work();
      else breakOff(chance.happens(0.5));
    });
  };
  const live = () => {
    if (isOver) return;
    if (line.isIn()) writer?.enqueue(new TextEncoder().encode(': keep-alive\n\n'));
    schedule.after(SIGN_OF_LIFE, live);
  };
  const bring = (piece: Uint8Array) => {
    tally.add('pieces of the feed brought by streams');
    if (!chance.happens(line.torn())) return writer?.enqueue(piece);
    tally.add('streams torn in the middle of a piece');
    writer?.enqueue(piece.slice(0, chance.below(piece.length)));
    breakOff(true);
  };
  const read = async (): Promise<void> => {
    for (;;) {
      const next = await reader?.read().catch(() => undefined);
      if (isOver) return;
      if (next === undefined) return breakOff(chance.happens(0.7));
      const { value, done } = next;
      stream.brought();
      if (value !== undefined) say(() => bring(value));
      if (done) return say(() => (over(), writer?.close()));
    }
  };

  signal.addEventListener('abort', over, { once: true });
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      writer = controller;
    },
    cancel: over,
  });
  schedule.after(SIGN_OF_LIFE, live);
  void read();
  tally.add('streams of the feed opened');
  return new Response(body, { status: response.status, headers: response.headers });
}
