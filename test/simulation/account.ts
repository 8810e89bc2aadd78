import { missingIn } from './promises.ts';
import type { SeedResult } from './run-seed.ts';
import type { SeedWanted } from './seeds-wanted.ts';
import { tallyOf } from './tally.ts';

/** What a run of seeds has come to so far. */
export interface Account {
  take(wanted: SeedWanted, result: SeedResult): void;
  readonly seeds: number;
  readonly failed: readonly SeedWanted[];
  /** Promised, and not met so far. */
  missing(): readonly string[];
  /** One line: how many, how fast, how many failed. */
  line(): string;
  /** Every count, and the line. */
  lines(): readonly string[];
}

export function accountOf(began: number, plain: boolean): Account {
  const tally = tallyOf();
  const sizes = tallyOf();
  const failed: SeedWanted[] = [];
  let seeds = 0;
  let ms = 0;
  const line = () => {
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    const each = Math.round(ms / Math.max(1, seeds));
    const made = Object.entries(sizes.counts).map(([size, times]) => `${times} of ${size}`);
    const which = failed.length === 0 ? '' : `: ${failed.map(({ seed }) => seed).join(', ')}`;
    return `${seeds} seeds (${made.join(', ')}) in ${minutes} min, ${each} ms each; ${failed.length} failed${which}`;
  };
  return {
    take(wanted, { counts, breaches, ms: took }) {
      seeds++;
      ms += took;
      sizes.add(`${wanted.desks} desks and ${wanted.days} days`);
      for (const [what, times] of Object.entries(counts)) tally.add(what, times);
      if (breaches.length > 0) failed.push(wanted);
    },
    get seeds() {
      return seeds;
    },
    failed,
    missing: () => missingIn(tally.counts, seeds, plain),
    line,
    lines: () => [
      ...Object.entries(tally.counts).map(([what, times]) => `${String(times).padStart(9)}  ${what}`),
      line(),
    ],
  };
}
