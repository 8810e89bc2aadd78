import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import type { Store } from '#main/store/open-store.ts';
import { runCommand } from '#main/store/run-command.ts';
import { type BareDesk, bareDesk } from './bare-desk.ts';
import type { BigLodge } from './big-lodge.ts';
import { managerOf, writtenBy } from './busy-desk.ts';
import { type Figure, percentile } from './figure.ts';
import { replicaOf } from './load-replica.ts';
import { rebasePending } from './rebase-pending.ts';
import { whileRebasing } from './while-rebasing.ts';
import { type Given, workingDay } from './working-day.ts';

const rounds = 160;
/** The first rounds compile the code and fill the caches, as the first hour of a day does. */
const warmUp = 20;
const timed = ['bookStay', 'takeCash', 'checkIn', 'moveStay', 'setRoomStatus', 'checkOut'];

interface Taken {
  readonly name: string;
  readonly ms: number;
  readonly bareMs: number;
  readonly rows: number;
}

/** What the desk does on the disk: commands by themselves, commands while the feed rebases, and a rebase of a week's work. */
export async function commandToDurable(lodge: BigLodge, folder: string): Promise<Figure[]> {
  mkdirSync(folder, { recursive: true });
  const store = await replicaOf(lodge, join(folder, 'desk'));
  const bare = bareDesk(folder);
  try {
    const alone = figuresOf(await measure(store, bare, lodge));
    return [...alone, ...(await whileRebasing(store, bare)), ...rebasePending(store, bare)];
  } finally {
    bare.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the call to the return: flushed in the replica and in the second copy [S1, S7]. After each the same is written barely. */
async function measure(store: Store, bare: BareDesk, lodge: BigLodge): Promise<Taken[]> {
  const actor = managerOf(store);
  const changes = store.db.prepare<[], number>('SELECT total_changes()').pluck();
  const taken: Taken[] = [];
  const day = workingDay(store, lodge.size.businessDate, warmUp + rounds);
  let refused = 0;
  let given = 0;
  for (let next = day.next(); next.done !== true;) {
    const { name, draft }: Given = next.value;
    const before = changes.get() ?? 0;
    const began = performance.now();
    const answer: CommandAnswer = runCommand(store, name, draft, actor);
    const ms = performance.now() - began;
    given++;
    if (answer.ok) {
      if (answer.secondCopy !== 'kept') throw new Error(`the second copy is ${answer.secondCopy}`);
      const rows = (changes.get() ?? 0) - before;
      const { rowBytes, envelopeBytes } = writtenBy(store, rows, answer.seq);
      taken.push({ name, ms, rows, bareMs: bare.write(rows, rowBytes, envelopeBytes) });
    } else refused++;
    // A person lets go of the key: timers and the idle checkpoint get their turn.
    await setImmediate();
    next = day.next(answer);
  }
  if (refused > given / 10) throw new Error(`${refused} of ${given} commands were refused: this is no working day`);
  return taken.slice(Math.floor((taken.length * warmUp) / (warmUp + rounds)));
}

function figuresOf(taken: readonly Taken[]): Figure[] {
  const line = (name: string, of: readonly Taken[], percent: number): Figure => ({
    part: 'desk',
    name: `command to durable, ${name}, p${percent}`,
    value: percentile(
      of.map(({ ms }) => ms),
      percent,
    ),
    unit: 'ms',
    bound: {
      value: percentile(
        of.map(({ bareMs }) => bareMs),
        percent,
      ),
      what: 'a bare better-sqlite3 transaction of as many rows, and a bare append of the envelope, each flushed to the disk',
    },
    ...(name !== 'the mix' ? {} : { target: percent === 99 ? { below: 10 } : { atMostTimesBound: 3 } }),
    ...(percent === 50 ? { note: `${of.length} commands, ${rowsOf(of)} rows each on average` } : {}),
  });
  const each = timed.flatMap((name) => {
    const of = taken.filter((one) => one.name === name);
    return of.length === 0 ? [] : [line(name, of, 50), line(name, of, 99)];
  });
  return [line('the mix', taken, 50), line('the mix', taken, 99), ...each];
}

function rowsOf(taken: readonly Taken[]): number {
  return Math.round(taken.reduce((sum, { rows }) => sum + rows, 0) / taken.length);
}
