import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive } from './postgres/postmaster.ts';

/** What a server tells those on its own machine: `server.json` in its data folder, readable by its owner only. */
const serverFile = z.object({
  url: z.string(),
  adminToken: z.string(),
  databaseUrl: z.string(),
  /** The process that runs it, or null while none does. */
  pid: z.number().int().nullable(),
});
export type ServerFile = z.infer<typeof serverFile>;

const nameOf = (folder: string) => join(folder, 'server.json');

export async function readServerFile(folder: string): Promise<ServerFile | undefined> {
  const text = await readFile(nameOf(folder), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = serverFile.safeParse(parseJson(text));
  return parsed.success ? parsed.data : undefined;
}

/** The administrator's token of this folder, made the first time. */
export async function adminTokenOf(folder: string): Promise<string> {
  return (await readServerFile(folder))?.adminToken ?? randomBytes(32).toString('base64url');
}

/** Writes the file in one step, so that nobody reads half of it. */
export async function writeServerFile(folder: string, content: ServerFile): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(`${nameOf(folder)}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(`${nameOf(folder)}.new`, nameOf(folder));
}

/**
 * Takes the folder for this process. Refuses while another server runs on it: the first to stop would stop the database
 * under the other. Gives a function that lets it go.
 */
export async function takeFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'server.lock');
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 });
      return () => rm(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = Number(await readFile(file, 'utf8').catch(() => ''));
      if (holder !== process.pid && Number.isInteger(holder) && holder > 1 && isAlive(holder) && (await isNode(holder)))
        throw new Error(`another server (process ${holder}) already runs on ${folder}`, { cause: error });
      await rm(file, { force: true });
    }
  }
}

/** Whether the process is a Node at all: the number of a killed server may be another program's by now. */
async function isNode(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return /node/.test(command.split('\0')[0] ?? '');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
