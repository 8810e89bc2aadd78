import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startElectric } from '#sync-server/electric/server.ts';
import { freePort } from '#test/support/free-port.ts';
import { ask, read, readThrough, startHarness, type ElectricHarness, type Reader } from './electric-harness.ts';

let harness: ElectricHarness;
let folder: string;
let readers: Reader[] = [];
const programs: ChildProcess[] = [];
let table = 0;
let name = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'electric-storage-'));
  harness = await startHarness(
    { storageFolder: folder, chunkBytes: 2_000, longPollMs: 500, upkeepMs: 200, deletable: true },
    { max_slot_wal_keep_size: '64MB', max_wal_size: '64MB' },
  );
});
beforeEach(async () => {
  await harness.followed();
  name = `things_${(table += 1)}`;
  await harness.db.query(`CREATE TABLE ${name} (id int PRIMARY KEY, body text);
    INSERT INTO ${name} SELECT g, 'row ' || g FROM generate_series(1, 200) g`);
});
afterEach(() => {
  for (const reader of readers) reader.close();
  readers = [];
});
afterAll(async () => {
  for (const program of programs) program.kill('SIGKILL');
  await harness?.stop();
  await rm(folder, { recursive: true, force: true });
});

const open = (options: Parameters<typeof read>[1] = {}): Reader => {
  const reader = read(harness.url(), { params: { table: name, replica: 'full' }, ...options });
  readers.push(reader);
  return reader;
};
const put = (id: number, body: string) =>
  harness.db.query(`INSERT INTO ${name} VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET body = $2`, [id, body]);
const fresh = async () => (await harness.db.query(`SELECT * FROM ${name} ORDER BY id`)).rows;
const held = (reader: Reader) => [...reader.rows.values()].toSorted((a, b) => Number(a['id']) - Number(b['id']));

describe.each([
  { by: 'long-poll', liveSse: false },
  { by: 'server-sent events', liveSse: true },
])('a shape server with a folder, read by $by', ({ liveSse }) => {
  test('given a client, when the server restarts, then it goes on with its handle and hears what was written meanwhile', async () => {
    const reader = open({ liveSse });
    await reader.upToDate();
    await put(1, 'before');
    await reader.until(() => reader.changes.length === 201);
    const handle = reader.stream.shapeHandle;
    await harness.restart(async () => {
      await put(2, 'meanwhile');
      await harness.db.query(`DELETE FROM ${name} WHERE id = 3`);
    });
    await put(4, 'after');
    await expect.poll(() => held(reader)).toEqual(await fresh());
    expect(reader.stream.shapeHandle).toBe(handle);
    expect(reader.refetches()).toBe(0);
    // Every row once by the snapshot, and every change once.
    expect(reader.changes.length).toBe(204);
    expect(reader.errors).toEqual([]);
  });

  test('given a client, when the connection to the database is cut, then it goes on without beginning anew', async () => {
    const reader = open({ liveSse });
    await reader.upToDate();
    await harness.db.query('SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots');
    await put(2, 'meanwhile');
    await expect.poll(() => held(reader), { timeout: 20_000 }).toEqual(await fresh());
    expect(reader.refetches()).toBe(0);
  });
});

