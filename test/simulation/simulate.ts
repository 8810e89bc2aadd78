import { mkdtempSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startTestPostgres } from '#test/support/postgres.ts';
import { runSeed } from './run-seed.ts';
import { sumOf } from './tally.ts';
import { theServer } from './the-server.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    desks: { type: 'string', default: '3' },
    days: { type: 'string', default: '3' },
    seed: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const postgres = await startTestPostgres();
const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const folder = mkdtempSync(join(base, 'cairn-simulation-'));
const server = await theServer(await postgres.createDatabase('simulation'));
const first = Number(values.seed ?? 1);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const all = [];
let failed = 0;
try {
  for (let seed = first; seed < first + count; seed++) {
    const result = await runSeed(server, { seed, desks: Number(values.desks), days: Number(values.days), folder });
    all.push(result.counts);
    if (values.verbose) for (const line of result.log) console.log(line);
    console.log(
      `seed ${seed}: ${Math.round(result.ms)} ms, ${result.log.length} actions, ${result.breaches.length === 0 ? 'all well' : 'BROKEN'}`,
    );
    if (result.breaches.length > 0) {
      failed++;
      for (const breach of result.breaches) console.log(`  ${breach}`);
    }
  }
} finally {
  await server.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(sumOf(all));
process.exit(failed > 0 ? 1 : 0);
