import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Applied, type Form, type State, disturbs, planRebase } from './rebase.ts';
import type { Reads } from './rebase-reads.ts';

/* A toy of the desk: rows with one number, commands that add up what they read and write the sum. */

interface Toy {
  /** Rows read by id, and a bound: all rows whose number is at least so high are read too. */
  readonly ids: readonly string[];
  readonly atLeast: number | null;
  readonly writes: string;
}
type Rows = ReadonlyMap<string, number>;

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const toy = fc.record({
  ids: fc.uniqueArray(id, { maxLength: 2 }),
  atLeast: fc.option(fc.nat({ max: 9 })),
  writes: id,
});
const base = fc.array(fc.tuple(id, fc.nat({ max: 9 })), { maxLength: 6 }).map((rows) => new Map<string, number>(rows));
const arriving = fc
  .array(fc.tuple(id, fc.option(fc.nat({ max: 9 }))), { maxLength: 3 })
  .map((rows) => new Map<string, number | null>(rows));

function run(place: number, { ids, atLeast, writes }: Toy, rows: Map<string, number>): Applied {
  const reads: Reads = [
    { entity: 'slot', ids },
    ...(atLeast === null
      ? []
      : [{ entity: 'slot' as const, where: [{ field: 'n', is: '>=' as const, value: atLeast }] }]),
  ];
  const known = [...rows].filter(([key, n]) => ids.includes(key) || (atLeast !== null && n >= atLeast));
  const before = [{ entity: 'slot', id: writes, row: formOf(rows.get(writes)) }];
  rows.set(writes, known.reduce((sum, [, n]) => sum + n, 1) % 10);
  return { place, reads, before };
}

function formOf(n: number | undefined): Form | null {
  return n === undefined ? null : { n };
}

function runAll(toys: readonly Toy[], rows: Map<string, number>, first: number): Applied[] {
  return toys.map((one, at) => run(first + at, one, rows));
}

test('[S8] the plan comes to the same as undoing all, taking the new base and running all again', () => {
  let spared = 0;
  fc.assert(
    fc.property(
      base,
      fc.array(toy, { maxLength: 6 }),
      fc.nat({ max: 6 }),
      arriving,
      (start, toys, settledUpTo, news) => {
        const rows = new Map(start);
        const journal = runAll(toys, rows, 1);
        // What the server says now: the old base, and what arrived.
        const served = overlaid(start, news);
        const left = toys.slice(Math.min(settledUpTo, toys.length));
        const wanted = new Map(served);
        runAll(left, wanted, 1);

        const states = [...news].map(([key, n]) => ({ entity: 'slot', id: key, row: formOf(n ?? undefined) }));
        const plan = planRebase({
          journal,
          settledUpTo,
          arriving: states,
          current: (_entity, key) => formOf(rows.get(key)),
        });
        put(rows, plan.rows);
        for (const place of plan.replay) {
          const one = toys[place - 1];
          if (one !== undefined) run(place, one, rows);
        }
        spared += left.length - plan.replay.length;
        expect(new Map([...rows].toSorted())).toEqual(new Map([...wanted].toSorted()));
      },
    ),
    { numRuns: 3000 },
  );
  expect(spared).toBeGreaterThan(300);
});

test('[S8] what arrives as it stands here already lets everything after it be', () => {
  const rows = new Map([['a', 1]]);
  const toys: Toy[] = [
    { ids: ['a'], atLeast: null, writes: 'b' },
    { ids: ['b'], atLeast: null, writes: 'b' },
  ];
  const journal = runAll(toys, rows, 1);
  const asForeseen = [{ entity: 'slot', id: 'b', row: { n: 2, updatedAt: 'later' } }];
  const current = (_entity: string, key: string) => formOf(rows.get(key));
  const plan = planRebase({ journal, settledUpTo: 1, arriving: asForeseen, current });
  expect(plan).toEqual({ settled: [1], rows: [], before: [{ ...asForeseen[0], place: 2 }], replay: [] });
});

test('[S8] a write nobody foresaw disturbs whoever read or wrote there', () => {
  const left: Applied[] = [
    { place: 3, reads: [{ entity: 'slot', where: [{ field: 'n', is: '>', value: 5 }] }], before: [] },
  ];
  const wrote = (n: number) => ({ entity: 'slot', id: 'z', forms: [null, { n }] });
  expect(disturbs(wrote(6), left)).toBe(true);
  expect(disturbs(wrote(5), left)).toBe(false);
  expect(disturbs({ ...wrote(6), entity: 'room' }, left)).toBe(false);
});

function overlaid(start: Rows, news: ReadonlyMap<string, number | null>): Map<string, number> {
  const rows = new Map(start);
  for (const [key, n] of news) {
    if (n === null) rows.delete(key);
    else rows.set(key, n);
  }
  return rows;
}

function put(rows: Map<string, number>, states: readonly State[]): void {
  for (const { id: key, row } of states) {
    if (row === null) rows.delete(key);
    else rows.set(key, Number(row['n']));
  }
}
