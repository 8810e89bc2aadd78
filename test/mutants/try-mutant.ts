import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Mutant, projectOf } from './mutant.ts';

/** What became of a mutant: a test failed on it, none did, its text is not there exactly once, or nothing could be run. */
export interface Verdict {
  readonly mutant: Mutant;
  readonly outcome: 'killed' | 'survived' | 'not found' | 'not run';
  /** The title of the test that failed, or why there is none. */
  readonly killer: string;
  readonly seconds: number;
  /** The end of what was printed, for those that were not killed. */
  readonly said: string;
}

const report = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) })),
});

/** Longest run of one test file; a mutant that hangs is killed by its tests' own time-outs before that. */
const patience = 400_000;

/** What came of the work on a broken copy. */
export type Noticed = Pick<Verdict, 'outcome' | 'killer' | 'said'>;

/** Breaks one place of the copy, runs the tests that should notice, and mends it again. */
export function tryMutant(folder: string, mutant: Mutant): Promise<Verdict> {
  return whileBroken(folder, mutant, async () => {
    const { results, said } = await runTests(folder, mutant);
    const ran = results.filter(({ status }) => status === 'passed' || status === 'failed');
    const failed = ran.find(({ status }) => status === 'failed');
    const outcome = failed !== undefined ? 'killed' : ran.length > 0 ? 'survived' : 'not run';
    return { outcome, killer: failed?.fullName ?? `${ran.length} tests ran`, said };
  });
}

/** Breaks one place of the copy for as long as `look` takes. */
export async function whileBroken(folder: string, mutant: Mutant, look: () => Promise<Noticed>): Promise<Verdict> {
  const path = join(folder, mutant.file);
  const source = readFileSync(path, 'utf8');
  if (source.split(mutant.find).length !== 2)
    return { mutant, outcome: 'not found', killer: mutant.file, seconds: 0, said: mutant.find };
  const began = performance.now();
  // Put as a function: a `$` in it is text.
  writeFileSync(
    path,
    source.replace(mutant.find, () => mutant.put),
  );
  try {
    const { outcome, killer, said } = await look();
    return { mutant, outcome, killer, seconds: (performance.now() - began) / 1000, said: said.slice(-3000) };
  } finally {
    writeFileSync(path, source);
  }
}

async function runTests(folder: string, { kills }: Mutant) {
  const file = join(folder, 'mutant-report.json');
  rmSync(file, { force: true });
  const pattern = kills.title.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const args = ['run', '--project', projectOf(kills.file), kills.file, '-t', pattern];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...args, ...reporters], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patience,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  return { results: resultsIn(file), said };
}

/** Each test with how it ended; none where the file could not even be loaded. */
function resultsIn(file: string): { status: string; fullName: string }[] {
  try {
    const read = report.parse(JSON.parse(readFileSync(file, 'utf8')));
    return read.testResults.flatMap(({ assertionResults }) => assertionResults);
  } catch {
    return [];
  }
}
