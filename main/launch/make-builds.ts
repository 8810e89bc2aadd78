import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { holdLock } from './hold-lock.ts';
import { buildState } from './stale-build.ts';

/** Builds the screens where they are missing or stale. Rejects with the builder's words. Resolves whether it had to. */
export async function makeRenderer(root: string): Promise<boolean> {
  return make(root, 'renderer', join(root, 'build/renderer/index.html'), [
    join(root, 'node_modules/vite/bin/vite.js'),
    'build',
  ]);
}

/** Builds the desktop program likewise. */
export async function makeMain(root: string): Promise<boolean> {
  return make(root, 'main', join(root, 'build/main/electron.js'), [join(root, 'main/app/build-main.ts')]);
}

async function make(
  root: string,
  bundle: 'renderer' | 'main',
  result: string,
  args: readonly string[],
): Promise<boolean> {
  if (isMade(root, bundle, result)) return false;
  // Two starts at once must not empty the folder under each other; the second finds it made.
  const lock = await lockOnce(join(root, `build/.${bundle}.lock`));
  try {
    if (isMade(root, bundle, result)) return false;
    const state = buildState(root, bundle);
    await run(root, args);
    state.seal();
    return true;
  } finally {
    lock.release();
  }
}

function isMade(root: string, bundle: 'renderer' | 'main', result: string): boolean {
  return existsSync(result) && !buildState(root, bundle).stale;
}

async function lockOnce(file: string): Promise<{ release(): void }> {
  for (;;) {
    const lock = holdLock(file);
    if (lock !== undefined) return lock;
    await pause(100);
  }
}

function run(root: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    let words = '';
    child.stdout.on('data', (data: Buffer) => (words += data.toString()));
    child.stderr.on('data', (data: Buffer) => (words += data.toString()));
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the build failed:\n${words.slice(-3000)}`)),
    );
  });
}
