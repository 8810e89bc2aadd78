import { z } from 'zod';
import { type PushAnswer, type PushBody, protocolVersion, pushAnswer } from '#shared/sync/envelope.ts';
import type { Identity } from '#main/store/meta.ts';
import type { Store } from '#main/store/open-store.ts';
import { signText } from './desk-keys.ts';
import { type Line, troubleOf } from './line.ts';
import { retryTimer } from './retry-timer.ts';

/** Envelopes of one push: small enough that an answer comes soon, many enough for a week's work. */
const batchSize = 100;
const patience = 30_000;

/** Sends the journal in order, again and again until it is answered [S2, S13, S22]. */
export interface PushLoop {
  readonly nextAttemptAt: number | undefined;
  /** A command was made: sends at once, unless a failed attempt waits for its time [S13]. */
  wake(): void;
  /** The line is back, or a person asks: sends at once. */
  now(): void;
  stop(): void;
}

/** `onReached` is called after every answer, so that the feed need not wait for its own timer. */
export function startPush(store: Store, self: Identity, line: Line, onReached: () => void): PushLoop {
  let taken = store.meta.get('settled') ?? 0;
  let acknowledged = 0;
  let busy = false;
  let again = false;
  let stopped = false;
  const abort = new AbortController();
  const timer = retryTimer(() => void run());

  async function run(): Promise<void> {
    if (busy) {
      again = true;
      return;
    }
    if (stopped || !line.isIn()) return;
    busy = true;
    try {
      do {
        again = false;
        while (await pushBatch());
      } while (again && !stopped && timer.dueAt === undefined);
    } finally {
      busy = false;
    }
  }

  /** Sends one batch; true where there is more to send. */
  async function pushBatch(): Promise<boolean> {
    const envelopes = store.journal.envelopesAfter(self.epoch, taken, batchSize);
    const settled = store.meta.get('settled') ?? 0;
    if (stopped || !line.isIn() || (envelopes.length === 0 && settled === acknowledged)) return false;
    const body: PushBody = {
      desk: self.desk,
      epoch: self.epoch,
      envelopes,
      acknowledged: settled,
      protocol: protocolVersion,
    };
    const sentAt = store.machineNow();
    const answer = await post(JSON.stringify(body));
    if (answer === undefined || stopped) return false;
    timer.succeeded();
    acknowledged = settled;
    const last = envelopes.at(-1)?.seq ?? taken;
    // What it has beyond what was sent here is of the disk that this one was copied from: ours under those numbers are still to be sent [S22].
    taken = Math.min(answer.taken, last);
    store.transaction(() => {
      keepClock(answer, sentAt);
      store.journal.markSent(self.epoch, taken);
    });
    line.reached('push');
    onReached();
    if (taken < last && store.journal.envelopesAfter(self.epoch, taken, 1)[0]?.seq !== taken + 1) {
      // The server lacks what is settled here: only a person can mend that, and nothing is dropped [S12].
      line.troubled('push', { kind: 'error', message: `the server has envelopes up to ${taken} only` });
      timer.failed();
      return false;
    }
    return envelopes.length === batchSize || taken < last;
  }

  async function post(text: string): Promise<PushAnswer | undefined> {
    try {
      const response = await fetch(new URL('/v1/commands', self.server), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${self.token}`,
          'cairn-signature': signText(self.privateKey, text),
        },
        body: text,
        signal: AbortSignal.any([abort.signal, AbortSignal.timeout(patience)]),
      });
      const answered = await response.text();
      if (response.ok) return pushAnswer.parse(JSON.parse(answered));
      const known = response.status === 409 ? takenIn(answered) : undefined;
      if (known !== undefined && known < taken) {
        // It has taken less than this desk knew: the next batch begins where it stands [S2].
        taken = known;
        again = true;
        return undefined;
      }
      line.troubled('push', troubleOf(response.status, answered));
    } catch (error) {
      if (stopped) return undefined;
      line.troubled('push', { kind: 'unreachable', message: wordsOf(error) });
    }
    timer.failed();
    return undefined;
  }

  /** Half of the way there and back is taken off; small wavering is not worth a write. */
  function keepClock({ serverNow }: PushAnswer, sentAt: number): void {
    const offset = Date.parse(serverNow) - (sentAt + store.machineNow()) / 2;
    if (Math.abs(offset - (store.meta.get('clockOffset') ?? 0)) > 200)
      store.meta.set('clockOffset', Math.round(offset));
  }

  return {
    get nextAttemptAt() {
      return timer.dueAt;
    },
    wake() {
      if (timer.dueAt === undefined) void run();
    },
    now() {
      timer.succeeded();
      void run();
    },
    stop() {
      stopped = true;
      timer.stop();
      abort.abort();
    },
  };
}

/** Up to where the server says that it has this epoch, in an answer that refuses a batch which does not follow. */
function takenIn(text: string): number | undefined {
  const read = z.object({ taken: z.number().int() }).safeParse(jsonOf(text));
  return read.success ? read.data.taken : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An error's own words with those of its cause: `fetch failed` alone helps nobody. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
