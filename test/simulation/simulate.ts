import { parseArgs } from 'node:util';
import { openGround } from './ground.ts';
import { keptSeeds } from './kept-seeds.ts';
import { missingIn } from './promises.ts';
import { type SeedResult, runSeed } from './run-seed.ts';
import { sumOf } from './tally.ts';

/* npm run simulate -- --seeds N --desks N --days N [--from S] [--seed S] [--verbose]: `--seed` replays one, and shows its log where it fails or is asked to. */

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    desks: { type: 'string', default: '3' },
    days: { type: 'string', default: '3' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const size = { desks: Number(values.desks), days: Number(values.days) };
const [first, count] =
  values.seed === undefined ? [Number(values.from), Number(values.seeds)] : [Number(values.seed), 1];
const wanted = Array.from({ length: count }, (_, n) => ({ seed: first + n, ...size }));
// Each seed once: the same ids twice in one database would be two lodges in one.
const isKept = ({ seed }: { readonly seed: number }) => keptSeeds.some((kept) => kept.seed === seed);
const seeds = values.seed === undefined ? [...keptSeeds, ...wanted.filter((one) => !isKept(one))] : wanted;

/** How much of the log of a seed that failed is shown. */
const TAIL = 60;

const ground = await openGround();
const began = performance.now();
const results: SeedResult[] = [];
try {
  const server = await ground.server();
  for (const options of seeds) {
    const result = await runSeed(server, { ...options, folder: ground.folder });
    results.push(result);
    say(result);
  }
} finally {
  await ground.end();
}

const failed = results.filter(({ breaches }) => breaches.length > 0);
const counts = sumOf(results.map((result) => result.counts));
print('');
for (const [what, times] of Object.entries(counts)) print(`${String(times).padStart(9)}  ${what}`);
const minutes = (performance.now() - began) / 60_000;
const each = results.reduce((sum, { ms }) => sum + ms, 0) / Math.max(1, results.length);
print(
  `${results.length} seeds of ${size.desks} desks and ${size.days} days in ${minutes.toFixed(1)} min, ${Math.round(each)} ms each; ${failed.length} failed`,
);
print(
  'The feed was read through Electric’s own client from the embedded server by catching up, not over open streams.',
);
const missing = values.seed === undefined ? missingIn(counts) : [];
if (missing.length > 0) print(`Never happened, though promised: ${missing.join('; ')}`);
process.exitCode = failed.length > 0 || missing.length > 0 ? 1 : 0;

function say({ seed, ms, log, breaches }: SeedResult): void {
  const isWell = breaches.length === 0;
  print(`seed ${seed}: ${Math.round(ms)} ms, ${log.length} actions, ${isWell ? 'all well' : 'BROKEN'}`);
  if (values.verbose) log.forEach(print);
  else if (!isWell) log.slice(-TAIL).forEach(print);
  for (const breach of breaches) print(`  ${breach}`);
  if (!isWell)
    print(`  replay: npm run simulate -- --seed ${seed} --desks ${size.desks} --days ${size.days} --verbose`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
