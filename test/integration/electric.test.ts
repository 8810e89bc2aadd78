import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, read, readThrough, startHarness, type ElectricHarness, type Reader } from './electric-harness.ts';

let harness: ElectricHarness;
let readers: Reader[] = [];

const open = (options: Parameters<typeof read>[1]): Reader => {
  const reader = read(harness.url(), options);
  readers.push(reader);
  return reader;
};

beforeAll(async () => {
  harness = await startHarness({ chunkBytes: 10_000, longPollMs: 500, deletable: true });
  await harness.db.query(`
    CREATE TABLE feed (tenant_id text NOT NULL, property_id text NOT NULL, entity text NOT NULL, id text NOT NULL,
                       row jsonb NOT NULL, PRIMARY KEY (property_id, entity, id));
    ALTER TABLE feed REPLICA IDENTITY FULL;
    CREATE TABLE items (id int PRIMARY KEY, title text, price numeric(10,2), done boolean, tags text[], code char(5))`);
});

beforeEach(async () => {
  for (const reader of readers) reader.close();
  readers = [];
  // A client that is told to begin anew while it leaves would bring its shape back.
  await harness.unfollowed();
  // A shape of the test before is served until the server has seen the truncation.
  await harness.emptied('feed, items');
});

afterAll(async () => {
  for (const reader of readers) reader.close();
  await harness?.stop();
});

const fill = (property: string, count: number) =>
  harness.db.query(
    `INSERT INTO feed SELECT 't', $1, 'stay', 'id' || g, jsonb_build_object('n', g, 'name', 'a "b" \\ /é' || g)
       FROM generate_series(1, $2) g`,
    [property, count],
  );

const ofProperty = (property: string) => ({
  table: 'feed',
  where: 'property_id = $1',
  params: { 1: property },
  replica: 'full' as const,
});

describe('the first sync', () => {
  test('given more rows than fit a chunk, when a client syncs, then it holds exactly the rows of its where', async () => {
    await fill('p1', 500);
    await fill('p2', 5);
    const reader = open({ params: ofProperty('p1') });
    await reader.upToDate();
    expect(reader.rows.size).toBe(500);
    expect(reader.rows.get('"public"."feed"/"p1"/"stay"/"id7"')).toEqual({
      tenant_id: 't',
      property_id: 'p1',
      entity: 'stay',
      id: 'id7',
      row: { n: 7, name: 'a "b" \\ /é7' },
    });
    expect(reader.changes.length).toBe(500);
  });

  test('given more rows than fit a chunk, when it is read, then the chunks are of their size and numbered', async () => {
    await fill('p1', 500);
    const { answers } = await readThrough(harness.url(), { table: 'feed' });
    const full = answers.slice(0, -2);
    expect(full.length).toBeGreaterThan(5);
    for (const answer of full) expect(answer.bytes).toBeGreaterThan(8_000);
    for (const answer of answers) expect(answer.bytes).toBeLessThan(12_000);
    expect(answers.slice(0, -1).map(({ offset }) => offset)).toEqual(
      answers.slice(0, -1).map((_, index) => `0_${index}`),
    );
    expect(answers.at(-1)?.offset).toBe('0_inf');
    expect(answers.at(-2)?.messages.at(-1)?.headers).toMatchObject({ control: 'snapshot-end' });
  });

  test('given an empty table, when a client syncs, then it is up to date without rows', async () => {
    const reader = open({ params: { table: 'items' } });
    await reader.upToDate();
    expect(reader.rows.size).toBe(0);
  });

  test('given values of many types, when they come by snapshot and by log, then both are the same', async () => {
    const values = `(1, 'a/b"c', 1.50, true, '{x,"y z",NULL}', 'ab'), (2, NULL, NULL, NULL, NULL, NULL)`;
    const live = open({ params: { table: 'items' } });
    await live.upToDate();
    await harness.db.query(`INSERT INTO items VALUES ${values}`);
    await live.until(() => live.rows.size === 2);
    const first = await ask(harness.url(), { table: 'items', offset: '-1', columns: 'id,title,price,done,tags,code' });
    const later = open({ params: { table: 'items', where: 'id > 0' } });
    await later.upToDate();
    expect([...later.rows]).toEqual([...live.rows]);
    expect(later.rows.get('"public"."items"/"1"')).toMatchObject({
      price: '1.50',
      done: true,
      code: 'ab   ',
      tags: ['x', 'y z', null],
    });
    expect(JSON.parse(first.headers.get('electric-schema') ?? '')).toEqual({
      id: { type: 'int4', pk_index: 0, not_null: true },
      title: { type: 'text' },
      price: { type: 'numeric', precision: 10, scale: 2 },
      done: { type: 'bool' },
      tags: { type: 'text', dims: 1 },
      code: { type: 'bpchar', length: 5 },
    });
  });
});