describe('what a restart takes up', () => {
  test('given a client in the middle of a snapshot, when the server restarts, then it goes on with the next chunk', async () => {
    const first = await ask(harness.url(), { table: name, offset: '-1' });
    const handle = first.headers.get('electric-handle') ?? '';
    const { answers } = await readThrough(harness.url(), { table: name });
    expect(answers.length).toBeGreaterThan(5);
    await vi.waitUntil(async () => (await filesOf(folder)).includes(`${handle}.handle`), { timeout: 20_000 });
    await harness.restart();
    const next = await ask(harness.url(), { table: name, offset: '0_0', handle });
    expect([next.status, next.headers.get('electric-offset')]).toEqual([200, '0_1']);
    expect(next.json()).toEqual(answers[1]?.messages);
  });

  test('given a condition that only Postgres judges, when the server restarts, then rows still enter and leave', async () => {
    const reader = open({ params: { table: name, where: `body LIKE $1 AND id + 0 > 100`, params: { 1: 'row%' } } });
    await reader.upToDate();
    await harness.restart(() => put(150, 'gone'));
    await put(1_000, 'row new');
    await reader.until(() => reader.rows.size === 100 && reader.rows.has(`"public"."${name}"/"1000"`));
    expect(reader.refetches()).toBe(0);
  });

  test.each([
    ['gets a column', (table: string) => `ALTER TABLE ${table} ADD COLUMN extra int`],
    ['changes a type', (table: string) => `ALTER TABLE ${table} ALTER COLUMN id TYPE bigint`],
    ['is made anew', (table: string) => `DROP TABLE ${table}; CREATE TABLE ${table} (id int PRIMARY KEY, body text)`],
    [
      'changes its key',
      (table: string) => `ALTER TABLE ${table} DROP CONSTRAINT ${table}_pkey, ADD PRIMARY KEY (id, body)`,
    ],
    ['is emptied', (table: string) => `TRUNCATE ${table}`],
    ['leaves the publication', (table: string) => `ALTER PUBLICATION cairn_electric DROP TABLE ${table}`],
    [
      'gets and loses a column with rows written between',
      (table: string) =>
        `ALTER TABLE ${table} ADD COLUMN extra int; UPDATE ${table} SET extra = 1; ALTER TABLE ${table} DROP COLUMN extra`,
    ],
  ])('given a table that %s while the server is away, when it is back, then the client begins anew', async (_, sql) => {
    const reader = open();
    await reader.upToDate();
    await harness.restart(() => harness.db.query(sql(name)));
    await reader.until(() => reader.refetches() > 0);
    await harness.db.query(`INSERT INTO ${name} VALUES (777, 'seven')`);
    await reader.until(() => [...reader.rows.values()].some((row) => row['body'] === 'seven'));
    await expect
      .poll(() => held(reader).map((row) => Number(row['id'])))
      .toEqual((await fresh()).map((row) => Number(row.id)));
  });

  test('given files torn at their end, when the server starts, then clients hear what was torn off again', async () => {
    const reader = open();
    await reader.upToDate();
    for (let id = 1; id <= 20; id += 1) await put(id, `first ${id}`);
    await expect.poll(() => held(reader)).toEqual(await fresh());
    // Confirmed to Postgres, so what comes from here on may be torn.
    await vi.waitUntil(async () => BigInt(await readFile(join(folder, 'position'), 'utf8')) > 0n, { timeout: 20_000 });
    const copied = await readFile(join(folder, 'position'), 'utf8');
    expect(BigInt(copied)).toBeGreaterThan(0n);
    const handle = reader.stream.shapeHandle;
    await harness.restart(async () => {
      for (const file of (await filesOf(folder)).filter((each) => each.endsWith('.log')))
        await writeFile(await pathOf(folder, file), Buffer.alloc(17, 9), { flag: 'a' });
      await put(21, 'while away');
    });
    await expect.poll(() => held(reader), { timeout: 20_000 }).toEqual(await fresh());
    expect(reader.stream.shapeHandle).toBe(handle);
  });

  test('given a folder that was copied back from before, when the server starts, then clients begin anew', async () => {
    const reader = open();
    await reader.upToDate();
    const before = await readFile(join(folder, 'position'), 'utf8');
    await put(1, 'later');
    await expect.poll(() => held(reader)).toEqual(await fresh());
    await vi.waitUntil(async () => (await readFile(join(folder, 'position'), 'utf8')) !== before, { timeout: 20_000 });
    await harness.restart(async () => {
      await writeFile(join(folder, 'position'), before);
      for (const file of (await filesOf(folder)).filter((each) => each.endsWith('.log')))
        await truncate(await pathOf(folder, file), 0);
    });
    await reader.until(() => reader.refetches() > 0);
    await expect.poll(() => held(reader)).toEqual(await fresh());
  });

  test('given the slot is dropped while the server is away, when it is back, then clients begin anew', async () => {
    const reader = open();
    await reader.upToDate();
    await harness.restart(async () => {
      await harness.db.query(`SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots`);
      await put(1, 'nobody kept this');
    });
    await reader.until(() => reader.refetches() > 0);
    await expect.poll(() => held(reader)).toEqual(await fresh());
  });

  test('given the folder in use, when a second server is started on it, then it is refused', async () => {
    const second = startElectric({ databaseUrl: harness.databaseUrl, storageFolder: folder });
    await expect(second).rejects.toThrow('in use');
  });
});

