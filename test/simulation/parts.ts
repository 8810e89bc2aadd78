import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { SeedResult } from './run-seed.ts';
import type { SeedWanted } from './seeds-wanted.ts';

/** Seeds that are run in processes of their own, several at once. */
export interface Parts {
  /** Resolves when all have been run, or were stopped. */
  readonly done: Promise<void>;
  /** Starts nothing more, and ends what runs. */
  stop(): Promise<void>;
}

/** A seed that says nothing for so long has not come to an end by itself. */
const PATIENCE = 20 * 60_000;

/**
 * Runs each part in a process of its own, `jobs` at a time: memory, connections, slots and shapes begin anew with each. A seed over
 * which its process dies, or hangs, is a result like any other: broken. What comes behind it in the part is run by another.
 */
export function runParts(
  parts: readonly (readonly SeedWanted[])[],
  jobs: number,
  onResult: (wanted: SeedWanted, result: SeedResult) => void,
): Parts {
  const queue = [...parts];
  const running = new Set<ChildProcess>();
  let stopped = false;

  async function work(): Promise<void> {
    for (let part = queue.shift(); part !== undefined && !stopped; part = queue.shift()) {
      const left = await runPart(part);
      if (left.length > 0) queue.unshift(left);
    }
  }

  /** What comes back is still to be run. */
  function runPart(seeds: readonly SeedWanted[]): Promise<readonly SeedWanted[]> {
    // Of its own process group: a signal to this one's is heard here, and not there.
    const child = fork(join(import.meta.dirname, 'run-part.ts'), { detached: true });
    running.add(child);
    let told = 0;
    let why = '';
    let watch = setTimeout(giveUp, PATIENCE);
    function giveUp(): void {
      why = `it said nothing for ${PATIENCE / 60_000} minutes`;
      child.kill('SIGKILL');
    }
    child.on('message', (message) => {
      clearTimeout(watch);
      watch = setTimeout(giveUp, PATIENCE);
      if (message === 'ready') return void child.send([...seeds]);
      const wanted = seeds[told++];
      if (wanted !== undefined && !stopped) onResult(wanted, message as SeedResult); // what `run-part.ts` sends
    });
    return new Promise((resolve) => {
      child.on('exit', (code, signal) => {
        clearTimeout(watch);
        running.delete(child);
        const [broken, ...left] = seeds.slice(told);
        if (broken === undefined || stopped) return resolve([]);
        onResult(broken, diedOver(broken, why || `its process ended with ${signal ?? code}`));
        resolve(left);
      });
    });
  }

  return {
    done: Promise.all(Array.from({ length: jobs }, work)).then(() => {}),
    async stop() {
      stopped = true;
      const ended = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)));
      for (const child of running) if (child.connected) child.disconnect();
      await Promise.all(ended);
    },
  };
}

function diedOver({ seed }: SeedWanted, why: string): SeedResult {
  return { seed, breaches: [`it did not come to an end: ${why}`], counts: {}, log: [], digests: {}, ms: 0 };
}
