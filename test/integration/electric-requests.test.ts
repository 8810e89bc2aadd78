import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { ShapeStream } from '@electric-sql/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '#test/support/free-port.ts';
import { ask, read, readThrough, startHarness, type ElectricHarness } from './electric-harness.ts';

let harness: ElectricHarness;

beforeAll(async () => {
  harness = await startHarness({ longPollMs: 300, outOfBoundsMs: 100, deletable: true });
  await harness.db.query(`
    CREATE TABLE items (id int PRIMARY KEY, title text, price numeric);
    CREATE TABLE "Odd ""Name""" ("Key /" text PRIMARY KEY, "naïve 'column'" text);
    CREATE TABLE secrets (id int PRIMARY KEY, word text);
    INSERT INTO items SELECT g, 'title ' || g, g FROM generate_series(1, 20) g;
    INSERT INTO secrets VALUES (1, 'swordfish');
    INSERT INTO "Odd ""Name""" VALUES ('a/b"c\\', 'x')`);
});

afterAll(() => harness?.stop());

const shape = (query: Readonly<Record<string, string>>, init?: RequestInit) =>
  ask(harness.url(), { offset: '-1', ...query }, init);

describe('requests that cannot be answered', () => {
  test.each([
    [{}, { table: ["can't be blank"] }],
    [{ table: 'items', offset: 'x' }, { offset: ['has invalid format'] }],
    [{ table: 'items', offset: '5_0' }, { handle: ["can't be blank when offset != -1"] }],
    [{ table: 'items', live: 'true' }, { live: ["can't be true when offset == -1"] }],
    [
      { table: 'items', offset: '0_0', handle: 'x', live_sse: 'true' },
      { live_sse: ["can't be true unless live is also true"] },
    ],
    [{ table: 'items', replica: 'some' }, { replica: ['is invalid'] }],
    [{ table: 'items', where: 'id = = 1' }, { where: ['At location 20: syntax error at or near "="'] }],
    [{ table: 'items', where: 'id = 1 AND' }, { where: ['At location 25: syntax error at end of input'] }],
    [{ table: 'items', where: 'nothing = 1' }, { where: ['At location 15: unknown reference nothing'] }],
    [{ table: 'items', where: 'id = $1' }, { where: ['At location 20: parameter $1 was not provided'] }],
    [{ table: 'items', where: `id = 'x'` }, { where: ['invalid input syntax for type integer: "x"'] }],
    [{ table: 'items', where: 'title = 1' }, { where: ['operator does not exist: text = integer'] }],
    [
      { table: 'items', columns: 'title' },
      { columns: ['The list of columns must include all primary key columns, missing: id'] },
    ],
    [{ table: 'items', columns: 'id,no' }, { columns: ['The following columns are not found on the table: no'] }],
  ])('given %j, when it is asked, then the 400 says what is wrong', async (query, errors) => {
    const answer = await shape(query);
    expect([answer.status, answer.json()]).toEqual([400, { message: 'Invalid request', errors }]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('given a table that is not there, when it is asked for, then the 400 names it', async () => {
    const answer = await shape({ table: 'nothing' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Table \\"public\\".\\"nothing\\" does not exist');
  });

  test('given an offset that lies ahead of the log, when it is asked for, then it is out of bounds', async () => {
    const { at } = await readThrough(harness.url(), { table: 'items' });
    const answer = await shape({ table: 'items', handle: at['handle'] ?? '', offset: '99999999999999_0' });
    expect([answer.status, answer.json()]).toEqual([
      400,
      { message: 'Invalid request', errors: { offset: ['out of bounds for this shape'] } },
    ]);
  });

  test('given a condition that fails on a row, when the shape is asked for, then the answer is 400', async () => {
    expect((await shape({ table: 'items', where: '1 / (id - 3) > 0' })).status).toBe(400);
  });
});

describe('hostile requests', () => {
  test.each([
    `1=1; DROP TABLE items`,
    `id = 1) TO PROGRAM 'id' --`,
    `id IN (SELECT id FROM secrets)`,
    `EXISTS (SELECT 1 FROM secrets)`,
    `pg_sleep(10) IS NULL`,
    `pg_read_file('/etc/passwd') = ''`,
    `1=1 UNION SELECT 1, word, 1 FROM secrets`,
    `id = 1 /* x */`,
    `title = E'\\x27'`,
    `'secrets'::regclass::oid = 1`,
    `id = 1 -- `,
    `${'('.repeat(5_000)}1${')'.repeat(5_000)} = id`,
    `title = 'a\0b'`,
  ])('given the where clause %j, when it is asked, then it is refused and the server is up', async (where) => {
    const answer = await shape({ table: 'items', where });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('swordfish');
    expect((await shape({ table: 'items' })).status).toBe(200);
  });

  test('given a constant full of quotes, when it is compared, then it is only a constant', async () => {
    const nasty = `'; DROP TABLE items; --"\\`;
    await harness.db.query('INSERT INTO items VALUES (100, $1, 0)', [nasty]);
    const { answers } = await readThrough(harness.url(), {
      table: 'items',
      where: 'title = $1',
      'params[1]': nasty,
    });
    expect(answers[0]?.messages.map(({ key }) => key)).toContain('"public"."items"/"100"');
  });

  test('given names full of quotes, when the table is followed, then snapshot and log agree on its key', async () => {
    const reader = read(harness.url(), { params: { table: '"Odd ""Name"""' } });
    await reader.upToDate();
    await harness.db.query(`UPDATE "Odd ""Name""" SET "naïve 'column'" = 'y'`);
    await reader.until(() => reader.changes.length === 2);
    expect([...reader.rows]).toEqual([
      [`"public"."Odd ""Name"""/"a//b"c\\"`, { 'Key /': 'a/b"c\\', "naïve 'column'": 'y' }],
    ]);
    reader.close();
  });

  test.each([
    'GET /v1/shape?table=%ff%00&offset=-1 HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET //v1/shape HTTP/1.1\r\nHost: x\r\n\r\n',
    'BREW /v1/shape?table=items&offset=-1 HTTP/1.1\r\nHost: x\r\n\r\n',
    `GET /v1/shape?table=${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    'POST /v1/shape?table=items&offset=-1 HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"where":',
    'PUT /v1/shape HTTP/1.1\r\nHost: x\r\n\r\n',
    '\0\0\0\0 garbage\r\n\r\n',
  ])('given raw bytes %#, when they are sent, then the answer is an error and the server is up', async (bytes) => {
    const { port } = harness.electric();
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(bytes);
    let answer = '';
    for await (const part of socket as AsyncIterable<Buffer>) {
      answer += part.toString();
      if (answer.includes('\r\n\r\n')) break;
    }
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect((await shape({ table: 'items' })).status).toBe(200);
  });

  test('given a huge or odd body, when it is posted, then it is refused', async () => {
    for (const body of ['x'.repeat(2_000_000), '[]', '{"limit":-1}', '{"where":7}', 'null']) {
      const answer = await shape({ table: 'items' }, { method: 'POST', body }).catch(() => ({ status: 400 }));
      expect(answer.status).toBe(400);
    }
    expect((await shape({ table: 'items' })).status).toBe(200);
  });
});

describe('what surrounds an answer', () => {
  test('given the same answer again, when its etag is sent along, then it is 304', async () => {
    const first = await shape({ table: 'items' });
    const again = await shape({ table: 'items' }, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('given a first, a later, a live and a refetch answer, when it is sent, then caches are told how long to keep it', async () => {
    const items = { table: 'items', where: 'id < 9' };
    const first = await shape(items);
    const handle = first.headers.get('electric-handle') ?? '';
    const later = await shape({ ...items, offset: '0_0', handle });
    const live = await shape({ ...items, offset: '0_inf', handle, live: 'true', cursor: '1' });
    const refetch = await shape({ ...items, offset: '0_inf', handle: 'none' });
    expect([first, later, live, refetch].map((answer) => answer.headers.get('cache-control'))).toEqual([
      'public, max-age=604800, s-maxage=3600, stale-while-revalidate=2629746',
      'public, max-age=60, stale-while-revalidate=300',
      'public, max-age=5, stale-while-revalidate=5',
      'public, max-age=60, must-revalidate',
    ]);
    expect([live.status, live.headers.get('electric-up-to-date')]).toEqual([200, '']);
    expect(Number(live.headers.get('electric-cursor'))).toBeGreaterThan(1);
    expect(live.headers.get('electric-schema')).toBeNull();
    expect(live.json()).toMatchObject([
      { headers: { control: 'up-to-date', global_last_seen_lsn: expect.stringMatching(/^\d+$/) } },
    ]);
  });

  test('given HEAD, OPTIONS and the health page, when they are asked for, then they answer without a body or with the state', async () => {
    const head = await shape({ table: 'items' }, { method: 'HEAD' });
    expect([head.status, head.text, head.headers.has('electric-schema')]).toEqual([200, '', true]);
    expect((await shape({ table: 'items' }, { method: 'OPTIONS' })).status).toBe(204);
    const health = await fetch(`${harness.electric().url}/v1/health`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'active' }]);
  });

  test('given a shape, when it is deleted, then its handle is unknown from then on', async () => {
    const first = await shape({ table: 'items', where: 'id > 5' });
    const handle = first.headers.get('electric-handle') ?? '';
    expect((await ask(harness.url(), { table: 'secrets', handle }, { method: 'DELETE' })).status).toBe(400);
    expect((await ask(harness.url(), { handle }, { method: 'DELETE' })).status).toBe(202);
    const again = await ask(harness.url(), { handle }, { method: 'DELETE' });
    expect([again.status, again.json()]).toEqual([404, { message: 'No existing shape found' }]);
    expect((await shape({ table: 'items', where: 'id > 5', offset: '0_0', handle })).status).toBe(409);
  });

  test('given a part of a shape, when it is asked for, then its rows and their moment come back', async () => {
    const answer = await shape({
      table: 'items',
      where: 'id <= 10',
      subset__where: 'price > $1',
      subset__params: '{"1":"4"}',
      subset__order_by: 'id desc',
      subset__limit: '2',
    });
    expect(answer.headers.get('electric-snapshot')).toBe('true');
    expect(answer.json()).toMatchObject({
      metadata: {
        xmin: expect.any(String),
        xmax: expect.any(String),
        xip_list: [],
        snapshot_mark: expect.any(Number),
        database_lsn: expect.stringMatching(/^\d+$/),
      },
      data: [{ value: { id: '10' } }, { value: { id: '9' } }],
    });
  });
});

test('given the program alone with a port and a secret, when it is asked and then told to end, then it serves and ends cleanly', async () => {
  const port = await freePort();
  const program = spawn(process.execPath, ['sync-server/electric/standalone.ts'], {
    cwd: new URL('../..', import.meta.url),
    env: { ...process.env, DATABASE_URL: harness.databaseUrl, PORT: String(port), ELECTRIC_SECRET: 'open sesame' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of program.stdout as AsyncIterable<Buffer>) if (line.includes(`:${port}/v1/shape`)) break;
  const url = `http://127.0.0.1:${port}/v1/shape`;
  expect((await ask(url, { table: 'secrets', offset: '-1' })).status).toBe(401);
  expect((await ask(url, { table: 'secrets', offset: '-1', secret: 'open sesame' })).text).toContain('swordfish');
  const identity = await harness.db.query(`SELECT relreplident FROM pg_class WHERE relname = 'secrets'`);
  expect(identity.rows).toEqual([{ relreplident: 'f' }]);
  program.kill('SIGTERM');
  expect(await once(program, 'exit')).toEqual([0, null]);
  const slots = await harness.db.query('SELECT count(*)::int AS count FROM pg_replication_slots');
  expect(slots.rows).toEqual([{ count: 1 }]);
});

test('given the published client asked for everything at once, when it follows, then it is served', async () => {
  const abort = new AbortController();
  const stream = new ShapeStream({
    url: harness.url(),
    params: {
      table: 'items',
      columns: ['id', 'title'],
      where: 'id > $1 AND id <= 20',
      params: ['18'],
      replica: 'full',
    },
    signal: abort.signal,
    subscribe: false,
  });
  const keys = await new Promise<string[]>((resolve, reject) => {
    const seen: string[] = [];
    stream.subscribe((messages) => {
      for (const message of messages) {
        if ('key' in message) seen.push(JSON.stringify(message.value));
        else if (message.headers.control === 'up-to-date') resolve(seen);
      }
    }, reject);
  });
  expect(keys).toEqual([`{"id":19,"title":"title 19"}`, `{"id":20,"title":"title 20"}`]);
  abort.abort();
});
