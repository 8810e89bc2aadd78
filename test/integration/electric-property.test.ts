import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { read, startHarness, type ElectricHarness, type Reader } from './electric-harness.ts';

/* `CAIRN_RUNS=1000` for as many as wanted; a failing seed is printed and given back by `CAIRN_SEED`. */

let harness: ElectricHarness;
let folder: string;
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'electric-property-'));
  // Small logs and chunks, so that readers are also told to begin anew, transactions get cut and files read back.
  harness = await startHarness({
    storageFolder: folder,
    chunkBytes: 4_000,
    logBytes: 60_000,
    tailBytes: 2_000,
    longPollMs: 200,
    sseMs: 1_500,
  });
});
afterAll(async () => {
  await harness?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** How a table's key is made, its values as SQL; every table has the same other columns. */
const keys = [
  { columns: 'k1 int', names: 'k1', key: 'k1', of: (id: number) => `${id}` },
  { columns: 'k1 text, k2 int', names: 'k1, k2', key: 'k2, k1', of: (id: number) => `'key/${id % 7} "ä"', ${id}` },
  { columns: 'k1 numeric(6,2)', names: 'k1', key: 'k1', of: (id: number) => `${id}.5` },
  {
    columns: 'k1 char(4), k2 date',
    names: 'k1, k2',
    key: 'k1, k2',
    of: (id: number) => `'c${id % 5}', '2026-01-${String(id).padStart(2, '0')}'`,
  },
] as const;
const others = 'grp text, n int, body text, flag boolean, tags int[], at timestamptz, amount numeric(8,3)';

const id = fc.integer({ min: 1, max: 28 });
const grp = fc.constantFrom('a', 'b', `c'"`, null);
const n = fc.option(fc.integer({ min: -3, max: 3 }));
const body = fc.constantFrom('', 'short', 'x'.repeat(3_000), '/"\\\n', null);
const statement = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), table: fc.nat(1), id, grp, n, body }),
  fc.record({ kind: fc.constant('group' as const), table: fc.nat(1), id, grp }),
  fc.record({ kind: fc.constant('number' as const), table: fc.nat(1), id, n }),
  fc.record({ kind: fc.constant('key' as const), table: fc.nat(1), id, to: id }),
  fc.record({ kind: fc.constant('remove' as const), table: fc.nat(1), id }),
  fc.record({ kind: fc.constant('all' as const), table: fc.nat(1), n }),
);
type Statement = typeof statement extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('transaction' as const),
      statements: fc.array(statement, { minLength: 1, maxLength: 6 }),
      commits: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const) }) },
);

const filter: fc.Arbitrary<{ readonly where: string | undefined; readonly params: readonly string[] }> = fc.oneof(
  fc.constant({ where: undefined, params: [] }),
  grp.map((value) => ({ where: 'grp = $1', params: [value ?? 'a'] })),
  n.map((value) => ({ where: `n > $1 AND grp <> $2`, params: [`${value ?? 0}`, 'b'] })),
  n.map((value) => ({ where: `n IN (1, $1, NULL) OR flag IS NOT TRUE`, params: [`${value ?? 2}`] })),
  fc.constant({ where: 'NOT (n < 2) OR grp IS NULL', params: [] }),
  n.map((value) => ({ where: 'n * 2 > $1::int OR body LIKE $2', params: [`${value ?? 1}`, '/%'] })),
  fc.constant({ where: 'amount > 0.5 AND length(body) < 10 AND 1 = ANY (tags)', params: [] }),
);
const client = fc.record({
  filter,
  table: fc.nat(1),
  liveSse: fc.boolean(),
  replica: fc.constantFrom('default' as const, 'full' as const),
  from: fc.integer({ min: 0, max: 5 }),
});

