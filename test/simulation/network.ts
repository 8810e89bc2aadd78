import type { Chance } from './chance.ts';
import type { Schedule } from './schedule.ts';
import { type Streams, carried } from './streams.ts';
import type { Tally } from './tally.ts';
import type { Answer, Request } from './the-server.ts';

/** How bad a desk's line is: the share of its messages that meet each fate. */
export interface Weather {
  readonly lost: number;
  readonly answerLost: number;
  readonly repeated: number;
  readonly late: number;
  readonly torn: number;
}

export const fair: Weather = { lost: 0, answerLost: 0, repeated: 0, late: 0, torn: 0 };
export const foul: Weather = { lost: 0.08, answerLost: 0.08, repeated: 0.06, late: 0.05, torn: 0.04 };

/** The line between one machine and the server. */
export interface Wire {
  readonly isIn: boolean;
  setIn(on: boolean): void;
  setWeather(weather: Weather): void;
  readonly fetch: typeof fetch;
}

export interface WireOptions {
  readonly chance: Chance;
  readonly schedule: Schedule;
  readonly tally: Tally;
  /** What the server does with a message that reaches it; undefined where it died over it or is away. */
  readonly deliver: (request: Request) => Promise<Answer | undefined>;
  /** The server's answer to who follows the feed, from its head on; undefined where there is none. */
  readonly follow: (request: Request, signal: AbortSignal) => Promise<Response | undefined>;
  readonly streams: Streams;
}

type Fate = keyof Weather | 'through';

/** Carries messages in virtual time and does with them what bad lines do. What was sent may arrive long after the sender gave it up. */
export function wireOf({ chance, schedule, tally, deliver, follow, streams }: WireOptions): Wire {
  let isIn = true;
  let weather = fair;

  function goneBy(reject: (error: unknown) => void): (why: string) => void {
    return (why) => {
      // Half of what is lost is told at once, half is only silence.
      if (chance.happens(0.5))
        schedule.after(chance.wait(40, 2000), () => reject(new TypeError('fetch failed', { cause: new Error(why) })));
    };
  }

  function send(request: Request, resolve: (response: Response) => void, reject: (error: unknown) => void): void {
    const kind = request.path.startsWith('/v1/feed') ? 'feed' : 'push';
    tally.add(`requests: ${kind}`);
    const gone = goneBy(reject);
    if (!isIn) return gone('the line is cut');
    const fate = fateOf(kind);
    if (fate !== 'through') tally.add(`messages: ${nameOf[fate]}`);
    if (fate === 'lost') return gone('lost on the way');
    const there = fate === 'late' ? 60_000 + chance.wait(3_600_000, 30 * 3_600_000) : chance.wait(60, 4000);
    const arrive = async () => {
      if (!isIn && fate !== 'late') return gone('the line is cut');
      const answer = await deliver(request);
      if (fate === 'repeated')
        schedule.after(chance.wait(120_000, 6 * 3_600_000), async () => void (await deliver(request)));
      if (answer === undefined) return gone('the server is away');
      if (fate === 'answerLost' || fate === 'late') return gone('the answer was lost');
      schedule.after(chance.wait(60, 4000), () => {
        if (!isIn) return gone('the line is cut');
        resolve(responseOf(answer, fate === 'torn' ? chance.below(answer.body.length + 1) : undefined));
      });
    };
    schedule.after(there, arrive, 'together');
  }

  /** Who follows the feed is answered in real time: an event stream at once, a long poll when there is something, so that nobody waits for it. */
  function sendOpen(
    request: Request,
    signal: AbortSignal,
    resolve: (response: Response) => void,
    reject: (error: unknown) => void,
  ): void {
    const isStream = request.path.includes('live_sse=true');
    tally.add(`requests: ${isStream ? 'stream' : 'long poll'} of the feed`);
    const gone = goneBy(reject);
    if (!isIn || chance.happens(weather.lost)) return gone('lost on the way');
    schedule.after(chance.wait(60, 4000), async () => {
      if (!isIn || signal.aborted) return gone('the line is cut');
      const answer = async () => {
        const response = await follow(request, signal);
        if (response === undefined) return gone('the server is away');
        const isOpen = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
        const body = isOpen ? undefined : await response.text().catch(() => undefined);
        const line = { chance, schedule, tally, isIn: () => isIn, torn: () => weather.torn };
        const heard = isOpen ? carried(response, line, streams, signal) : undefined;
        if (!isOpen && body === undefined) return gone('the answer was lost');
        const { status, headers } = response;
        schedule.after(chance.wait(60, 4000), () => {
          if (!isIn || chance.happens(weather.answerLost)) return gone('the answer was lost');
          resolve(heard ?? responseOf({ status, headers: Object.fromEntries(headers), body: body ?? '' }, undefined));
        });
      };
      if (isStream) await answer();
      else void answer();
    });
  }

  function fateOf(kind: 'feed' | 'push'): Fate {
    const { lost, answerLost, repeated, late, torn } = weather;
    const sure = 1 - lost - answerLost - torn - (kind === 'push' ? repeated + late : 0);
    const more: (readonly [number, Fate])[] =
      kind === 'push'
        ? [
            [repeated, 'repeated'],
            [late, 'late'],
          ]
        : [];
    return chance.weigh<Fate>([[sure, 'through'], [lost, 'lost'], [answerLost, 'answerLost'], [torn, 'torn'], ...more]);
  }

  return {
    get isIn() {
      return isIn;
    },
    setIn(on) {
      isIn = on;
    },
    setWeather(next) {
      weather = next;
    },
    fetch: (input, init) =>
      new Promise((resolve, reject) => {
        const signal = init?.signal;
        if (signal?.aborted === true) return reject(signal.reason);
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        const url = new URL(input instanceof globalThis.Request ? input.url : input);
        const headers = Object.fromEntries(new Headers(init?.headers));
        const body = typeof init?.body === 'string' ? init.body : undefined;
        const request = { method: init?.method ?? 'GET', path: `${url.pathname}${url.search}`, headers, body };
        if (url.searchParams.get('live') === 'true' && signal instanceof AbortSignal)
          sendOpen(request, signal, resolve, reject);
        else send(request, resolve, reject);
      }),
  };
}

const nameOf: Readonly<Record<keyof Weather, string>> = {
  lost: 'lost on the way there',
  answerLost: 'lost on the way back',
  repeated: 'repeated',
  late: 'delayed beyond the sender’s patience, so overtaken',
  torn: 'answers torn in the middle',
};

function responseOf({ status, headers, body }: Answer, tornAt: number | undefined): Response {
  const empty = status === 204 || status === 304;
  if (tornAt === undefined) return new Response(empty ? null : body, { status, headers });
  const torn = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(body.slice(0, tornAt)));
    },
    pull(controller) {
      controller.error(new TypeError('terminated'));
    },
  });
  return new Response(empty ? null : torn, { status, headers });
}
