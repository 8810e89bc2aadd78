import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What decides whether a window of Electron can be shown here. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether this is the superuser; on Windows and macOS that does not matter. */
  readonly isRoot: boolean;
}

/** Whether something can be shown on this machine's screen at all. */
export function hasScreen({ platform, env }: Surroundings): boolean {
  if (platform === 'win32' || platform === 'darwin') return env['SSH_CONNECTION'] === undefined || platform === 'win32';
  return Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

/** Why there can be no Electron window here, or undefined where there can. Its sandbox is not given up to run as root. */
export function whyNoWindow(here: Surroundings): 'no screen' | 'root' | undefined {
  if (!hasScreen(here)) return 'no screen';
  return here.platform === 'linux' && here.isRoot ? 'root' : undefined;
}

export function surroundings(): Surroundings {
  return { platform: process.platform, env: process.env, isRoot: process.getuid?.() === 0 };
}

const FETCH_WITHIN_MS = 45_000;
const TRY_AGAIN_AFTER_MS = 24 * 60 * 60_000;

/** The Electron program, fetched once where it is not there. Undefined where it cannot be had; that is remembered for a day. */
export async function electronBinary(root: string, memory: string): Promise<string | undefined> {
  const there = installed(root);
  if (there !== undefined) return there;
  if (existsSync(memory) && Date.now() - statSync(memory).mtimeMs < TRY_AGAIN_AFTER_MS) return undefined;
  await fetchElectron(root);
  const fetched = installed(root);
  if (fetched === undefined) {
    mkdirSync(dirname(memory), { recursive: true });
    writeFileSync(memory, 'Electron could not be fetched; remove this file to try again.\n');
  }
  return fetched;
}

/** The program's path, where the package has it. */
export function installed(root: string): string | undefined {
  try {
    const folder = join(root, 'node_modules/electron');
    const file = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function fetchElectron(root: string): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules/electron/install.js')], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), FETCH_WITHIN_MS);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    child.once('exit', done);
    child.once('error', done);
  });
}
