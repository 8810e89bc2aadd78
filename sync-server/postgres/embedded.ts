import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import { type Binaries, findBinaries } from './binaries.ts';
import { findPostmaster, isPostgres } from './postmaster.ts';
import { type RunAs, chooseRunAs } from './run-as.ts';

const run = promisify(execFile);
const keptSettings = z.object({ port: z.number().int(), password: z.string() });

/** A Postgres of the server's own, in its data folder. */
export interface EmbeddedPostgres {
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts Postgres on `folder/postgres`, making the cluster the first time. One that a killed server left running is taken over;
 * one that died with the machine recovers as Postgres does. Listens on loopback only.
 */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const databaseFolder = join(folder, 'postgres');
  const [binaries] = await Promise.all([findBinaries(), mkdir(folder, { recursive: true })]);
  const kept = await keptIn(folder);
  const runAs = await chooseRunAs([databaseFolder, binaries.postgres], kept === undefined ? undefined : databaseFolder);
  const settings = kept ?? { port: await freePort(), password: randomBytes(24).toString('base64url') };
  if (kept === undefined) {
    await makeCluster(binaries, runAs, databaseFolder, settings.password);
    await keep(folder, settings);
  }
  const port = await serve(databaseFolder, settings.port, (at) => start(binaries, runAs, databaseFolder, at));
  if (port !== settings.port) await keep(folder, { ...settings, port });
  const urlOf = (database: string) => `postgres://cairn:${settings.password}@127.0.0.1:${port}/${database}`;
  await untilAnswers(urlOf('postgres'));
  await makeDatabase(urlOf('postgres'));
  return { databaseUrl: urlOf('cairn'), stop: () => stop(binaries, runAs, databaseFolder) };
}

async function makeCluster(binaries: Binaries, runAs: RunAs, databaseFolder: string, password: string): Promise<void> {
  // Without kept settings a folder is one whose making was cut short.
  await rm(databaseFolder, { recursive: true, force: true });
  await mkdir(databaseFolder, { recursive: true, mode: 0o700 });
  const passwordFile = join(tmpdir(), `cairn-${randomBytes(8).toString('hex')}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    const uid = runAs.uid ?? (await borrowedUid(runAs));
    if (uid !== undefined) {
      await chown(databaseFolder, uid, runAs.gid ?? uid);
      await chown(passwordFile, uid, runAs.gid ?? uid);
    }
    const [program, args] = runAs.command(binaries.initdb, [
      `--pgdata=${databaseFolder}`,
      '--username=cairn',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--locale=C',
      '--encoding=UTF8',
    ]);
    await run(program, args, { ...identity(runAs), cwd: tmpdir() });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The user that setpriv changes to, for the folder's owner. */
async function borrowedUid(runAs: RunAs): Promise<number | undefined> {
  const [program, args] = runAs.command('id', ['-u']);
  if (program !== 'setpriv') return undefined;
  const { stdout } = await run(program, args);
  return Number(stdout.trim());
}

function start(binaries: Binaries, runAs: RunAs, databaseFolder: string, port: number): ChildProcess {
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    wal_level: 'logical',
    max_wal_senders: '20',
    max_replication_slots: '20',
    // A follower that never comes back must not fill the disk.
    max_slot_wal_keep_size: '2GB',
    max_connections: '100',
    shared_buffers: '256MB',
    // Once in a quarter of an hour and spread out: a checkpoint is what makes single commands slow.
    checkpoint_timeout: '15min',
    max_wal_size: '2GB',
    log_min_messages: 'fatal',
    timezone: 'UTC',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [program, args] = runAs.command(binaries.postgres, ['-D', databaseFolder, ...flags]);
  // In a group of its own: Ctrl+C reaches the server only, which stops the database when its own work has ended.
  const child = spawn(program, args, { ...identity(runAs), cwd: tmpdir(), detached: true, stdio: 'ignore' });
  child.unref();
  return child;
}

/** A fast shutdown: open transactions are rolled back, what was committed stays. */
async function stop(binaries: Binaries, runAs: RunAs, databaseFolder: string): Promise<void> {
  const running = await findPostmaster(databaseFolder);
  if (running === undefined) return;
  const [program, args] = runAs.command(binaries.pgCtl, ['stop', '-D', databaseFolder, '-m', 'fast', '-w', '-t', '30']);
  await run(program, args, { ...identity(runAs), cwd: tmpdir() });
  // pg_ctl waits for the pid file to go, which goes a moment before the process does.
  const deadline = Date.now() + 5000;
  while ((await isPostgres(running.pid)) && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

/**
 * The port on which this folder's own Postgres serves, started where none runs. That a port answers is no sign of it: two
 * copies of a folder remember the same port and the same password, and whoever comes second would work on the other's data.
 */
async function serve(
  databaseFolder: string,
  remembered: number,
  begin: (port: number) => ChildProcess,
): Promise<number> {
  const deadline = Date.now() + 60_000;
  const settled = Date.now() + 10_000;
  let child: ChildProcess | undefined;
  let port = remembered;
  for (;;) {
    const running = await findPostmaster(databaseFolder);
    if (running?.ready === true) return running.port;
    const ended = child !== undefined && (child.exitCode !== null || child.signalCode !== null);
    if (running === undefined && (child === undefined || ended)) {
      // One that ended before it served lost its port to another program between the look and the start, or was begun
      // while the processes of one that was killed still held its memory: these see that it died and go, each in its time.
      if (ended && (await canListen(port))) {
        if (Date.now() > settled) throw new Error(`Postgres ended with ${child?.exitCode}`);
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      port = await portToUse(port);
      child = begin(port);
    }
    if (Date.now() > deadline) throw new Error('Postgres did not start within a minute');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function untilAnswers(url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    // A connection that is cut while Postgres still starts is tried again.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      await client.end().catch(() => undefined);
      if (Date.now() > deadline) throw new Error('Postgres does not answer', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'cairn'");
    if (rowCount === 0) await client.query('CREATE DATABASE cairn');
  } finally {
    await client.end();
  }
}

async function keptIn(folder: string): Promise<z.infer<typeof keptSettings> | undefined> {
  const text = await readFile(join(folder, 'postgres.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : keptSettings.parse(JSON.parse(text));
}

async function keep(folder: string, settings: z.infer<typeof keptSettings>): Promise<void> {
  const file = join(folder, 'postgres.json');
  await writeFile(`${file}.new`, JSON.stringify(settings), { mode: 0o600 });
  await rename(`${file}.new`, file);
  await chmod(folder, 0o755);
}

function identity({ uid, gid }: RunAs): { uid?: number; gid?: number } {
  return uid === undefined ? {} : { uid, gid };
}

/** The port of last time if nobody else listens there, else a free one. */
async function portToUse(port: number): Promise<number> {
  return (await canListen(port)) ? port : freePort();
}

function canListen(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address === null || typeof address === 'string' ? reject(new Error('no free port')) : resolve(address.port),
      );
    });
  });
}
