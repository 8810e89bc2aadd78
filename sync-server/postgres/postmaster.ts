import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';

/** A Postgres that runs on a data folder, as its own pid file tells. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/**
 * The Postgres that runs on this folder, or undefined where none does. A file that a kill or a power cut left is no sign of
 * one, nor is one that came with a copy of a folder that was being served: it names the Postgres of that other folder.
 */
export async function findPostmaster(databaseFolder: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(databaseFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 1 || !(await isPostgres(pid))) return undefined;
  if (!(await isSameFolder(lines[1] ?? '', databaseFolder))) return undefined;
  return { pid, port, ready: lines[7]?.trim() === 'ready' };
}

async function isSameFolder(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((path) => realpath(path).catch(() => undefined)));
  return first !== undefined && first === second;
}

/** Whether the process is there and is a Postgres: its number may be another's after a restart of the machine. */
export async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return /(^|\/)postgres\0/.test(command);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
