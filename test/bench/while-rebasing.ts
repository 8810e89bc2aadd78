import { setTimeout as pause } from 'node:timers/promises';
import { applyFeed } from '#main/store/apply-feed.ts';
import type { Store } from '#main/store/open-store.ts';
import { runCommand } from '#main/store/run-command.ts';
import { feedIntake } from '#main/services/sync/feed-intake.ts';
import type { BareDesk } from './bare-desk.ts';
import { managerOf, workUntilPending, writtenBy } from './busy-desk.ts';
import { type Figure, percentile } from './figure.ts';
import { paperFeed } from './paper-feed.ts';
import { seeded } from './lodge-plan.ts';
import { workingDay } from './working-day.ts';

const commands = 300;
/** Envelopes that wait for their verdicts while it is measured: what a desk has out on a bad line. */
const pending = 20;
const betweenChanges = 20;
const position = { handle: 'bench', offset: '0_0' };

/**
 * Commands at a desk whose feed does not rest: fifty times a second another desk's change of what the pending commands have
 * written, and the verdicts of all but the last of them, through the real intake. From the moment that a person would have
 * clicked, so that waiting for a rebase to end counts too.
 */
export async function whileRebasing(store: Store, bare: BareDesk): Promise<Figure[]> {
  const feed = paperFeed(store);
  const today = store.db.prepare<[], string>('SELECT business_date FROM property').pluck().get() ?? '';
  applyFeed(store, feed.settling(0), position, undefined);
  workUntilPending(store, workingDay(store, today, 100), pending);
  const self = store.identity();
  if (self === undefined) throw new Error('this is no desk');
  let fault: unknown;
  const intake = feedIntake(
    store,
    self,
    () => undefined,
    (error) => (fault = error),
  );
  const counted = countingReplays(store);
  const stream = setInterval(() => {
    const changes = [...feed.settling(pending), ...feed.stranger()];
    intake.take({ changes, rest: [], wholeUpTo: undefined, upToDate: true, mustRefetch: false }, position);
  }, betweenChanges);
  try {
    const taken = await clicks(store, bare, today);
    if (fault !== undefined) throw fault;
    return figuresOf(taken, counted.runAgain());
  } finally {
    clearInterval(stream);
    intake.stop();
    counted.stop();
    applyFeed(store, feed.settling(0), position, undefined);
  }
}

interface Click {
  readonly ms: number;
  readonly bareMs: number;
}

async function clicks(store: Store, bare: BareDesk, today: string): Promise<Click[]> {
  const actor = managerOf(store);
  const random = seeded(commands);
  const rows = store.db.prepare<[], number>('SELECT total_changes()').pluck();
  const day = workingDay(store, today, commands);
  const taken: Click[] = [];
  let next = day.next();
  while (next.done !== true && taken.length < commands) {
    const clickAt = performance.now() + 5 + random() * 40;
    await pause(clickAt - performance.now());
    const before = rows.get() ?? 0;
    const answer = runCommand(store, next.value.name, next.value.draft, actor);
    const ms = performance.now() - clickAt;
    if (answer.ok) {
      const written = (rows.get() ?? 0) - before;
      const { rowBytes, envelopeBytes } = writtenBy(store, written, answer.seq);
      taken.push({ ms, bareMs: bare.write(written, rowBytes, envelopeBytes) });
    }
    next = day.next(answer);
  }
  return taken;
}

/** A run in which nothing was run again must be seen. */
function countingReplays(store: Store): { runAgain(): number; stop(): void } {
  let found = 0;
  const { setEffect } = store.journal;
  store.journal.setEffect = (...given) => {
    found++;
    setEffect(...given);
  };
  return {
    runAgain: () => found,
    stop: () => void (store.journal.setEffect = setEffect),
  };
}

function figuresOf(taken: readonly Click[], replayed: number): Figure[] {
  const line = (percent: number): Figure => ({
    part: 'desk',
    name: `click to durable while the feed rebases, p${percent}`,
    value: percentile(
      taken.map(({ ms }) => ms),
      percent,
    ),
    unit: 'ms',
    bound: {
      value: percentile(
        taken.map(({ bareMs }) => bareMs),
        percent,
      ),
      what: 'a bare better-sqlite3 transaction of as many rows, and a bare append of the envelope, each flushed to the disk',
    },
    ...(percent === 50
      ? {
          note: `${taken.length} commands, ${pending} and more envelopes pending, ${replayed.toLocaleString('en')} run again meanwhile; from the click, the wait for a rebase included`,
        }
      : {}),
  });
  return [line(50), line(99)];
}
