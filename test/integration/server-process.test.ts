import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostmaster, isAlive, isPostgres } from '#sync-server/postgres/postmaster.ts';
import { type ServerFile, readServerFile } from '#sync-server/server-file.ts';
import { freePort } from '#test/support/free-port.ts';

let dataFolder: string;
let port: number;
const children: ChildProcess[] = [];
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'cairn-own-'));
  port = await freePort();
});
afterAll(async () => {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }
  const left = await findPostmaster(join(dataFolder, 'postgres'));
  if (left !== undefined) process.kill(left.pid, 'SIGINT');
  await rm(dataFolder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly ms: number;
  log(): string;
}

/** `npm run server` with a data folder of its own, until it says that it serves. */
async function start(): Promise<Started> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../sync-server/server.ts')], {
    env: { ...process.env, CAIRN_DATA: dataFolder, PORT: String(port), DATABASE_URL: '', ELECTRIC_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let log = '';
  await new Promise<void>((resolve, reject) => {
    const take = (data: Buffer) => {
      log += data.toString();
      if (log.includes('"msg":"serving"')) resolve();
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${log}`)));
  });
  return { child, ms: performance.now() - began, log: () => log };
}

async function theFile(): Promise<ServerFile> {
  const file = await readServerFile(dataFolder);
  if (file === undefined) throw new Error('no server.json');
  return file;
}

describe('npm run server, on a Postgres of its own', () => {
  it('starts from nothing and answers on loopback', async () => {
    await start();
    const file = await theFile();
    expect(file.url).toBe(`http://127.0.0.1:${port}`);
    expect(await (await fetch(new URL('/ready', file.url))).json()).toMatchObject({ ready: true });
  });

  it('writes JSON logs only, one object a line, and no secret in them', async () => {
    const [first] = children;
    const { adminToken, databaseUrl } = await theFile();
    if (first === undefined) throw new Error('no server');
    first.kill('SIGTERM');
    await once(first, 'exit');
    const started = await start();
    const lines = started.log().trim().split('\n');
    expect(lines.map((line) => typeof JSON.parse(line)).every((type) => type === 'object')).toBe(true);
    expect(started.log()).not.toContain(adminToken);
    expect(started.log()).not.toContain(new URL(databaseUrl).password);
  });

  it('refuses a second server on the same folder, and leaves the first alone', async () => {
    const file = await theFile();
    await expect(start()).rejects.toThrow(/already runs on/);
    expect((await fetch(new URL('/ready', file.url))).status).toBe(200);
  });

  it('[S28] is killed and starts again on the Postgres that it left, with what it had answered', async () => {
    const before = await theFile();
    const code = await askForCode(before);
    const running = children.findLast((child) => child.exitCode === null && child.signalCode === null);
    const postmaster = await findPostmaster(join(dataFolder, 'postgres'));
    running?.kill('SIGKILL');
    if (running !== undefined) await once(running, 'exit');
    expect(postmaster !== undefined && isAlive(postmaster.pid)).toBe(true);
    const again = await start();
    expect((await findPostmaster(join(dataFolder, 'postgres')))?.pid).toBe(postmaster?.pid);
    const after = await theFile();
    expect(after).toMatchObject({
      url: before.url,
      adminToken: before.adminToken,
      databaseUrl: before.databaseUrl,
      pid: again.child.pid,
    });
    // The code was kept: enrolling fails for its key only, never for the code.
    const answer = await fetch(new URL('/v1/desks/enrol', after.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, name: 'A', publicKey: 'none' }),
    });
    expect(await answer.json()).toMatchObject({ error: 'bad-key' });
    expect(again.ms).toBeLessThan(15_000);
  });

  it('ends everything that it started when it is told to, a Postgres that it took over too', async () => {
    const running = children.findLast((child) => child.exitCode === null && child.signalCode === null);
    const postmaster = await findPostmaster(join(dataFolder, 'postgres'));
    running?.kill('SIGINT');
    const [exitCode] = running === undefined ? [undefined] : ((await once(running, 'exit')) as [number | null]); // as Node documents
    expect(exitCode).toBe(0);
    expect(postmaster !== undefined && (await isPostgres(postmaster.pid))).toBe(false);
    expect(await theFile()).toMatchObject({ pid: null });
  });

  it('starts again after a power cut that left Postgres’ pid file behind', async () => {
    const started = await start();
    const postmaster = await findPostmaster(join(dataFolder, 'postgres'));
    if (postmaster === undefined) throw new Error('no Postgres');
    started.child.kill('SIGKILL');
    process.kill(postmaster.pid, 'SIGKILL');
    await once(started.child, 'exit');
    while (isAlive(postmaster.pid)) await new Promise((resolve) => setImmediate(resolve));
    expect(await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8')).toContain(String(postmaster.pid));
    await start();
    expect(await (await fetch(new URL('/ready', (await theFile()).url))).json()).toMatchObject({ ready: true });
  });
});

async function askForCode({ url, adminToken }: ServerFile): Promise<string> {
  const place = {
    tenantId: '0199a000-0000-7000-8000-000000000001',
    propertyId: '0199a000-0000-7000-8000-000000000002',
  };
  const answer = await fetch(new URL('/v1/admin/enrolment-codes', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` },
    body: JSON.stringify(place),
  });
  const { code } = (await answer.json()) as { code: string }; // the admin route's answer
  return code;
}