describe.each([
  { by: 'long-poll', liveSse: false },
  { by: 'server-sent events', liveSse: true },
])('live by $by', ({ liveSse }) => {
  test('given a client up to date, when rows are written, changed and deleted, then it follows, with old values', async () => {
    await fill('p1', 2);
    const reader = open({ params: ofProperty('p1'), liveSse });
    await reader.upToDate();
    await harness.db.query(`INSERT INTO feed VALUES ('t', 'p1', 'stay', 'new', '{"n": 0}')`);
    await reader.until(() => reader.rows.size === 3);
    await harness.db.query(`UPDATE feed SET row = '{"n": 1}' WHERE id = 'new'`);
    await reader.until(() => reader.changes.length === 4);
    await harness.db.query(`DELETE FROM feed WHERE id = 'new'`);
    await reader.until(() => reader.rows.size === 2);
    expect(reader.changes.slice(2).map(({ operation, old }) => ({ operation, old }))).toEqual([
      { operation: 'insert', old: undefined },
      { operation: 'update', old: { row: { n: 0 } } },
      { operation: 'delete', old: undefined },
    ]);
    expect(reader.changes.at(-1)?.value).toMatchObject({ tenant_id: 't', row: { n: 1 } });
  });

  test('given a transaction of many rows, when it commits, then it arrives whole and only its end is marked last', async () => {
    const reader = open({ params: ofProperty('p1'), liveSse });
    await reader.upToDate();
    await fill('p1', 150);
    await reader.until(() => reader.rows.size === 150);
    const headers = reader.changes.map((change) => change.headers);
    expect(new Set(headers.map(({ lsn }) => lsn)).size).toBe(1);
    expect(new Set(headers.map(({ txids }) => JSON.stringify(txids))).size).toBe(1);
    expect(headers.map(({ op_position }) => op_position)).toEqual(headers.map((_, index) => index));
    expect(headers.map(({ last }) => last === true)).toEqual(headers.map((_, index) => index === 149));
    expect(reader.changes.length).toBe(150);
  });

  test('given a where, when rows enter and leave it, then they are inserted and deleted', async () => {
    await fill('p2', 1);
    const reader = open({ params: ofProperty('p1'), liveSse });
    await reader.upToDate();
    await harness.db.query(`UPDATE feed SET property_id = 'p1'`);
    await reader.until(() => reader.rows.size === 1);
    await harness.db.query(`UPDATE feed SET property_id = 'p3'`);
    await reader.until(() => reader.rows.size === 0);
    expect(reader.changes.map(({ operation, key }) => [operation, key])).toEqual([
      ['insert', '"public"."feed"/"p1"/"stay"/"id1"'],
      ['delete', '"public"."feed"/"p1"/"stay"/"id1"'],
    ]);
  });

  test('given a row, when its key changes, then the old key is deleted and the new one inserted', async () => {
    await harness.db.query(`INSERT INTO items VALUES (1, 'a')`);
    const reader = open({ params: { table: 'items' }, liveSse });
    await reader.upToDate();
    await harness.db.query('UPDATE items SET id = 2');
    await reader.until(() => reader.rows.has('"public"."items"/"2"'));
    expect(
      reader.changes
        .slice(1)
        .map(({ operation, headers }) => [operation, headers['key_change_to'] ?? headers['key_change_from']]),
    ).toEqual([
      ['delete', '"public"."items"/"2"'],
      ['insert', '"public"."items"/"1"'],
    ]);
  });

  test('given a table, when it is truncated, then the client is told to begin anew', async () => {
    await fill('p1', 3);
    const reader = open({ params: ofProperty('p1'), liveSse });
    await reader.upToDate();
    await harness.db.query('TRUNCATE feed');
    await reader.until(() => reader.refetches() > 0);
    await fill('p1', 1);
    await reader.until(() => reader.rows.size === 1);
    expect([...reader.rows.keys()]).toEqual(['"public"."feed"/"p1"/"stay"/"id1"']);
  });

  test('given a client, when the server restarts, then it is told to begin anew and holds the same rows', async () => {
    await fill('p1', 300);
    const reader = open({ params: ofProperty('p1'), liveSse });
    await reader.upToDate();
    const before = structuredClone([...reader.rows].sort());
    const handle = reader.stream.shapeHandle;
    await harness.restart();
    await reader.until(() => reader.refetches() > 0 && reader.rows.size === 300);
    expect([...reader.rows].sort()).toEqual(before);
    expect(reader.stream.shapeHandle).not.toBe(handle);
  });

  test('given a client, when its connection to the database is cut, then nothing that was written meanwhile is missing', async () => {
    await fill('p1', 3);
    const reader = open({ params: ofProperty('p1'), liveSse });
    await reader.upToDate();
    await harness.db.query(`SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots`);
    await harness.db.query(`INSERT INTO feed VALUES ('t', 'p1', 'stay', 'meanwhile', '{}')`);
    await reader.until(() => reader.rows.size === 4);
    expect(reader.rows.has('"public"."feed"/"p1"/"stay"/"meanwhile"')).toBe(true);
  });
});
