import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { accountOf } from './account.ts';
import { runParts } from './parts.ts';
import type { SeedResult } from './run-seed.ts';
import { type SeedWanted, partsOf, seedsWanted } from './seeds-wanted.ts';

/*
 * npm run simulate -- --seeds N --desks N --days N [--larger N] [--from S] [--jobs N] [--seed S] [--plain] [--verbose] [--until-broken] [--totals FILE]:
 * `--larger` gives so many of the seeds a desk and a day more; `--plain` leaves out what `later-incidents.ts` brings; `--seed` replays one, and shows its log where it fails or is asked to.
 * `--until-broken` leaves the kept seeds out, and ends with the first that is broken.
 * Totals are written every few seeds, and printed also where it is interrupted.
 */

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    desks: { type: 'string', default: '3' },
    days: { type: 'string', default: '3' },
    larger: { type: 'string', default: '0' },
    from: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
    seed: { type: 'string' },
    plain: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    'until-broken': { type: 'boolean', default: false },
    totals: { type: 'string', default: 'test/artifacts/simulation.txt' },
  },
});
/** How much of the log of a seed that failed is shown. */
const TAIL = 60;
/** After so many seeds the totals are written, and a line of them printed. */
const EVERY = 25;
/** Seeds that one process runs before another takes over. */
const PART = 40;

const isReplay = values.seed !== undefined;
const account = accountOf(performance.now(), values.plain);
const wanted = seedsWanted({
  from: Number(values.from),
  seeds: Number(values.seeds),
  desks: Number(values.desks),
  days: Number(values.days),
  larger: Number(values.larger),
  seed: values.seed === undefined ? undefined : Number(values.seed),
  plain: values.plain,
  kept: !values['until-broken'],
});
const jobs = Math.max(1, Number(values.jobs));
const parts = runParts(partsOf(wanted, Math.min(PART, Math.ceil(wanted.length / jobs))), jobs, (which, result) => {
  account.take(which, result);
  say(which, result);
  if (values['until-broken'] && result.breaches.length > 0) void parts.stop();
  if (account.seeds % EVERY !== 0) return;
  writeTotals();
  print(`so far: ${account.line()}`);
});
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => {
    conclude(`${account.seeds} of ${wanted.length} seeds were run when it was interrupted`);
    void parts.stop().then(() => process.exit(code));
  });
await parts.done;
conclude();
const missing = isReplay || values['until-broken'] ? [] : account.missing();
if (missing.length > 0) print(`Never happened, though promised: ${missing.join('; ')}`);
process.exitCode = account.failed.length > 0 || missing.length > 0 ? 1 : 0;

function say({ seed, desks, days, plain }: SeedWanted, { ms, log, breaches }: SeedResult): void {
  const isWell = breaches.length === 0;
  print(`seed ${seed}: ${Math.round(ms)} ms, ${log.length} actions, ${isWell ? 'all well' : 'BROKEN'}`);
  if (values.verbose) log.forEach(print);
  else if (!isWell) log.slice(-TAIL).forEach(print);
  for (const breach of breaches) print(`  ${breach}`);
  if (!isWell)
    print(
      `  replay: npm run simulate -- --seed ${seed} --desks ${desks} --days ${days}${plain === true ? ' --plain' : ''} --verbose`,
    );
}

function conclude(why?: string): void {
  print('');
  for (const line of account.lines()) print(line);
  if (why !== undefined) print(why);
  writeTotals();
}

function writeTotals(): void {
  mkdirSync(dirname(values.totals), { recursive: true });
  writeFileSync(values.totals, `${account.lines().join('\n')}\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
