import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '#main/launch/paths.ts';
import { bigLodge, standardSize } from './big-lodge.ts';
import { calendarFigures } from './calendar-figures.ts';
import { commandToDurable } from './command-to-durable.ts';
import { atTheDesk } from './departures/at-the-desk.ts';
import { hotDeparture } from './departures/hot-departure.ts';
import { manyBuyers } from './departures/many-buyers.ts';
import { deskToDesk } from './desk-to-desk.ts';
import { type Figure, type Skipped, isMet } from './figure.ts';
import { firstSync } from './first-sync.ts';
import { type Ground, breakGround } from './ground.ts';
import { importRows } from './import-rows.ts';
import { manyFollowers } from './many-followers.ts';
import { serverSales } from './server-sales.ts';
import { tableOf } from './table.ts';
import { warmStart } from './warm-start.ts';
import { weekSettled } from './week-settled.ts';

/*
 * `npm run bench [-- --only desk,start,server,departures,buyers,tours,import,sync,week,a-to-b,followers,calendar] [--stays N]`: measures the whole of Cairn on this machine,
 * prints one table and writes test/artifacts/bench.json. A target that is missed is said to be missed; the exit code is 1 only
 * where something could not be measured.
 */

const parts = {
  desk: (ground: Ground) => commandToDurable(ground.lodge, join(ground.folder, 'command')),
  start: warmStart,
  server: serverSales,
  // Seats: how fast they are held, found and shown, and that ten thousand buyers neither oversell nor lose one.
  departures: hotDeparture,
  buyers: manyBuyers,
  tours: atTheDesk,
  import: importRows,
  sync: firstSync,
  week: weekSettled,
  'a-to-b': deskToDesk,
  followers: manyFollowers,
  calendar: calendarFigures,
} satisfies Record<string, (ground: Ground) => Promise<Figure[] | Skipped>>;
type Part = keyof typeof parts;
/** These work at desks that have synced. */
const needSync: readonly Part[] = ['week', 'a-to-b', 'calendar'];

const { values: given } = parseArgs({ options: { only: { type: 'string' }, stays: { type: 'string' } } });
const asked = partsIn(given.only);
const stays = Number(given.stays ?? standardSize.stays);
const began = performance.now();
const machineBefore = loadavg()[0] ?? 0;
const ground = await breakGround(bigLodge({ ...standardSize, stays }), say);
const stop = () => void ground.end().then(() => process.exit(130));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

const figures: Figure[] = [];
const skipped: Skipped[] = [];
try {
  for (const part of asked) {
    say(`measuring ${part} …`);
    // One part that breaks keeps no other from being measured; the run as a whole has failed then.
    const found = await measured(part).catch((error: unknown): Skipped => {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
      process.exitCode = 1;
      return {
        part,
        why: `it broke: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
      };
    });
    if (!Array.isArray(found)) skipped.push(found);
    else figures.push(...found);
  }
} finally {
  await ground.end();
}
const seconds = (performance.now() - began) / 1000;
const machine = {
  cores: availableParallelism(),
  model: cpus()[0]?.model ?? '',
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  loadBefore: machineBefore,
  loadAfter: loadavg()[0] ?? 0,
};
process.stdout.write(`\n${tableOf(figures, skipped)}\n`);
process.stdout.write(
  `\n${machine.cores} cores (${machine.model}), ${machine.memoryGiB} GiB, Node ${machine.node}; load ${machine.loadBefore.toFixed(1)} before the run; ${stays.toLocaleString('en')} stays; ${seconds.toFixed(0)} s in all.\n`,
);
const folder = join(root, 'test/artifacts');
await mkdir(folder, { recursive: true });
const record = { at: new Date().toISOString(), machine, stays, seconds, skipped };
await writeFile(
  join(folder, 'bench.json'),
  `${JSON.stringify({ ...record, figures: figures.map((figure) => ({ ...figure, met: isMet(figure) ?? null })) }, null, 2)}\n`,
);
process.exit();

function measured(part: Part): Promise<Figure[] | Skipped> {
  return parts[part](ground);
}

function partsIn(only: string | undefined): Part[] {
  const names = Object.keys(parts) as Part[]; // the keys of a literal object
  if (only === undefined) return names;
  const wanted = only.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !names.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`no part is named ${unknown.join(', ')}; there are ${names.join(', ')}`);
  const chosen = names.filter((part) => wanted.includes(part));
  return names.filter(
    (part) => chosen.includes(part) || (part === 'sync' && chosen.some((one) => needSync.includes(one))),
  );
}

/** How far it is, beside the table: on the error stream, so that the table can be kept by itself. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
