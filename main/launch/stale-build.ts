import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a bundle is made from: folders and single files under the root. */
const sources: Readonly<Record<'renderer' | 'main', readonly string[]>> = {
  renderer: ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'],
  main: ['main', 'shared', 'package-lock.json'],
};

/** Whether a bundle is missing or older than what it is made from; `seal` records that it was made from what is there now. */
export interface BuildState {
  readonly stale: boolean;
  seal(): void;
}

/** Compares by path, size and time of change: a full scan takes some ten milliseconds. */
export function buildState(root: string, bundle: keyof typeof sources): BuildState {
  const stamp = join(root, 'build', bundle, '.made-from');
  const now = digestOf(root, sources[bundle]);
  return {
    stale: readText(stamp) !== now,
    seal: () => writeFileSync(stamp, now),
  };
}

function digestOf(root: string, names: readonly string[]): string {
  const digest = createHash('sha256');
  for (const name of names) {
    const path = join(root, name);
    for (const file of filesUnder(path)) {
      const { size, mtimeMs } = statSync(file);
      digest.update(`${file.slice(root.length)}\0${size}\0${mtimeMs}\n`);
    }
  }
  return digest.digest('hex');
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
