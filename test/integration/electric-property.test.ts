import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { read, startHarness, type ElectricHarness } from './electric-harness.ts';

let harness: ElectricHarness;

beforeAll(async () => {
  // A small log and small chunks, so that readers are also told to begin anew and transactions get cut.
  harness = await startHarness({ chunkBytes: 4_000, logBytes: 60_000, longPollMs: 200, sseMs: 150 });
  await harness.db.query(`CREATE TABLE things (id int PRIMARY KEY, grp text, n int, body text, flag boolean)`);
});

afterAll(() => harness?.stop());

const id = fc.integer({ min: 1, max: 30 });
const grp = fc.constantFrom('a', 'b', `c'"`, null);
const n = fc.option(fc.integer({ min: -3, max: 3 }));
const body = fc.constantFrom('', 'short', 'x'.repeat(3_000), '/"\\\n', null);

const statement = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), id, grp, n, body }),
  fc.record({ kind: fc.constant('group' as const), id, grp }),
  fc.record({ kind: fc.constant('number' as const), id, n }),
  fc.record({ kind: fc.constant('key' as const), id, to: id }),
  fc.record({ kind: fc.constant('remove' as const), id }),
  fc.record({ kind: fc.constant('all' as const), n }),
);
type Statement = typeof statement extends fc.Arbitrary<infer T> ? T : never;

const transaction = fc.record({
  statements: fc.array(statement, { minLength: 1, maxLength: 6 }),
  commits: fc.boolean(),
});

const filter = fc.constantFrom(
  undefined,
  `grp = 'a'`,
  `grp = 'c''"' AND n > 0`,
  `n IN (1, 2, NULL)`,
  `NOT (n < 2) OR grp IS NULL`,
  `n BETWEEN -1 AND 1 AND flag IS NOT TRUE`,
  `n * 2 > 1 OR body LIKE '/%'`,
  `grp <> 'a' AND length(body) < 10`,
);

function sql(step: Statement): { text: string; values: unknown[] } {
  switch (step.kind) {
    case 'put':
      return {
        text: `INSERT INTO things VALUES ($1, $2, $3::int, $4, $3::int > 0) ON CONFLICT (id) DO UPDATE SET grp = excluded.grp, n = excluded.n, body = excluded.body`,
        values: [step.id, step.grp, step.n, step.body],
      };
    case 'group':
      return { text: 'UPDATE things SET grp = $2 WHERE id = $1', values: [step.id, step.grp] };
    case 'number':
      return { text: 'UPDATE things SET n = $2, flag = NOT flag WHERE id = $1', values: [step.id, step.n] };
    case 'key':
      return {
        text: 'UPDATE things SET id = $2 WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM things WHERE id = $2)',
        values: [step.id, step.to],
      };
    case 'remove':
      return { text: 'DELETE FROM things WHERE id = $1', values: [step.id] };
    case 'all':
      return { text: 'UPDATE things SET n = $1', values: [step.n] };
  }
}

test('given random transactions and filters, when a client follows, then it holds what a fresh query gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(transaction, { minLength: 1, maxLength: 12 }),
      filter,
      fc.record({
        liveSse: fc.boolean(),
        replica: fc.constantFrom('default' as const, 'full' as const),
        from: fc.integer({ min: 0, max: 5 }),
      }),
      async (transactions, where, { liveSse, replica, from }) => {
        let reader: ReturnType<typeof read> | undefined;
        for (const [index, { statements, commits }] of transactions.entries()) {
          // The client begins in the middle, while transactions go on.
          if (index === Math.min(from, transactions.length - 1)) {
            reader = read(harness.url(), {
              params: { table: 'things', replica, ...(where === undefined ? {} : { where }) },
              liveSse,
            });
          }
          const client = await harness.db.connect();
          await client.query('BEGIN');
          for (const step of statements.map(sql)) await client.query(step.text, step.values);
          await client.query(commits ? 'COMMIT' : 'ROLLBACK');
          client.release();
        }
        const held = reader;
        if (held === undefined) throw new Error('no client was started');
        const fresh = await harness.db.query(
          `SELECT * FROM things ${where === undefined ? '' : `WHERE ${where}`} ORDER BY id`,
        );
        await expect
          .poll(() => [...held.rows.values()].sort((a, b) => Number(a['id']) - Number(b['id'])), {
            timeout: 10_000,
            interval: 5,
          })
          .toEqual(fresh.rows);
        expect(held.errors).toEqual([]);
        held.close();
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
});
