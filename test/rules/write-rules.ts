import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { mutants } from '#test/mutants/mutants.ts';
import { readRules, rulePages } from './read-rules.ts';
import { readTitles } from './read-titles.ts';
import { missingIn, textOf } from './rules-page.ts';

/* `npm run rules`: writes docs/rules.md. With `--check` it writes nothing, and fails where the page is another, or a rule of sync or of the inventory is not proven. */

const target = 'docs/rules.md';
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const page = { rules: rulePages.flatMap((name) => readRules(name)), tests: readTitles(), mutants };
const text = textOf(page);
const missing = missingIn(page);
for (const one of missing) console.log(one);
if (!values.check) {
  writeFileSync(target, text);
  console.log(`${target}: ${page.rules.length} rules, ${page.tests.length} tests, ${mutants.length} mutants`);
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
  console.log(`${target} is not what the rules, the tests and the mutants are now: run \`npm run rules\``);
  process.exitCode = 1;
}
if (missing.length > 0) process.exitCode = 1;
