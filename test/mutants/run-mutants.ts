import { parseArgs } from 'node:util';
import { mutants } from './mutants.ts';
import { simulateMutant } from './simulate-mutant.ts';
import { type Verdict, tryMutant } from './try-mutant.ts';
import { copyOfTree } from './tree-copy.ts';

/*
 * `npm run mutants [-- --only NAME|RULE] [--jobs 1] [--committed] [--simulate SEEDS]`: breaks the rules one at a time in a copy of
 * the project, and shows that a test fails for each. Ends with 1 where one survives. With `--simulate` it runs so many seeds of the
 * simulation instead of the mutant's own tests, and says how many it took; what no seed finds is told, and no failure.
 */

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    jobs: { type: 'string', default: '1' },
    committed: { type: 'boolean', default: false },
    simulate: { type: 'string' },
  },
});
const wanted = mutants.filter(
  ({ name, rule }) => values.only === undefined || values.only.some((one) => one === rule || name.includes(one)),
);
if (wanted.length === 0) throw new Error('no mutant of that name');
const seeds = Number(values.simulate ?? 0);

const verdicts: Verdict[] = [];
const queue = [...wanted];
await Promise.all(Array.from({ length: Math.max(1, Number(values.jobs)) }, work));
const survivors = verdicts.filter((verdict) => verdict.outcome !== 'killed');
console.log(`\n${verdicts.length - survivors.length} of ${verdicts.length} mutants killed`);
for (const { mutant, outcome, said } of survivors) console.log(`${outcome}: [${mutant.rule}] ${mutant.name}\n${said}`);
process.exitCode = survivors.length > 0 && seeds === 0 ? 1 : 0;

/** Each job has a copy of its own. */
async function work(): Promise<void> {
  const tree = copyOfTree(values.committed);
  try {
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const verdict = await (seeds > 0 ? simulateMutant(tree.folder, mutant, seeds) : tryMutant(tree.folder, mutant));
      verdicts.push(verdict);
      const seconds = verdict.seconds.toFixed(0).padStart(4);
      console.log(`${verdict.outcome.padEnd(9)} ${seconds} s  [${mutant.rule}] ${mutant.name}: ${verdict.killer}`);
    }
  } finally {
    tree.remove();
  }
}
