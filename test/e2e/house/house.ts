import { test } from '@playwright/test';
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrolmentCode } from '#main/launch/enrolment-code.ts';
import { type DeskProcess, startDesk } from './desk-process.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { copyTemplate, readTemplate } from './template.ts';

/** A server on a copy of the template, and the desks at it; everything in folders and processes of its own. */
export interface House {
  readonly server: ServerProcess;
  /** The lodge's business date, which does not follow the clock by itself. */
  readonly businessDate: string;
  /** Enrols one more desk at the lodge (or at the empty house) and starts it; `serverUrl` where it has another way to the server, `blackBox` for a second copy elsewhere. */
  addDesk(name: string, at?: 'demo' | 'empty', serverUrl?: string, blackBox?: string): Promise<DeskProcess>;
  /** Starts a desk on a copy of a stopped desk's disk, as somebody who cloned the machine. */
  cloneDesk(of: DeskProcess, name: string): Promise<DeskProcess>;
  /** Asks the server with the administrator's token, about the lodge: `desks/revoke`, `enrolment-codes`, … */
  administer(path: string, body: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** A folder of this house's own. */
  readonly folder: string;
  stop(): Promise<void>;
}

export async function openHouse(): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-e2e-'));
  // Postgres does not run as root, and must be able to pass through.
  await chmod(folder, 0o755);
  const data = join(folder, 'server');
  await copyTemplate(data);
  const places = await readTemplate();
  const server = await startServer(data, join(folder, 'server.log'));
  const ends: (() => Promise<void>)[] = [];
  return {
    server,
    businessDate: places.businessDate,
    folder,
    addDesk: async (name, at = 'demo', serverUrl = server.file.url, blackBox) => {
      const enrolment = { server: serverUrl, code: await enrolmentCode(server.file, places[at]), blackBox };
      const desk = await startDesk(join(folder, `desk-${name}`), name, enrolment);
      ends.push(desk.stop);
      return desk;
    },
    async cloneDesk(of, name) {
      const data = join(folder, `desk-${name}`);
      await cp(of.folder, data, { recursive: true });
      const desk = await startDesk(data, name, { server: server.file.url, code: 'none' });
      ends.push(desk.stop);
      return desk;
    },
    async administer(path, body) {
      const { tenantId, propertyId } = places.demo;
      const response = await fetch(new URL(`/v1/admin/${path}`, server.file.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${server.file.adminToken}` },
        body: JSON.stringify({ tenantId, propertyId, ...body }),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    async stop() {
      await Promise.all(ends.map((end) => end()));
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The house of a test file with its desks, opened before its first test and closed after its last. */
export interface HouseOfFile<Name extends string> {
  readonly server: ServerProcess;
  readonly businessDate: string;
  desk(name: Name): DeskProcess;
  /** One more desk, enrolled during a test. */
  addDesk: House['addDesk'];
  cloneDesk: House['cloneDesk'];
  administer: House['administer'];
  readonly folder: string;
}

/** Called at the top of a file. The desks are named `A`, `B`, … in the order in which they are enrolled. */
export function houseWith<const Name extends string>(...names: readonly Name[]): HouseOfFile<Name> {
  let house: House | undefined;
  const desks = new Map<string, DeskProcess>();
  test.beforeAll(async () => {
    test.setTimeout(300_000);
    house = await openHouse();
    for (const name of names) desks.set(name, await house.addDesk(name));
  });
  test.afterAll(async () => {
    test.setTimeout(120_000);
    await house?.stop();
  });
  const opened = (): House => {
    if (house === undefined) throw new Error('the house is not open');
    return house;
  };
  return {
    get server() {
      return opened().server;
    },
    get businessDate() {
      return opened().businessDate;
    },
    desk(name) {
      const desk = desks.get(name);
      if (desk === undefined) throw new Error(`no desk ${name}`);
      return desk;
    },
    addDesk: (name, at, serverUrl, blackBox) => opened().addDesk(name, at, serverUrl, blackBox),
    cloneDesk: (of, name) => opened().cloneDesk(of, name),
    administer: (path, body) => opened().administer(path, body),
    get folder() {
      return opened().folder;
    },
  };
}
