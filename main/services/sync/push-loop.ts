import { z } from 'zod';
import {
  type Countersign,
  type Envelope,
  type PushAnswer,
  type PushBody,
  longestPush,
  protocolVersion,
  pushAnswer,
} from '#shared/sync/envelope.ts';
import { envelopeCounter } from '#main/store/counters.ts';
import type { Identity } from '#main/store/meta.ts';
import type { Store } from '#main/store/open-store.ts';
import { settledIn } from '#main/store/places.ts';
import { settleAcknowledged } from '#main/store/settle-acknowledged.ts';
import { isCountersigned } from './countersigned.ts';
import { signText } from './desk-keys.ts';
import { type Line, troubleOf, wordsOf } from './line.ts';
import { retryTimer } from './retry-timer.ts';
import { type World, realWorld } from './world.ts';

/** Envelopes of one push: small enough that an answer comes soon, many enough for a week's work. */
const batchSize = 100;
/** Several envelopes whose push would be longer, in bytes, go in several: well below what the server takes [S2]. */
const longEnough = longestPush / 2;
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

/** What follows from an answer elsewhere. */
export interface PushNews {
  /** The line has returned on the push, so that the feed need not wait for its own time. */
  readonly onReturned: () => void;
  /** The server signed that it has this epoch up to there: the second copy may be trimmed [S7]. */
  readonly onCountersigned?: ((countersign: Countersign) => void) | undefined;
  /** The server answered, and what it took is noted. */
  readonly onAnswered?: (() => void) | undefined;
}

