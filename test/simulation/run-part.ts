import { openGround } from './ground.ts';
import { runSeed } from './run-seed.ts';
import type { SeedWanted } from './seeds-wanted.ts';

/*
 * The process that runs one part of a run's seeds, on a Postgres and a server of its own: `simulate.ts` starts it, sends it the
 * seeds and hears of each result. It ends what it started when its parent is gone or no longer wants it.
 */

const ground = await openGround();
process.on('message', (seeds) => void run(seeds as readonly SeedWanted[])); // the one message that its parent sends
process.on('disconnect', () => void end());
// Whoever ends a whole terminal ends the parent, which prints what was done.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => void end());
process.send?.('ready');

async function run(seeds: readonly SeedWanted[]): Promise<void> {
  const server = await ground.server();
  for (const wanted of seeds) {
    const result = await runSeed(server, { ...wanted, folder: ground.folder });
    if (!process.connected) return;
    process.send?.(result);
  }
  process.disconnect();
}

async function end(): Promise<void> {
  await ground.end().catch(() => {});
  process.exit(0);
}
