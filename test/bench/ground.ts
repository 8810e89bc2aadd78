import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type RunningDesk, startDesk } from '#main/launch/desk-process.ts';
import { enrolmentCode } from '#main/launch/enrolment-code.ts';
import { startChild } from '#main/launch/child.ts';
import { root } from '#main/launch/paths.ts';
import { enrol } from '#main/services/sync/enrol.ts';
import { openDesk } from '#main/store/open-desk.ts';
import { type ServerFile, readServerFile } from '#sync-server/server-file.ts';
import { type BigLodge, bigLodge } from './big-lodge.ts';
import { type Loaded, loadServer } from './load-server.ts';

/** What several parts stand on, begun when the first of them asks for it: a real server and real desks in processes of their own. */
export interface Ground {
  readonly folder: string;
  readonly lodge: BigLodge;
  /** The sync-server with its own Postgres. */
  server(): Promise<ServerFile>;
  /** Another server in a database of its own, whose clock was right at `began` and runs so many times as fast [I5]. */
  hurriedServer(began: number, times: number): Promise<ServerFile>;
  /** The first with the whole lodge in it; says what loading it took. */
  loaded(): Promise<ServerFile & Loaded>;
  /** The data folder of a desk that is enrolled at the loaded server; its replica is still empty. */
  enrolled(name: string): Promise<string>;
  /** The same at another property of that server, with a quarter of the stays. */
  enrolledSmall(name: string): Promise<string>;
  /** The data folder of a desk of that name. */
  deskFolder(name: string): string;
  /** A desk at work on the replica of that name, with its browser host. */
  desk(name: string): Promise<RunningDesk>;
  /** Ends and removes all of it. */
  end(): Promise<void>;
}

const startsWithinMs = 120_000;
const stopsWithinMs = 30_000;

export async function breakGround(lodge: BigLodge, say: (text: string) => void): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-bench-'));
  const ends: (() => Promise<void>)[] = [];
  const desks = new Map<string, Promise<RunningDesk>>();
  let server: Promise<ServerFile> | undefined;
  let loaded: Promise<ServerFile & Loaded> | undefined;
  const deskFolder = (name: string) => join(folder, 'desks', name);

  const ground: Ground = {
    folder,
    lodge,
    server: () => (server ??= startServer(join(folder, 'server'), join(root, 'sync-server/server.ts'), ends)),
    async hurriedServer(began, times) {
      const databaseUrl = await anotherDatabase((await ground.server()).databaseUrl);
      const script = join(import.meta.dirname, 'departures/hurried-server.ts');
      const clock = { CAIRN_BEGAN: String(began), CAIRN_TIMES: String(times) };
      return startServer(join(folder, 'hurried'), script, ends, { ...clock, DATABASE_URL: databaseUrl });
    },
    loaded: () =>
      (loaded ??= ground.server().then(async (file) => {
        say(`loading ${lodge.size.stays.toLocaleString('en')} stays into the server …`);
        return { ...file, ...(await loadServer(file.databaseUrl, lodge)) };
      })),
    enrolled: async (name) => enrolledAt(await ground.loaded(), lodge, name),
    async enrolledSmall(name) {
      const file = await ground.server();
      const quarter = bigLodge({ ...lodge.size, stays: lodge.size.stays / 4 });
      say(`loading ${quarter.size.stays.toLocaleString('en')} stays into another property …`);
      await loadServer(file.databaseUrl, quarter);
      return enrolledAt(file, quarter, name);
    },
    deskFolder,
    desk(name) {
      const known = desks.get(name) ?? deskAtWork(name);
      desks.set(name, known);
      return known;
    },
    async end() {
      for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return ground;

  async function enrolledAt(file: ServerFile, at: BigLodge, name: string): Promise<string> {
    const dataFolder = deskFolder(name);
    const store = openDesk({ dataFolder });
    try {
      const code = await enrolmentCode(file, { tenantId: at.tenantId, propertyId: at.propertyId });
      const outcome = await enrol(store, { server: file.url, code, name: `Desk ${name}` });
      if (!outcome.ok) throw new Error(`the server did not take desk ${name} in: ${outcome.message}`);
    } finally {
      store.close();
    }
    return dataFolder;
  }

  async function deskAtWork(name: string): Promise<RunningDesk> {
    const desk = await startDesk({
      folder: deskFolder(name),
      name,
      server: undefined,
      code: undefined,
      port: 0,
      usualPort: 0,
    });
    ends.push(() => desk.child.stop(stopsWithinMs));
    return desk;
  }
}

/** An empty database beside the one at the address. */
async function anotherDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE DATABASE cairn_hurried');
  await client.end();
  const other = new URL(url);
  other.pathname = '/cairn_hurried';
  return other.href;
}

async function startServer(
  data: string,
  script: string,
  ends: (() => Promise<void>)[],
  more: Readonly<Record<string, string>> = {},
): Promise<ServerFile> {
  const own = { CAIRN_DATA: data, PORT: '0', LOG_LEVEL: 'error', DATABASE_URL: '', ELECTRIC_URL: '', POOL_SIZE: '16' };
  const child = startChild({ args: [script], logFile: `${data}.log`, env: { ...own, ...more } });
  ends.push(() => child.stop(stopsWithinMs));
  let ended: string | undefined;
  void child.ended.then((how) => (ended = how));
  for (const until = Date.now() + startsWithinMs; Date.now() < until; await pause(20)) {
    const file = await readServerFile(data);
    if (file !== undefined && file.pid === child.process.pid) return file;
    if (ended !== undefined) throw new Error(`the server ended while starting (${ended}):\n${child.lastWords()}`);
  }
  throw new Error(`the server did not come up:\n${child.lastWords()}`);
}
