import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#test/support/free-port.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { ask, read, readThrough } from './electric-harness.ts';

let postgres: TestPostgres;
let db: pg.Pool;
let url: string;
let program: ReturnType<typeof spawn>;

/** Far less than what is sent through it. */
const HEAP_MB = 40;
const ROWS = 40_000;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const databaseUrl = await postgres.createDatabase('large');
  db = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  db.on('error', () => {});
  await db.query(`CREATE TABLE large (id int PRIMARY KEY, body text);
    INSERT INTO large SELECT g, repeat(md5(g::text), 30) FROM generate_series(1, ${ROWS}) g`);
  const port = await freePort();
  url = `http://127.0.0.1:${port}/v1/shape`;
  program = spawn(
    process.execPath,
    [`--max-old-space-size=${HEAP_MB}`, '--max-semi-space-size=4', 'sync-server/electric/standalone.ts'],
    {
      cwd: new URL('../..', import.meta.url),
      env: { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port), LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const line of program.stdout as AsyncIterable<Buffer>) if (line.includes('/v1/shape')) break;
});
afterAll(async () => {
  program?.kill('SIGKILL');
  await db?.end();
  await postgres?.stop();
});

const figure = async (name: string): Promise<number> => {
  const text = await (await fetch(url.replace('/v1/shape', '/metrics'))).text();
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
};

test('given a table as large as the heap, when it is synced, rewritten and asked for in part, then the server holds', async () => {
  const { answers, at } = await readThrough(url, { table: 'large' });
  expect(answers.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(ROWS * 900);
  // One transaction as large, while three kinds of reader follow; one of them does not read.
  const slow = connect(Number(new URL(url).port), '127.0.0.1');
  slow.on('error', () => {});
  const query = new URLSearchParams({ table: 'large', ...at, live: 'true', live_sse: 'true' });
  slow.write(`GET /v1/shape?${query} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await once(slow, 'data');
  slow.pause();
  const readers = [true, false].map((liveSse) =>
    read(url, { params: { table: 'large' }, liveSse, handle: at['handle'] ?? '', offset: at['offset'] as '0_0' }),
  );
  await db.query('UPDATE large SET body = reverse(body)');
  await Promise.all(
    readers.map((reader) => reader.until(() => reader.changes.length === ROWS || reader.refetches() > 0)),
  );
  for (const reader of readers) {
    expect([reader.changes.length, reader.refetches()]).toEqual([ROWS, 0]);
    expect(reader.changes.filter(({ headers }) => headers['last'] === true).length).toBe(1);
    reader.close();
  }
  const part = await ask(url, { table: 'large', log: 'changes_only', subset__where: 'id > 0' });
  expect(part.text.length).toBeGreaterThan(ROWS * 900);
  expect(await figure('electric_memory_bytes')).toBeLessThan(70_000_000);
  expect(await figure('electric_log_bytes')).toBeGreaterThan(ROWS * 900);
  expect(program.exitCode).toBeNull();
  slow.destroy();
});

test('given a condition that Postgres judges, when a large transaction comes, then the stream waits for it instead of memory', async () => {
  const reader = read(url, { params: { table: 'large', where: `id + 0 > ${ROWS - 10}` }, log: 'changes_only' });
  await reader.upToDate();
  await db.query('UPDATE large SET body = reverse(body)');
  await reader.until(() => reader.changes.length === 10);
  expect(reader.refetches()).toBe(0);
  reader.close();
  while ((await figure('electric_followers')) > 0) await delay(20);
  expect(program.exitCode).toBeNull();
});
