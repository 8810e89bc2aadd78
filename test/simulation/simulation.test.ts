import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ground, openGround } from './ground.ts';
import { keptSeeds } from './kept-seeds.ts';
import { missingIn } from './promises.ts';
import { type SeedResult, runSeed } from './run-seed.ts';
import type { SeedWanted } from './seeds-wanted.ts';
import { sumOf } from './tally.ts';
import type { TheServer } from './the-server.ts';

/** Beside those that were kept; any number by hand with `npm run simulate`. */
const SEEDS = Number(process.env['CAIRN_SEEDS'] ?? 24);
const size = { desks: 3, days: 2 };

let ground: Ground;
let server: TheServer;
const results: SeedResult[] = [];
beforeAll(async () => {
  ground = await openGround();
  server = await ground.server();
});
afterAll(() => ground.end());

/** What a seed found broken, each with the tail of the log that says how it came to it. */
async function breachesOf(options: SeedWanted): Promise<readonly string[]> {
  const result = await runSeed(server, { ...options, folder: ground.folder });
  results.push(result);
  const how = `seed ${options.seed}\n${result.log.slice(-60).join('\n')}`;
  return result.breaches.map((breach) => `${breach}\n${how}`);
}

test.each(keptSeeds)(
  'seed $seed, which once found something, finds nothing any more',
  { timeout: 120_000 },
  async (kept) => {
    expect(await breachesOf(kept)).toEqual([]);
  },
);

test(
  '[S1] [S2] [S5] [S7] [S8] [S9] [S10] [S11] [S12] [S13] [S15] [S16] [S17] [S19] [S20] [S22] [S23] [S24] [S25] [S29] [S30] [S31] [S32] [S33] [S34] [I1] [I2] [I3] [I5] [I6] [I9] [I10] [B5] whatever befalls desks, lines and server: nothing said is lost or doubled, no oversell, no promise broken, nobody overtaken who waits, books balanced, receipts gapless and chained, all replicas equal, nothing pending',
  { timeout: 1_500_000 },
  async () => {
    for (let seed = 1001; seed <= 1000 + SEEDS; seed++) {
      expect(await breachesOf({ seed, ...size })).toEqual([]);
    }
  },
);

test('[S3] a seed replays alike: the same actions, the same rows in the end', { timeout: 240_000 }, async () => {
  const options = { seed: 2001, ...size, folder: ground.folder };
  const first = await runSeed(server, options);
  // The same ids again need a database without them.
  const again = await runSeed(await ground.server(), options);
  expect(again.log).toEqual(first.log);
  expect(again.digests).toEqual(first.digests);
});

test('everything that is promised to befall them did', () => {
  expect(missingIn(sumOf(results.map(({ counts }) => counts)), results.length)).toEqual([]);
});
