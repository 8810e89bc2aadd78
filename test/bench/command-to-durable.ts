import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Actor } from '#shared/commands/context.ts';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import { runCommand } from '#main/store/run-command.ts';
import type { Store } from '#main/store/open-store.ts';
import { type BigLodge } from './big-lodge.ts';
import { type Figure, percentile } from './figure.ts';
import { replicaOf } from './load-replica.ts';
import { type Given, workingDay } from './working-day.ts';

const rounds = 220;
/** The first rounds compile the code and fill the caches, as the first hour of a day does. */
const warmUp = 20;
const timed = ['bookStay', 'takeCash', 'checkIn', 'moveStay', 'setRoomStatus', 'checkOut'];

interface Taken {
  readonly name: string;
  readonly ms: number;
  readonly bareMs: number;
  readonly rows: number;
}

/** From the call to the commit on the disk, with the whole lodge in the replica; after each command a bare transaction of as many rows. */
export async function commandToDurable(lodge: BigLodge, folder: string): Promise<Figure[]> {
  mkdirSync(folder, { recursive: true });
  const store = await replicaOf(lodge, join(folder, 'replica.db'));
  const bare = bareDatabase(join(folder, 'bare.db'));
  try {
    const taken = await measure(store, bare, lodge);
    return figuresOf(taken);
  } finally {
    bare.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(store: Store, bare: Bare, lodge: BigLodge): Promise<Taken[]> {
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
      const rows = (changes.get() ?? 0) - before;
      taken.push({ name, ms, rows, bareMs: bare.write(rows, bytesOf(store, rows, answer.seq)) });
    } else refused++;
    // A person lets go of the key: timers and the idle checkpoint get their turn.
    await setImmediate();
    next = day.next(answer);
  }
  if (refused > given / 10) throw new Error(`${refused} of ${given} commands were refused: this is no working day`);
  return taken.slice(Math.floor((taken.length * warmUp) / (warmUp + rounds)));
}

function managerOf(store: Store): Actor {
  const found = store.db
    .prepare<[], { id: string; name: string }>(`SELECT id, name FROM app_user WHERE role = 'manager'`)
    .get();
  if (found === undefined) throw new Error('nobody may act here');
  return { userId: found.id, name: found.name, role: 'manager' };
}

/** Bytes of a row, on average, of what the command wrote: its journal entry, events and before-images stand for all. */
function bytesOf(store: Store, rows: number, seq: number): number {
  const sum = store.db
    .prepare<[number, number, number], number>(
      `SELECT (SELECT length(envelope) + length(reads) + length(concerns) FROM journal WHERE seq = ?)
        + (SELECT coalesce(sum(2 * length(row)), 0) FROM before_image WHERE seq = ?)
        + (SELECT coalesce(sum(length(body)), 0) FROM event WHERE seq = ?)`,
    )
    .pluck()
    .get(seq, seq, seq);
  return Math.round((sum ?? 0) / Math.max(1, rows));
}

interface Bare {
  /** Milliseconds of one transaction of so many rows of so many bytes, durable when it returns. */
  write(rows: number, bytes: number): number;
  close(): void;
}

function bareDatabase(file: string): Bare {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 8000');
  db.exec('CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT NOT NULL)');
  const insert = db.prepare<[string]>('INSERT INTO bare (body) VALUES (?)');
  const run = db.transaction((rows: number, body: string) => {
    for (let row = 0; row < rows; row++) insert.run(body);
  });
  return {
    write(rows, bytes) {
      const body = 'x'.repeat(bytes);
      const began = performance.now();
      run.immediate(rows, body);
      return performance.now() - began;
    },
    close: () => db.close(),
  };
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
      what: 'bare better-sqlite3 transaction of as many rows, flushed to the disk',
    },
    ...(name === 'the mix' && percent === 99 ? { target: { below: 10 } } : {}),
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
