import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, read, readThrough, startHarness, type ElectricHarness } from './electric-harness.ts';

/* The statements of docs/electric-protocol.md, one after the other, against the running server. */

let harness: ElectricHarness;

beforeAll(async () => {
  harness = await startHarness({ longPollMs: 150, sseMs: 700, keepAliveMs: 60, outOfBoundsMs: 80, deletable: true });
  await harness.db.query(`
    CREATE TABLE items (id int PRIMARY KEY, title text, "Odd, ""name""" text);
    INSERT INTO items SELECT g, 'title ' || g, 'odd' FROM generate_series(1, 20) g`);
});
afterAll(() => harness?.stop());

const shape = (query: Readonly<Record<string, string>>, init?: RequestInit) =>
  ask(harness.url(), { table: 'items', offset: '-1', ...query }, init);
const post = (body: unknown, query: Readonly<Record<string, string>> = {}) =>
  shape(query, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const errors = (errors: unknown) => ({ message: 'Invalid request', errors });
/** The end of the shape's log, as a client holds it. */
const end = async (query: Readonly<Record<string, string>> = {}) => {
  const { at } = await readThrough(harness.url(), { table: 'items', ...query });
  return { offset: at['offset'] ?? '', handle: at['handle'] ?? '' };
};

describe('what is refused with 400, and its words', () => {
  test.each([
    [{ offset: '' }, { offset: ["can't be blank"] }],
    [{ offset: 'now', live: 'true' }, { live: ["can't be true when offset is 'now'"] }],
    [{ table: 'a b' }, { table: ['Invalid unquoted identifier contains special characters: a b'] }],
    [{ table: '""' }, { table: ['Invalid zero-length delimited identifier'] }],
    [
      { table: 'ItemsX' },
      {
        table: [
          'Table "public"."itemsx" does not exist. If the table name contains capitals or special characters you must quote it.',
        ],
      },
    ],
    [{ columns: 'id,' }, { columns: ['Invalid zero-length delimited identifier'] }],
    [{ columns: 'id,a b' }, { columns: ['Invalid unquoted identifier contains special characters: a b'] }],
    [{ where: 'id = $1', 'params[2]': '1' }, { params: ['Parameters must be numbered sequentially, starting from 1'] }],
    [{ where: 'id IN (SELECT 1)' }, { where: ['Subqueries are not supported'] }],
    [{ where: 'id' }, { where: ['argument of WHERE must be type boolean, not type integer'] }],
    [{ log: 'some' }, { log: ['is invalid'] }],
    [{ subset__limit: '2' }, { subset: { order_by: ['order_by is required when limit or offset is present'] } }],
    [{ subset__limit: '0', subset__order_by: 'id' }, { subset: { limit: ['must be greater than 0'] } }],
    [{ subset__limit: 'x', subset__order_by: 'id' }, { subset: { limit: ['is invalid'] } }],
    [{ subset__offset: '-1', subset__order_by: 'id' }, { subset: { offset: ['must be greater than or equal to 0'] } }],
    [{ subset__params: '[' }, { subset: { params: ['params must be valid JSON'] } }],
    [{ subset__params: '7' }, { subset: { params: ['params must be a JSON object'] } }],
    [{ subset__where: 'id = = 1' }, { subset: { where: ['At location 20: syntax error at or near "="'] } }],
    [{ subset__where: 'id IN (SELECT 1)' }, { subset: { where: ['Subqueries are not allowed in subsets'] } }],
    [{ subset__order_by: 'nothing' }, { subset: { order_by: ['cannot order by nothing'] } }],
    [
      { queryable_columns: 'id', subset__where: `title = 'a'` },
      { subset: { where: ['At location 15: unknown reference title'] } },
    ],
    [
      { queryable_columns: 'id,no', subset__where: 'id = 1' },
      { queryable_columns: ['The following columns are not found on the table: no'] },
    ],
  ])('given %j, when it is asked, then it is %j', async (query, expected) => {
    const answer = await shape(query);
    expect([answer.status, answer.json()]).toEqual([400, errors(expected)]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('surrogate-control')).toBe('no-store');
  });

  test.each<Record<string, string>>([
    { unknown: '1' },
    { 'cache-buster': 'x' },
    { expired_handle: 'x' },
    { columns: 'id,"Odd, ""name"""' },
  ])('given %j, when it is asked, then it is answered', async (query) => {
    expect((await shape(query)).status).toBe(200);
  });

  test('given an offset ahead of the log, when it is reached while the request waits, then it is answered', async () => {
    const { handle, offset } = await end();
    const ahead = `${BigInt(offset.split('_')[0] ?? '0') + 10_000_000n}_0`;
    const { rows } = await harness.db.query(`SELECT (pg_current_wal_lsn() - '0/0')::text AS lsn`);
    const waiting = shape({ handle, offset: `${rows[0].lsn}_0` });
    await harness.db.query('UPDATE items SET title = title');
    expect((await waiting).status).toBe(200);
    const never = await shape({ handle, offset: ahead.length > 25 ? ahead : `99999999999999_0` });
    expect([never.status, never.json()]).toEqual([400, errors({ offset: ['out of bounds for this shape'] })]);
  });
});

describe('headers', () => {
  test('given each kind of answer, when it is sent, then it carries what the client needs', async () => {
    const first = await shape({});
    expect(Object.keys(JSON.parse(first.headers.get('electric-schema') ?? '{}'))).toEqual([
      'id',
      'title',
      'Odd, "name"',
    ]);
    expect(first.headers.get('electric-offset')).toBe('0_0');
    expect(first.headers.get('electric-has-data')).toBe('true');
    expect(first.headers.get('electric-up-to-date')).toBeNull();
    expect(first.headers.get('etag')).toBe(`"${first.headers.get('electric-handle')}:-1:0_0"`);
    const at = await end();
    const live = await shape({ ...at, live: 'yes' });
    expect(live.headers.get('electric-has-data')).toBe('false');
    expect(live.headers.get('electric-up-to-date')).toBe('');
    expect(live.headers.get('electric-schema')).toBeNull();
    expect(live.headers.get('etag')).toMatch(/:\d+"$/);
    const again = await shape({ ...at, live: 'yes' });
    expect(again.headers.get('etag')).not.toBe(live.headers.get('etag'));
    expect((await shape({ ...at, live: 'false' })).headers.get('electric-schema')).not.toBeNull();
  });

  test('given an answer that a cache holds, when it is asked for again with its tag among others, then it is 304 without a body', async () => {
    const first = await shape({});
    const held = `"other", W/${first.headers.get('etag')}`;
    const again = await shape({}, { headers: { 'if-none-match': held } });
    expect([again.status, again.text, again.headers.get('electric-handle')]).toEqual([
      304,
      '',
      first.headers.get('electric-handle'),
    ]);
  });

  test('given a page of another origin, when it asks, then it may read the answer and its headers', async () => {
    const answer = await shape({}, { headers: { origin: 'https://lodge.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://lodge.example');
    const exposed = answer.headers.get('access-control-expose-headers') ?? '';
    for (const name of ['cursor', 'handle', 'offset', 'schema', 'up-to-date', 'has-data', 'snapshot'])
      expect(exposed).toContain(`electric-${name}`);
    const asked = await shape({}, { method: 'OPTIONS', headers: { 'access-control-request-headers': 'x-mine' } });
    expect([asked.status, asked.text, asked.headers.get('access-control-allow-headers')]).toEqual([204, '', 'x-mine']);
    expect(asked.headers.get('access-control-allow-methods')).toBe('GET, POST, HEAD, DELETE, OPTIONS');
  });

  test('given a cursor that the client used already, when it asks again, then it gets a higher one', async () => {
    const at = await end();
    const first = Number((await shape({ ...at, live: 'true' })).headers.get('electric-cursor'));
    expect(first % 20).toBe(0);
    const next = await shape({ ...at, live: 'true', cursor: String(first) });
    expect(Number(next.headers.get('electric-cursor'))).toBeGreaterThan(first);
  });
});

describe('409: begin anew', () => {
  test.each([
    ['a handle nobody gave out', { offset: '0_0', handle: 'none' }],
    ['the handle of another shape', { offset: '0_0', handle: 'OTHER' }],
  ])('given %s, when it is used, then the answer names a good one', async (_, query) => {
    const other = await end({ where: 'id > 3' });
    const handle = query.handle === 'OTHER' ? other.handle : query.handle;
    const answer = await shape({ ...query, handle });
    expect([answer.status, answer.json()]).toEqual([409, [{ headers: { control: 'must-refetch' } }]]);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60, must-revalidate');
    const good = answer.headers.get('electric-handle') ?? '';
    expect((await shape({ handle: good })).headers.get('electric-handle')).toBe(good);
  });

  test('given a POST with a handle nobody gave out, when it is answered, then caches keep nothing', async () => {
    const answer = await post({ where: 'id = 1' }, { offset: '0_0', handle: 'none' });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([409, 'no-cache']);
  });

  test('given a handle without its offset or an offset without its handle, when it begins anew, then the handle is ignored', async () => {
    expect((await shape({ handle: 'anything' })).status).toBe(200);
    expect((await shape({ offset: 'now', handle: 'anything' })).status).toBe(200);
  });
});

describe('modes of reading', () => {
  test('given offset now, when it is asked, then it is up to date at once and holds nothing', async () => {
    const now = await shape({ offset: 'now' });
    expect(now.json()).toEqual([
      { headers: { control: 'up-to-date', global_last_seen_lsn: expect.stringMatching(/^\d+$/) } },
    ]);
    expect(now.headers.get('electric-offset')).toMatch(/^\d+_0$/);
  });

  test('given changes only, when it begins, then there is the end of a snapshot and no row', async () => {
    const first = await shape({ log: 'changes_only' });
    expect(first.json()).toEqual([
      { headers: { control: 'snapshot-end', xmin: expect.any(String), xmax: expect.any(String), xip_list: [] } },
    ]);
  });

  test('given <lsn>_inf, when it is read on from, then it is the place behind that transaction', async () => {
    const before = await end();
    await harness.db.query(`UPDATE items SET title = 'inf' WHERE id = 1`);
    const follow = await shape({ ...before, live: 'true' });
    const offset = (follow.headers.get('electric-offset') ?? '').replace(/_\d+$/, '_inf');
    const after = await shape({ ...before, offset });
    expect([after.status, after.headers.get('electric-up-to-date'), after.headers.get('electric-has-data')]).toEqual([
      200,
      '',
      'false',
    ]);
  });

  test('given server-sent events, when nothing happens, then the offset is echoed, the line kept alive, and the connection ended in time', async () => {
    const at = await end();
    const answer = await shape({ ...at, live: 'true', live_sse: 'true' });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(answer.headers.get('electric-offset')).toBe(at.offset);
    expect(answer.headers.get('electric-cursor')).toMatch(/^\d+$/);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=1');
    expect(answer.text).toMatch(/^(: keep-alive\n\n)+$/);
  });

  test('given server-sent events, when a row changes, then each message is one event, and an up-to-date ends the batch', async () => {
    const at = await end();
    const answer = shape({ ...at, live: 'true', experimental_live_sse: 'true' });
    await harness.db.query(`UPDATE items SET title = 'told' WHERE id IN (2, 3)`);
    const events = (await answer).text.split('\n\n').filter((event) => event.startsWith('data: '));
    const messages = events.map((event) => JSON.parse(event.slice(6)) as { headers: Record<string, unknown> });
    expect(messages.map(({ headers }) => headers['operation'] ?? headers['control'])).toEqual([
      'update',
      'update',
      'up-to-date',
    ]);
    expect(messages[1]?.headers).toMatchObject({ op_position: 1, last: true, txids: [expect.any(Number)] });
  });

  test('given a part by POST, when expressions come along, then they are ignored, and numbers are as good as texts', async () => {
    const body = {
      where: 'id > $1',
      params: { 1: 17 },
      order_by: '"id" desc',
      limit: 2,
      where_expr: {},
      order_by_expr: [],
    };
    const answer = await post(body);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('electric-snapshot')).toBe('true');
    expect(answer.headers.get('electric-handle')).not.toBeNull();
    const { data, metadata } = answer.json() as { data: { value: unknown; headers: unknown }[]; metadata: object };
    expect(data.map(({ value }) => value)).toMatchObject([{ id: '20' }, { id: '19' }]);
    expect(metadata).toMatchObject({ snapshot_mark: expect.any(Number), database_lsn: expect.stringMatching(/^\d+$/) });
    expect((await post({ where: 'id < 0' })).json()).toMatchObject({ data: [] });
  });
});

describe('DELETE', () => {
  test.each([
    [{ handle: 'none' }, 404, { message: 'No existing shape found' }],
    [{ table: 'items', where: 'id = 99' }, 404, { message: 'No existing shape found' }],
    [{}, 400, errors({ handle: ["can't be blank when shape definition is missing"] })],
    [{ table: 'nowhere' }, 400, { message: 'Invalid request' }],
  ])('given %j, when it is asked, then it is %i', async (query, status, body) => {
    const answer = await ask(harness.url(), query, { method: 'DELETE' });
    expect(answer.status).toBe(status);
    expect(answer.json()).toMatchObject(body);
  });

  test('given a table and the handle of another of its shapes, when it is asked, then they do not match', async () => {
    const { handle } = await end({ where: 'id > 11' });
    await end();
    const answer = await ask(harness.url(), { table: 'items', handle }, { method: 'DELETE' });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('definition and handle do not match')]);
  });

  test('given a shape by its table, when it is deleted, then the answer is 202 and a follower begins anew', async () => {
    const reader = read(harness.url(), { params: { table: 'items' } });
    await reader.upToDate();
    expect((await ask(harness.url(), { table: 'items' }, { method: 'DELETE' })).status).toBe(202);
    await reader.until(() => reader.refetches() > 0 && reader.rows.size === 20);
    reader.close();
  });
});

test('given a table that is emptied again and again, when shapes begin meanwhile, then none is answered with an error', async () => {
  await harness.db.query('CREATE TABLE restless (id int PRIMARY KEY)');
  const statuses: number[] = [];
  let going = true;
  const emptying = (async () => {
    while (going) await harness.db.query('TRUNCATE restless; INSERT INTO restless VALUES (1)');
  })();
  for (let round = 0; round < 40; round += 1) {
    const where = `id > ${-round}`;
    const first = await ask(harness.url(), { table: 'restless', offset: '-1', where });
    const handle = first.headers.get('electric-handle') ?? '';
    const next = await ask(harness.url(), { table: 'restless', offset: '0_0', where, handle });
    statuses.push(first.status, next.status);
  }
  going = false;
  await emptying;
  // Begun, gone on with, or told to begin anew: never that it cannot be read.
  expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([]);
  expect(statuses.filter((_, index) => index % 2 === 0)).toEqual(Array.from({ length: 40 }, () => 200));
});
