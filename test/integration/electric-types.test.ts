import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readThrough, ask, startHarness, type ElectricHarness } from './electric-harness.ts';

let harness: ElectricHarness;
let made = 0;

beforeAll(async () => {
  harness = await startHarness({ longPollMs: 300 });
  await harness.db.query(`
    CREATE TYPE mood AS ENUM ('happy', 'it''s so-so', 'Traurig/ä');
    CREATE DOMAIN positive AS int CHECK (VALUE > 0);
    CREATE TYPE pair AS (a int, b text)`);
});
afterAll(() => harness?.stop());

interface Told {
  readonly key: string;
  readonly value: Readonly<Record<string, string | null>>;
  readonly headers: { readonly operation?: string };
}

/** The rows of a table by its snapshot and by its log: written before the shape begins, and after. */
async function bothWays(table: string, insert: string): Promise<{ snapshot: Told[]; log: Told[]; schema: unknown }> {
  const rowsOf = async (at: Record<string, string>): Promise<Told[]> => {
    for (let place = at; ;) {
      const answer = await ask(harness.url(), { table, live: 'true', ...place });
      const told = (answer.json() as Told[]).filter(({ key }) => key !== undefined);
      if (told.length > 0) return told;
      place = { handle: at['handle'] ?? '', offset: answer.headers.get('electric-offset') ?? '' };
    }
  };
  const { at } = await readThrough(harness.url(), { table });
  await harness.db.query(insert);
  const log = await rowsOf(at);
  const first = await ask(harness.url(), { table, offset: '-1', where: '1 = 1' });
  const snapshot = (first.json() as Told[]).filter(({ key }) => key !== undefined);
  return { snapshot, log, schema: JSON.parse(first.headers.get('electric-schema') ?? '{}') };
}

