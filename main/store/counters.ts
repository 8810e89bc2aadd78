import type { Database } from 'better-sqlite3';
import type { DrawnNumber } from '#shared/commands/define.ts';
import type { Identity } from './meta.ts';

/** Where a counter stands, and the last hash of its chain. */
export interface Count {
  readonly value: number;
  readonly hash: string;
}

/** Numbers that never go back, whatever is undone [S5]. */
export interface Counters {
  read(name: string): Count;
  write(name: string, count: Count): void;
  /** All of them, by name. */
  all(): readonly NamedCount[];
}

/** A counter with its name, as the black box keeps it. */
export type NamedCount = readonly [name: string, value: number, hash: string];

export function countersOf(db: Database): Counters {
  const read = db.prepare<[string], Count>('SELECT value, hash FROM counter WHERE name = ?');
  const all = db.prepare<[], NamedCount>('SELECT name, value, hash FROM counter ORDER BY name').raw();
  const write = db.prepare<[string, number, string]>(
    `INSERT INTO counter (name, value, hash) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value, hash = excluded.hash WHERE excluded.value >= counter.value`,
  );
  return {
    read: (name) => read.get(name) ?? { value: 0, hash: '' },
    write: (name, { value, hash }) => void write.run(name, value, hash),
    all: () => all.all(),
  };
}

/** The name of the counter of an epoch's envelopes. */
export function envelopeCounter(epoch: number): string {
  return `envelope/${epoch}`;
}

/** Numbers drawn by one command in the making; they count for good only with `keep` [S1]. */
export interface Drawing {
  draw(kind: 'receipt' | 'booking'): DrawnNumber;
  chain(hash: string): void;
  keep(): void;
}

/**
 * Draws from the series of this desk for the year of a day: receipts `A26`, bookings `A`; from the second epoch on `A26.2`, `A.2-`.
 * A booking's number is put together as prefix, year, series and number; a code that ends in a figure is set off from it.
 */
export function drawFrom(counters: Counters, { desk, epoch }: Identity, day: string): Drawing {
  const drawn = new Map<string, Count>();
  const year = day.slice(0, 4);
  const series = {
    receipt: `${desk}${year.slice(2)}${epoch > 1 ? `.${epoch}` : ''}`,
    booking: epoch > 1 ? `${desk}.${epoch}-` : /\d$/.test(desk) ? `${desk}-` : desk,
  };
  const counterName = (kind: 'receipt' | 'booking') => `${kind}/${year}/${series[kind]}`;
  const at = (name: string) => drawn.get(name) ?? counters.read(name);
  return {
    draw(kind) {
      const name = counterName(kind);
      const { value, hash } = at(name);
      drawn.set(name, { value: value + 1, hash });
      return { series: series[kind], number: value + 1, previousHash: hash };
    },
    chain(hash) {
      const name = counterName('receipt');
      drawn.set(name, { value: at(name).value, hash });
    },
    keep() {
      for (const [name, count] of drawn) counters.write(name, count);
    },
  };
}