describe('the slot', () => {
  test('given more log than Postgres may keep, when the slot is lost, then clients begin anew and the server goes on', async () => {
    const reader = open();
    await reader.upToDate();
    await harness.restart(async () => {
      await flood();
      await vi.waitUntil(async () => (await slots()).some(({ wal_status: status }) => status === 'lost'), {
        timeout: 30_000,
      });
    });
    await put(5, 'after the flood');
    await reader.until(() => reader.refetches() > 0);
    await expect.poll(() => held(reader)).toEqual(await fresh());
    expect((await slots()).map(({ wal_status: status }) => status)).toEqual(['reserved']);
  });

  test('given a server that is gone for good, when its slot keeps too much, then another server drops it', async () => {
    const other = await mkdtemp(join(tmpdir(), 'electric-gone-'));
    const gone = await startElectric({ databaseUrl: harness.databaseUrl, storageFolder: other });
    await gone.stop();
    expect((await slots()).length).toBe(2);
    const watchful = await startElectric({
      databaseUrl: harness.databaseUrl,
      upkeepMs: 50,
      abandonedSlotBytes: 1_000,
    });
    await harness.db.query(`UPDATE ${name} SET body = repeat(md5(id::text), 20)`);
    await vi.waitUntil(async () => (await slots()).length === 2, { timeout: 20_000 });
    expect((await slots()).filter(({ active }) => !active)).toEqual([]);
    await watchful.stop();
    await rm(other, { recursive: true });
  });

  test('given writes, when the server has them on disk, then the slot keeps little; its lag is among the figures', async () => {
    const reader = open();
    await reader.upToDate();
    await harness.db.query(`UPDATE ${name} SET body = repeat('x', 2000)`);
    const lag = async () => {
      // Where decoding may begin again moves only with what Postgres otherwise writes down every quarter of a minute.
      await harness.db.query('SELECT pg_log_standby_snapshot()');
      return (await harness.electric().metrics()).slotLagBytes;
    };
    await vi.waitUntil(async () => (await lag()) < 100_000, { timeout: 30_000, interval: 200 });
    const metrics = await fetch(`${harness.electric().url}/metrics`);
    expect(await metrics.text()).toMatch(/^electric_slot_lag_bytes \d+$/m);
  });
});

test('given the program alone with a folder, when it is killed under load, then its clients go on where they were', async () => {
  const port = await freePort();
  const own = await mkdtemp(join(tmpdir(), 'electric-killed-'));
  const url = `http://127.0.0.1:${port}/v1/shape`;
  let program = await standalone(port, own);
  const clients = [true, false].map((liveSse) => read(url, { params: { table: name, replica: 'full' }, liveSse }));
  readers.push(...clients);
  await Promise.all(clients.map((reader) => reader.upToDate()));
  await vi.waitUntil(async () => (await filesOf(own)).some((file) => file.endsWith('.handle')), { timeout: 20_000 });
  for (let life = 0; life < 3; life += 1) {
    for (let id = 0; id < 30; id += 1) await put(id, `life ${life} row ${id} ${'x'.repeat(500)}`);
    program.kill('SIGKILL');
    await once(program, 'exit');
    await put(500 + life, 'while it was dead');
    program = await standalone(port, own);
  }
  for (const reader of clients) {
    await expect.poll(() => held(reader), { timeout: 30_000 }).toEqual(await fresh());
    expect(reader.refetches()).toBe(0);
  }
  program.kill('SIGTERM');
  await once(program, 'exit');
  await harness.db.query(`SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active`);
  await rm(own, { recursive: true });
});

async function standalone(port: number, storage: string): Promise<ChildProcess> {
  const program = spawn(process.execPath, ['sync-server/electric/standalone.ts'], {
    cwd: new URL('../..', import.meta.url),
    env: {
      ...process.env,
      DATABASE_URL: harness.databaseUrl,
      PORT: String(port),
      ELECTRIC_STORAGE_DIR: storage,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of program.stdout as AsyncIterable<Buffer>) if (line.includes(`:${port}/v1/shape`)) break;
  programs.push(program);
  return program;
}

/** Writes more log than the slot may keep. */
async function flood(): Promise<void> {
  await harness.db.query('CREATE TABLE IF NOT EXISTS flood (body text)');
  for (let round = 0; round < 12; round += 1) {
    await harness.db.query(`INSERT INTO flood SELECT repeat(md5(g::text), 200) FROM generate_series(1, 4000) g`);
    await harness.db.query('SELECT pg_switch_wal()');
  }
  await harness.db.query('TRUNCATE flood');
  await harness.db.query('CHECKPOINT');
}

async function slots(): Promise<readonly { wal_status: string; active: boolean }[]> {
  return (await harness.db.query('SELECT wal_status, active FROM pg_replication_slots')).rows;
}

async function filesOf(at: string): Promise<readonly string[]> {
  return (await readdir(at, { recursive: true })).map((path) => path.split('/').at(-1) ?? '');
}

async function pathOf(at: string, file: string): Promise<string> {
  const found = (await readdir(at, { recursive: true })).find((path) => path.endsWith(file));
  return join(at, found ?? file);
}