describe('values, printed alike by snapshot and log', () => {
  test.each([
    ['bool', 'true', 't', { type: 'bool' }],
    ['int8', '-9223372036854775808', '-9223372036854775808', { type: 'int8' }],
    ['numeric(12,3)', '1.5', '1.500', { type: 'numeric', precision: 12, scale: 3 }],
    ['numeric', `'NaN'`, 'NaN', { type: 'numeric' }],
    ['float8', '0.1::float8 + 0.2', '0.30000000000000004', { type: 'float8' }],
    ['float4', `'-Infinity'`, '-Infinity', { type: 'float4' }],
    ['text', `E'tab\\t "quoted" \\\\ back / \\u00e4 \\U0001F6CF'`, 'tab\t "quoted" \\ back / ä 🛏', { type: 'text' }],
    ['text', `''`, '', { type: 'text' }],
    ['char(5)', `'ab'`, 'ab   ', { type: 'bpchar', length: 5 }],
    ['varchar(7)', `'seven'`, 'seven', { type: 'varchar', max_length: 7 }],
    ['bytea', `'\\x00ff10'`, '\\x00ff10', { type: 'bytea' }],
    ['uuid', `'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'`, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', { type: 'uuid' }],
    ['date', `'2026-02-03'`, '2026-02-03', { type: 'date' }],
    ['time(2)', `'10:11:12.345'`, '10:11:12.35', { type: 'time', precision: 2 }],
    ['timestamp', `'2026-02-03 04:05:06.7'`, '2026-02-03 04:05:06.7', { type: 'timestamp' }],
    ['timestamptz', `'2026-02-03 04:05:06+05:45'`, '2026-02-02 22:20:06+00', { type: 'timestamptz' }],
    ['interval', `'1 year 2 days 03:04:05.6'`, 'P1Y2DT3H4M5.6S', { type: 'interval' }],
    [
      'interval day to second (2)',
      `'2 days 03:04:05.678'`,
      'P2DT3H4M5.68S',
      { type: 'interval', fields: 'DAY TO SECOND', precision: 2 },
    ],
    ['json', `'{"a": 1,  "b":[null]}'`, '{"a": 1,  "b":[null]}', { type: 'json' }],
    ['jsonb', `'{"b":2, "a":"ü"}'`, '{"a": "ü", "b": 2}', { type: 'jsonb' }],
    ['int[]', `'{1,NULL,3}'`, '{1,NULL,3}', { type: 'int4', dims: 1 }],
    ['text[][]', `'{{a,"b c"},{"d\\"e",NULL}}'`, '{{a,"b c"},{"d\\"e",NULL}}', { type: 'text', dims: 2 }],
    ['mood', `'it''s so-so'`, `it's so-so`, { type: 'mood' }],
    ['mood[]', `ARRAY['happy','Traurig/ä']::mood[]`, '{happy,Traurig/ä}', { type: 'mood', dims: 1 }],
    ['positive', '7', '7', { type: 'positive' }],
    ['pair', `'(1,"x y")'`, '(1,"x y")', { type: 'pair' }],
    ['pair', `ROW(NULL, NULL)::pair`, '(,)', { type: 'pair' }],
    ['int4range', `'[1,5)'`, '[1,5)', { type: 'int4range' }],
    ['tstzrange', `'[2026-01-01 00:00+02,)'`, '["2025-12-31 22:00:00+00",)', { type: 'tstzrange' }],
    ['inet', `'10.0.0.1/8'`, '10.0.0.1/8', { type: 'inet' }],
    ['bit(4)', `B'1010'`, '1010', { type: 'bit', length: 4 }],
    ['tsvector', `'a cat'::tsvector`, `'a' 'cat'`, { type: 'tsvector' }],
    ['money', '12.5', '$12.50', { type: 'money' }],
    ['int', 'NULL', null, { type: 'int4' }],
  ])('given a value %s %s, when it is told, then it is %j', async (type, value, printed, schema) => {
    const table = `valued_${(made += 1)}`;
    await harness.db.query(`CREATE TABLE ${table} (id int PRIMARY KEY, v ${type})`);
    const told = await bothWays(table, `INSERT INTO ${table} VALUES (1, ${value})`);
    expect(told.log[0]?.value).toEqual({ id: '1', v: printed });
    expect(told.snapshot[0]?.value).toEqual(told.log[0]?.value);
    expect(told.schema).toMatchObject({ v: schema });
  });
});

describe('keys, written alike by snapshot and log', () => {
  test.each([
    ['a int, b text, PRIMARY KEY (b, a)', `(1, 'x/y')`, '"public"."keyed"/"x//y"/"1"'],
    ['"Ä ""q""" text PRIMARY KEY', `('naïve 🛏 "quoted"')`, '"public"."keyed"/"naïve 🛏 "quoted""'],
    ['a numeric PRIMARY KEY', '(1.50)', '"public"."keyed"/"1.50"'],
    [
      'a char(3), b timestamptz, PRIMARY KEY (a, b)',
      `('x', '2026-01-01 00:00+01')`,
      '"public"."keyed"/"x  "/"2025-12-31 23:00:00+00"',
    ],
    ['a text, b int', `(NULL, 3)`, '"public"."keyed"/_/"3"'],
    ['a mood PRIMARY KEY', `('Traurig/ä')`, '"public"."keyed"/"Traurig//ä"'],
    ['a bool PRIMARY KEY', '(true)', '"public"."keyed"/"t"'],
    ['a jsonb PRIMARY KEY', `('{"a":"b/c"}')`, '"public"."keyed"/"{"a": "b//c"}"'],
  ])('given the columns %s, when %s is told, then its key is %s', async (columns, row, key) => {
    const table = `keyed_${(made += 1)}`;
    await harness.db.query(`CREATE TABLE ${table} (${columns})`);
    const told = await bothWays(table, `INSERT INTO ${table} VALUES ${row}`);
    const wanted = key.replace('keyed', table);
    expect([told.log[0]?.key, told.snapshot[0]?.key]).toEqual([wanted, wanted]);
  });
});

describe('tables of other kinds', () => {
  test("given a partitioned table, when rows come into, move between and leave its partitions, then they are the table's own", async () => {
    await harness.db.query(`CREATE TABLE parted (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
      CREATE TABLE parted_a PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
      CREATE TABLE parted_b PARTITION OF parted FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')`);
    const told = await bothWays('parted', `INSERT INTO parted VALUES (1, '2026-01-05'), (2, '2026-02-05')`);
    expect(told.log.map(({ key }) => key)).toEqual([
      '"public"."parted"/"1"/"2026-01-05"',
      '"public"."parted"/"2"/"2026-02-05"',
    ]);
    expect(told.snapshot.map(({ key }) => key).toSorted()).toEqual(told.log.map(({ key }) => key).toSorted());
    const { at } = await readThrough(harness.url(), { table: 'parted' });
    await harness.db.query(`UPDATE parted SET day = '2026-02-06' WHERE id = 1`);
    const moved = (await ask(harness.url(), { table: 'parted', live: 'true', ...at })).json() as Told[];
    expect(moved.flatMap(({ headers, key }) => (headers.operation ? [[headers.operation, key]] : []))).toEqual([
      ['delete', '"public"."parted"/"1"/"2026-01-05"'],
      ['insert', '"public"."parted"/"1"/"2026-02-06"'],
    ]);
  });

  test('given generated columns, when a row is told, then the stored one is among its values and the virtual one is not', async () => {
    await harness.db.query(`CREATE TABLE made (id int PRIMARY KEY, n int,
      twice int GENERATED ALWAYS AS (n * 2) STORED, thrice int GENERATED ALWAYS AS (n * 3) VIRTUAL)`);
    const told = await bothWays('made', 'INSERT INTO made (id, n) VALUES (1, 4)');
    expect(told.log[0]?.value).toEqual({ id: '1', n: '4', twice: '8' });
    expect(told.snapshot[0]?.value).toEqual(told.log[0]?.value);
  });

  test('given a large value that an update leaves alone, when the row is told, then it is there whole', async () => {
    await harness.db.query(`CREATE TABLE toasted (id int PRIMARY KEY, n int, big text);
      ALTER TABLE toasted ALTER COLUMN big SET STORAGE EXTERNAL;
      INSERT INTO toasted VALUES (1, 1, repeat('x', 100000))`);
    const { at } = await readThrough(harness.url(), { table: 'toasted', replica: 'full' });
    await harness.db.query('UPDATE toasted SET n = 2');
    const answer = await ask(harness.url(), { table: 'toasted', replica: 'full', live: 'true', ...at });
    expect((answer.json() as Told[])[0]?.value).toEqual({ id: '1', n: '2', big: 'x'.repeat(100_000) });
  });

  test('given a table of another schema, with every name quoted, when it is asked for, then it is served', async () => {
    await harness.db.query(`CREATE SCHEMA "Other.Schema"; CREATE TABLE "Other.Schema"."T.1" ("Id" int PRIMARY KEY)`);
    const told = await bothWays('"Other.Schema"."T.1"', 'INSERT INTO "Other.Schema"."T.1" VALUES (1)');
    expect(told.log[0]?.key).toBe('"Other.Schema"."T.1"/"1"');
    expect(told.snapshot[0]?.key).toBe(told.log[0]?.key);
  });
});
