import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { provideChromium } from './support/chromium.ts';

/* `npm test`: every check and test of the project, in order, with one line of totals at the end. */

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const results = 'test/artifacts/results';
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const browser = provideChromium((text) => console.log(text));
if (browser === undefined)
  console.log('There is no Chromium and none could be installed: the end-to-end tests cannot run.');

const tallies: Tally[] = [
  await step('format', ['node_modules/oxfmt/bin/oxfmt', '--check', '.']),
  await step('types', ['node_modules/typescript/bin/tsc', '--noEmit']),
  await step('lint and walls', ['node_modules/oxlint/bin/oxlint', '--deny-warnings']),
  await step('rules with their tests and mutants', ['test/rules/write-rules.ts', '--check']),
  await vitest('unit'),
  await step('build of the screens', ['node_modules/vite/bin/vite.js', 'build']),
  await step('build of the shell', ['main/app/build-main.ts']),
  await vitest('integration'),
  browser === undefined ? { passed: 0, failed: 1, skipped: 0 } : await playwright('end-to-end', browser, []),
  await playwright('Electron', browser ?? '', ['--config', 'test/electron/playwright.config.ts']),
];
const sum = (field: keyof Tally) => tallies.reduce((total, tally) => total + tally[field], 0);
if (sum('skipped') > 0) console.log(`${sum('skipped')} skipped (each says why above)`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

/** One check that passes or fails as a whole. */
async function step(name: string, args: readonly string[]): Promise<Tally> {
  console.log(`\n== ${name}`);
  const code = await run(args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function vitest(project: string): Promise<Tally> {
  console.log(`\n== ${project} tests`);
  const file = `${results}/${project}.json`;
  const code = await run([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const told = readTotals(file, ['numPassedTests', 'numFailedTests', 'numPendingTests', 'numFailedTestSuites']);
  const [passed = 0, failed = 0, skipped = 0, suites = 0] = told;
  return settle({ passed, failed: Math.max(failed, suites > 0 && failed === 0 ? suites : failed), skipped }, code);
}

async function playwright(name: string, executable: string, args: readonly string[]): Promise<Tally> {
  console.log(`\n== ${name} tests`);
  const file = `${results}/${name}.json`;
  const code = await run(['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...args], {
    CHROMIUM_PATH: executable,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const stats = readStats(file);
  return settle(
    {
      passed: stats['expected'] ?? 0,
      failed: (stats['unexpected'] ?? 0) + (stats['flaky'] ?? 0),
      skipped: stats['skipped'] ?? 0,
    },
    code,
  );
}

/** A run that ended badly without naming a failed test is a failure all the same. */
function settle(tally: Tally, code: number): Tally {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function readTotals(file: string, names: readonly string[]): number[] {
  const told = readJson(file);
  return names.map((name) => Number(told[name] ?? 0));
}

function readStats(file: string): Record<string, number> {
  const stats = readJson(file)['stats'];
  return typeof stats === 'object' && stats !== null
    ? Object.fromEntries(Object.entries(stats).map(([name, value]) => [name, Number(value)]))
    : {};
}

function readJson(file: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

function run(args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}
