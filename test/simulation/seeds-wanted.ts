import { keptSeeds } from './kept-seeds.ts';
import type { SeedOptions } from './run-seed.ts';

/** One seed with its size: what `--seed` replays. */
export type SeedWanted = Pick<SeedOptions, 'seed' | 'desks' | 'days' | 'plain'>;

/** The seeds of a run as it was asked for; those that were kept come first, and each seed comes once. */
export function seedsWanted(asked: {
  readonly from: number;
  readonly seeds: number;
  readonly desks: number;
  readonly days: number;
  /** So many of them, spread over the run, with a desk and a day more. */
  readonly larger: number;
  /** One seed alone. */
  readonly seed: number | undefined;
  readonly plain: boolean;
  /** Whether those that were kept come too. */
  readonly kept: boolean;
}): readonly SeedWanted[] {
  const { from, seeds, desks, days, larger, seed, plain, kept } = asked;
  if (seed !== undefined) return [{ seed, desks, days, plain }];
  const isKept = (number: number) => kept && keptSeeds.some((one) => one.seed === number);
  const fresh: SeedWanted[] = [];
  for (let number = from; fresh.length < seeds; number++) {
    if (isKept(number)) continue;
    const [before, behind] = [fresh.length, fresh.length + 1].map((n) => Math.floor((n * larger) / seeds));
    const more = before === behind ? 0 : 1;
    fresh.push({ seed: number, desks: desks + more, days: days + more, plain });
  }
  return [...(kept ? keptSeeds : []), ...fresh];
}

/** The seeds in parts that a process of its own runs, each on a database of its own. */
export function partsOf(seeds: readonly SeedWanted[], size: number): readonly (readonly SeedWanted[])[] {
  const count = Math.ceil(seeds.length / size);
  return Array.from({ length: count }, (_, n) => seeds.slice(n * size, (n + 1) * size));
}
