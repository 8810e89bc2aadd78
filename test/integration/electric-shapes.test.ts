import { Shape, ShapeStream } from '@electric-sql/client';
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

describe('shapes', () => {
  test('given replica default, when a row changes, then only its key and what changed are told', async () => {
    await harness.db.query(`INSERT INTO items VALUES (1, 'a', 1)`);
    const reader = open({ params: { table: 'items', columns: ['id', 'title'] } });
    await reader.upToDate();
    await harness.db.query(`UPDATE items SET title = 'b'; UPDATE items SET price = 2; DELETE FROM items`);
    await reader.until(() => reader.rows.size === 0);
    expect(reader.changes.map(({ operation, value }) => [operation, value])).toEqual([
      ['insert', { id: 1, title: 'a' }],
      ['update', { id: 1, title: 'b' }],
      ['delete', { id: 1 }],
    ]);
  });

  test('given a client that held a place, when it comes back, then it goes on from there', async () => {
    await fill('p1', 3);
    const { at } = await readThrough(harness.url(), { table: 'feed', where: `property_id = 'p1'` });
    await harness.db.query(`DELETE FROM feed WHERE id = 'id1'`);
    const reader = open({
      params: { table: 'feed', where: `property_id = 'p1'` },
      offset: at['offset'] as '0_0',
      handle: at['handle'] ?? '',
    });
    await reader.until(() => reader.changes.length > 0);
    expect(reader.changes.map(({ operation }) => operation)).toEqual(['delete']);
    expect(reader.refetches()).toBe(0);
  });

  test('given offset now and changes only, when rows are written, then only what is new is told', async () => {
    await fill('p1', 3);
    const now = open({ params: { table: 'feed' }, offset: 'now' });
    const changes = open({ params: { table: 'feed' }, log: 'changes_only' });
    await Promise.all([now.upToDate(), changes.upToDate()]);
    await harness.db.query(`DELETE FROM feed WHERE id = 'id1'`);
    for (const reader of [now, changes]) {
      await reader.until(() => reader.changes.length > 0);
      expect(reader.changes.map(({ operation }) => operation)).toEqual(['delete']);
    }
  });

  test.each(['GET', 'POST'] as const)(
    'given changes only, when a part is asked for by %s, then the part and later changes are told',
    async (method) => {
      await fill('p1', 9);
      const abort = new AbortController();
      const stream = new ShapeStream({
        url: harness.url(),
        params: { table: 'feed' },
        log: 'changes_only',
        signal: abort.signal,
      });
      const shape = new Shape(stream);
      await shape.requestSnapshot?.({ where: `id = $1`, params: { 1: 'id3' }, orderBy: 'id DESC', limit: 5, method });
      await expect.poll(() => shape.currentRows.map((row) => row['id'])).toEqual(['id3']);
      await harness.db.query(`UPDATE feed SET row = '{"n": 33}' WHERE id = 'id3'`);
      await expect.poll(() => shape.currentRows.map((row) => row['row'])).toEqual([{ n: 33 }]);
      shape.unsubscribeAll();
      abort.abort();
    },
  );

  test('given a condition that only Postgres can judge, when rows come and go, then the client holds what fulfils it', async () => {
    const reader = open({
      params: { table: 'items', where: `title ILIKE $1 AND price * 2 > 10`, params: { 1: 'ab%' } },
    });
    await reader.upToDate();
    await harness.db.query(`INSERT INTO items VALUES (1, 'ABC', 6), (2, 'abc', 4), (3, 'x', 9), (4, 'about', 5.01)`);
    await reader.until(() => reader.rows.size === 2);
    await harness.db.query(`UPDATE items SET price = 4 WHERE id = 1`);
    await harness.db.query(`UPDATE items SET price = 7 WHERE id = 2`);
    await reader.until(() => reader.rows.has('"public"."items"/"2"'));
    expect([...reader.rows.keys()].sort()).toEqual(['"public"."items"/"2"', '"public"."items"/"4"']);
  });

  test('given a table that gets a column, when a row is written, then the client begins anew and sees it', async () => {
    await harness.db.query(`CREATE TABLE growing (id int PRIMARY KEY); INSERT INTO growing VALUES (1)`);
    const reader = open({ params: { table: 'growing' } });
    await reader.upToDate();
    await harness.db.query(`ALTER TABLE growing ADD COLUMN name text; INSERT INTO growing VALUES (2, 'b')`);
    await reader.until(() => reader.rows.get('"public"."growing"/"2"')?.['name'] === 'b');
    expect(reader.refetches()).toBeGreaterThan(0);
    reader.close();
    const dropped = await ask(harness.url(), { table: 'growing' }, { method: 'DELETE' });
    expect(dropped.status).toBe(202);
  });

  test('given a handle that nobody gave out, when it is used, then the answer is 409 with a good one', async () => {
    const answer = await ask(harness.url(), { table: 'feed', offset: '5_0', handle: 'none-1' });
    expect(answer.status).toBe(409);
    expect(answer.json()).toEqual([{ headers: { control: 'must-refetch' } }]);
    const good = answer.headers.get('electric-handle') ?? '';
    const next = await ask(harness.url(), { table: 'feed', offset: '-1', handle: good });
    expect([next.status, next.headers.get('electric-handle')]).toEqual([200, good]);
  });

  test('given two hundred followers, when a row is written, then each is told', async () => {
    const many = Array.from({ length: 200 }, () => open({ params: ofProperty('p1') }));
    await Promise.all(many.map((reader) => reader.upToDate()));
    await fill('p1', 1);
    await Promise.all(many.map((reader) => reader.until(() => reader.rows.size === 1)));
    expect((await harness.electric().metrics()).shapes).toBeLessThan(5);
  });
});