function sql(
  given: Statement,
  tables: readonly string[],
  key: (typeof keys)[number],
): { text: string; values: unknown[] } {
  const table = tables[given.table] ?? '';
  const is = (id: number) => `ROW(${key.names}) = ROW(${key.of(id)})`;
  switch (given.kind) {
    case 'put':
      return {
        text: `INSERT INTO ${table} (${key.names}, grp, n, body, flag, tags, at, amount)
          VALUES (${key.of(given.id)}, $1, $2::int, $3, $2::int > 0, ARRAY[$2::int, 1], '2026-01-01 10:00+02', $2::int / 3.0)
          ON CONFLICT (${key.key}) DO UPDATE
          SET grp = excluded.grp, n = excluded.n, body = excluded.body, amount = excluded.amount`,
        values: [given.grp, given.n, given.body],
      };
    case 'group':
      return { text: `UPDATE ${table} SET grp = $1 WHERE ${is(given.id)}`, values: [given.grp] };
    case 'number':
      return { text: `UPDATE ${table} SET n = $1, flag = NOT flag WHERE ${is(given.id)}`, values: [given.n] };
    case 'key':
      return {
        text: `UPDATE ${table} SET (${key.names}) = ROW(${key.of(given.to)}) WHERE ${is(given.id)}
          AND NOT EXISTS (SELECT 1 FROM ${table} WHERE ${is(given.to)})`,
        values: [],
      };
    case 'remove':
      return { text: `DELETE FROM ${table} WHERE ${is(given.id)}`, values: [] };
    case 'all':
      return { text: `UPDATE ${table} SET n = $1`, values: [given.n] };
  }
}

const sorted = (rows: Iterable<unknown>) => [...rows].map((row) => JSON.stringify(row)).toSorted();

test('given random tables, filters, transactions and restarts, when clients follow, then each holds what a fresh query gives', async () => {
  const runs = Number(process.env['CAIRN_RUNS'] ?? 25);
  const seed = process.env['CAIRN_SEED'];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...keys),
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.array(client, { minLength: 1, maxLength: 3 }),
      async (key, steps, clients) => {
        const names = [`things_${(made += 1)}`, `things_${(made += 1)}`];
        for (const name of names)
          await harness.db.query(`CREATE TABLE ${name} (${key.columns}, ${others}, PRIMARY KEY (${key.key}))`);
        const readers: { reader: Reader; table: string; where: string | undefined; params: readonly string[] }[] = [];
        for (const [index, each] of steps.entries()) {
          // Clients begin in the middle, while transactions go on.
          for (const { filter: chosen, table, liveSse, replica } of clients.filter(
            ({ from }) => Math.min(from, steps.length - 1) === index,
          )) {
            const name = names[table] ?? '';
            const { where, params } = chosen;
            const numbered = Object.fromEntries(params.map((value, at) => [at + 1, value]));
            readers.push({
              reader: read(harness.url(), {
                params: { table: name, replica, ...(where === undefined ? {} : { where, params: numbered }) },
                liveSse,
              }),
              table: name,
              where,
              params,
            });
          }
          if (each.kind === 'restart') await harness.restart();
          else if (each.kind === 'cut')
            await harness.db.query('SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots');
          else await transact(each, names, key);
        }
        try {
          for (const { reader, table, where, params } of readers) {
            const fresh = await harness.db.query(
              `SELECT * FROM ${table} ${where === undefined ? '' : `WHERE ${where}`}`,
              [...params],
            );
            const wanted = sorted(fresh.rows.map((row: Record<string, unknown>) => plain(row)));
            await expect
              .poll(() => sorted([...reader.rows.values()].map((row) => plain(row))), { timeout: 60_000, interval: 5 })
              .toEqual(wanted);
            expect(reader.errors).toEqual([]);
          }
        } finally {
          for (const { reader } of readers) reader.close();
        }
      },
    ),
    { numRuns: runs, endOnFailure: true, ...(seed === undefined ? {} : { seed: Number(seed) }) },
  );
}, 600_000);

async function transact(
  { statements, commits }: { statements: readonly Statement[]; commits: boolean },
  names: readonly string[],
  key: (typeof keys)[number],
): Promise<void> {
  const connection = await harness.db.connect();
  try {
    await connection.query('BEGIN');
    for (const { text, values } of statements.map((each) => sql(each, names, key)))
      await connection.query(text, values);
    await connection.query(commits ? 'COMMIT' : 'ROLLBACK');
  } finally {
    connection.release();
  }
}

/** A row in the same form whether the driver or the client read it. */
function plain(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (name === 'at' && value !== null) return [name, momentOf(value)];
      if (name === 'k2' && value instanceof Date) return [name, dayOf(value)];
      return [name, value];
    }),
  );
}

/** The driver reads a day as midnight here. */
function dayOf(value: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`;
}

/** The client leaves a moment as text. */
function momentOf(value: unknown): number {
  return value instanceof Date ? value.getTime() : Date.parse(`${String(value).replace(' ', 'T')}:00`);
}
