import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A process that was started here and ends with us. */
export interface Child {
  readonly process: ChildProcess;
  /** Settles when it has ended, with its code or signal in words. */
  readonly ended: Promise<string>;
  /** Asks it to stop, and makes it after `withinMs`. */
  stop(withinMs: number): Promise<void>;
  /** The end of what it wrote, for when it failed. */
  lastWords(): string;
}

interface Options {
  readonly args: readonly string[];
  /** Takes what it writes. */
  readonly logFile: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The program; this very Node by default. */
  readonly command?: string;
}

const dieWithParent = fileURLToPath(new URL('./die-with-parent.ts', import.meta.url));

/**
 * Starts a Node program of ours. It gets a process group of its own, so that Ctrl+C reaches only us and we end things in
 * order; and it ends by itself when we are gone.
 */
export function startChild({ args, logFile, env = {}, command }: Options): Child {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const own = command === undefined ? ['--import', dieWithParent] : [];
  const child = spawn(command ?? process.execPath, [...own, ...args], {
    stdio: ['ignore', log, log, 'ipc'],
    env: { ...process.env, ...env },
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  return {
    process: child,
    ended,
    async stop(withinMs) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
      await ended;
      clearTimeout(timer);
    },
    lastWords: () => lastLines(logFile, 12),
  };
}

function lastLines(file: string, count: number): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}