export function startPush(
  store: Store,
  self: Identity,
  line: Line,
  { onReturned, onCountersigned, onAnswered }: PushNews,
  world: World = realWorld,
): PushLoop {
  let taken = settledIn(store, self.epoch);
  /** What the server knows to be settled here; below 0 while it was not asked since the line came, so that it says what this desk is to it and what time it is, also where nothing waits. */
  let acknowledged = -1;
  /** Envelopes of the next push at the most: fewer once the server found a push too large, until all is sent. */
  let atOnce = batchSize;
  let busy = false;
  let again = false;
  /** The line returned, or a person asked, during an attempt: if it fails, the next does not wait [S13]. */
  let hurried = false;
  let stopped = false;
  const abort = new AbortController();
  const timer = retryTimer(() => void run(), world, store.machineNow);

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
        if (hurried) timer.succeeded();
        again ||= hurried;
        hurried = false;
      } while (again && !stopped && timer.dueAt === undefined);
    } finally {
      busy = false;
    }
  }

  /** Sends one batch; true where there is more to send. */
  async function pushBatch(): Promise<boolean> {
    const settled = settledIn(store, self.epoch);
    if (stopped || !line.isIn()) return false;
    const { envelopes, text, isFull } = nextPush(settled);
    if (envelopes.length === 0 && settled === acknowledged) return false;
    const sentAt = world.elapsed();
    const answer = await post(text, envelopes);
    if (answer === undefined || stopped) return false;
    timer.succeeded();
    acknowledged = settled;
    const last = envelopes.at(-1)?.seq ?? taken;
    // What it has beyond what was sent here is of the disk that this one was copied from: ours under those numbers are still to be sent [S22].
    taken = Math.min(answer.taken, last);
    store.transaction(() => {
      keepClock(answer, world.elapsed() - sentAt);
      store.journal.markSent(self.epoch, taken);
    });
    const known = Math.max(0, ...answer.verdicts.flatMap(({ seq, acknowledged: was }) => (was === true ? [seq] : [])));
    if (known > 0) settleAcknowledged(store, { epoch: self.epoch, seq: known });
    onAnswered?.();
    line.stands(isAhead(answer) ? 'branch' : (answer.standing ?? 'active'));
    const returned = line.reached('push');
    if (answer.countersign !== undefined && isCountersigned(self, answer.countersign))
      onCountersigned?.(answer.countersign);
    if (returned) onReturned();
    if (taken < last && store.journal.envelopesAfter(self.epoch, taken, 1)[0]?.seq !== taken + 1) {
      // The server lacks what is settled here: only a person can mend that, and nothing is dropped [S12].
      line.troubled('push', { kind: 'error', message: `the server has envelopes up to ${taken} only` });
      timer.failed();
      return false;
    }
    const isMore = isFull || taken < last;
    if (!isMore) atOnce = batchSize;
    return isMore;
  }

  /** What is sent next; of envelopes that are too long to go together, the first half, or the half of that. */
  function nextPush(settled: number): { envelopes: Envelope[]; text: string; isFull: boolean } {
    const head = store.counters.read(envelopeCounter(self.epoch));
    let limit = atOnce;
    for (;;) {
      const envelopes = store.journal.envelopesAfter(self.epoch, taken, limit);
      const guestKeys = store.seals.madeBetween(self.epoch, taken, envelopes.at(-1)?.seq ?? taken);
      const body: PushBody = {
        desk: self.desk,
        epoch: self.epoch,
        envelopes,
        acknowledged: settled,
        protocol: protocolVersion,
        ...(guestKeys.length > 0 ? { guestKeys } : {}),
        ...(head.value > 0 ? { head: { seq: head.value, hash: head.hash } } : {}),
      };
      const text = JSON.stringify(body);
      if (envelopes.length <= 1 || Buffer.byteLength(text) <= longEnough)
        return { envelopes, text, isFull: envelopes.length === limit };
      limit = Math.ceil(envelopes.length / 2);
    }
  }

  /**
   * The server has signed for more of this epoch than was ever made here [S16]: this is an older copy, or came back from a second
   * copy that lacked its end. Whatever it makes now would bear numbers that are taken: it is told like the branch it would become.
   */
  function isAhead({ countersign }: PushAnswer): boolean {
    if (countersign === undefined || countersign.seq <= store.counters.read(envelopeCounter(self.epoch)).value)
      return false;
    return isCountersigned(self, countersign);
  }

  async function post(text: string, envelopes: readonly Envelope[]): Promise<PushAnswer | undefined> {
    const alone = envelopes.length === 1 ? envelopes[0] : undefined;
    const waiting = new AbortController();
    const late = () => waiting.abort(new Error(`no answer within ${patience / 1000} s`));
    const unwatch = world.setTimer(patience, late);
    try {
      const response = await world.fetch(new URL('/v1/commands', self.server), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${self.token}`,
          'cairn-signature': signText(self.privateKey, text),
          'cairn-protocol': String(protocolVersion),
        },
        body: text,
        signal: AbortSignal.any([abort.signal, waiting.signal]),
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
      if (response.status === 413 && envelopes.length > 1) {
        atOnce = Math.ceil(envelopes.length / 2);
        again = true;
        return undefined;
      }
      if (response.status === 413 && alone !== undefined)
        line.troubled('push', { kind: 'error', message: tooLarge(alone, `413 ${answered.slice(0, 300)}`) });
      else line.troubled('push', troubleOf(response.status, answered));
    } catch (error) {
      if (stopped) return undefined;
      // A server may hang up on a text that is too long for it before its refusal is read.
      if (alone !== undefined && Buffer.byteLength(text) > longestPush)
        line.troubled('push', { kind: 'error', message: tooLarge(alone, wordsOf(error)) });
      else line.troubled('push', { kind: 'unreachable', message: wordsOf(error) });
    } finally {
      unwatch();
    }
    timer.failed();
    return undefined;
  }

  /** Half of the way there and back is taken off; small wavering is not worth a write. */
  function keepClock({ serverNow }: PushAnswer, took: number): void {
    const offset = Date.parse(serverNow) - (store.machineNow() - took / 2);
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
      acknowledged = -1;
      hurried = busy;
      void run();
    },
    stop() {
      stopped = true;
      timer.stop();
      abort.abort();
    },
  };
}

/** An envelope that is too large by itself holds up all that follows it: the line says which it is, for a person to have it looked at [S2]. */
function tooLarge({ seq, name }: Envelope, message: string): string {
  return `envelope ${seq} (${name}) alone is larger than the server takes; it and all that follows it wait here: ${message}`;
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
