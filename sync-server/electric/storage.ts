import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive } from '#sync-server/postgres/postmaster.ts';
import type { Lsn } from './lsn.ts';

/** Where a shape server keeps its files, and what it knows of the database that they belong to. */
export interface Storage {
  readonly folder: string;
  /** Whether shapes outlive the process. */
  readonly durable: boolean;
  /** The end of the slot's name, the folder's own. */
  readonly name: string;
  /** Whether the files belong to this database, as far as it was confirmed to it; false where nothing is known. */
  matches(database: string, confirmed: Lsn): boolean;
  /** From now on the files belong to this database. */
  bind(database: string): Promise<void>;
  /** Written down before Postgres is told: a slot that is further than this was moved by somebody else. */
  confirming(lsn: Lsn): Promise<void>;
  release(): Promise<void>;
}

const Kept = z.object({ name: z.string().regex(/^[0-9a-f]{12}$/), database: z.string().nullable() });

/** Takes a folder for this process; without one, a folder that goes with it. */
export async function openStorage(given: string | undefined): Promise<Storage> {
  if (given === undefined) {
    const folder = await mkdtemp(join(tmpdir(), 'cairn-electric-'));
    return {
      folder,
      durable: false,
      name: newName(),
      matches: () => false,
      bind: async () => {},
      confirming: async () => {},
      release: () => rm(folder, { recursive: true, force: true }),
    };
  }
  await mkdir(given, { recursive: true, mode: 0o700 });
  const release = await lock(join(given, 'lock'));
  const identityFile = join(given, 'storage.json');
  const positionFile = join(given, 'position');
  const text = await readFile(identityFile, 'utf8').catch(() => undefined);
  const kept = text === undefined ? undefined : Kept.safeParse(parseJson(text)).data;
  const name = kept?.name ?? newName();
  let database = kept?.database ?? null;
  const written = await readFile(positionFile, 'utf8').catch(() => '');
  let position = /^\d+$/.test(written) ? BigInt(written) : 0n;
  if (kept === undefined) await writeDurably(identityFile, JSON.stringify({ name, database }));
  return {
    folder: given,
    durable: true,
    name,
    matches: (asked, confirmed) => database === asked && confirmed <= position,
    async bind(asked) {
      if (database === asked) return;
      database = asked;
      await writeDurably(identityFile, JSON.stringify({ name, database }));
    },
    async confirming(lsn) {
      if (lsn <= position) return;
      position = lsn;
      await writeFile(`${positionFile}.new`, String(lsn), { mode: 0o600 });
      await rename(`${positionFile}.new`, positionFile);
    },
    release,
  };
}

const newName = () => randomBytes(6).toString('hex');

/** Two processes would write into each other's logs. */
async function lock(file: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 });
      return () => rm(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = Number(await readFile(file, 'utf8').catch(() => ''));
      if (holder > 1 && isAlive(holder)) {
        const here = holder === process.pid ? 'this process' : `process ${holder}`;
        throw new Error(`the folder of ${file} is in use by ${here}`, { cause: error });
      }
      await rm(file, { force: true });
    }
  }
}

/** Writes a small file so that a power cut leaves the old or the new one. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
