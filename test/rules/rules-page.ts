import { type Breakage, breakages } from '#test/model/broken.ts';
import type { Mutant } from '#test/mutants/mutant.ts';
import { type Rule, rulePages } from './read-rules.ts';
import type { TitledTest } from './read-titles.ts';

/** What the page is made of. */
export interface RulesPage {
  readonly rules: readonly Rule[];
  readonly tests: readonly TitledTest[];
  readonly mutants: readonly Mutant[];
}

/** Rules that must have a test and a mutant: those of sync, and those of the inventory. */
export const mustBeProven = (number: string) => /^[SI]\d/.test(number);

/** What is missing for those rules to be proven, in words; empty where nothing is. */
export function missingIn({ rules, tests, mutants }: RulesPage): readonly string[] {
  return rules
    .filter(({ number }) => mustBeProven(number))
    .flatMap(({ number }) => [
      ...(tests.some((test) => test.rules.includes(number)) ? [] : [`${number} has no test`]),
      ...(mutants.some((mutant) => mutant.rule === number) ? [] : [`${number} has no mutant`]),
    ]);
}

/** The page as text: every rule with its first sentence, the tests that bear its number, and the breakages that they notice. */
export function textOf(page: RulesPage): string {
  const parts = rulePages.map((name) => {
    const rules = page.rules.filter((rule) => rule.page === name);
    const proven = rules.filter(({ number }) => page.tests.some((test) => test.rules.includes(number))).length;
    const sections = [...new Set(rules.map(({ section }) => section))];
    const heading = `# ${name === 'docs/sync.md' ? 'Sync' : 'The domain'}\n\nFrom [${name.slice(5)}](${name.slice(5)}): ${rules.length} rules, ${proven} with tests.`;
    const text = sections.map((section) => {
      const own = rules.filter((rule) => rule.section === section);
      return `## ${section}\n\n${own.map((rule) => ruleText(rule, page)).join('\n\n')}`;
    });
    return [heading, ...text].join('\n\n');
  });
  return `${intro(page)}\n\n${parts.join('\n\n')}\n`;
}

function intro({ tests, mutants }: RulesPage): string {
  return `<!-- Written by \`npm run rules\`; \`npm run rules -- --check\` fails where it is not what would be written. -->

Every numbered rule with the tests whose titles bear its number, and the breakages that are known to make one of them fail: a **mutant** is one place of the source changed for the worse (\`npm run mutants\`, test/mutants), a **broken model** is the rule taken out of the model of desks, black boxes, feed and server (test/model). ${tests.length} tests bear a number; ${mutants.length} mutants and ${Object.keys(breakages).length} broken models are noticed.`;
}

function ruleText({ number, sentence }: Rule, { tests, mutants }: RulesPage): string {
  const own = tests.filter((test) => test.rules.includes(number));
  const killed = mutants.filter(({ rule }) => rule === number);
  const modelled = (Object.keys(breakages) as Breakage[]).filter((name) => breakages[name] === number); // the table's own keys
  const lines = [`### ${number}`, '', sentence, ''];
  for (const [file, all] of Map.groupBy(own, (test) => test.file)) {
    lines.push(`- ${file}`);
    for (const { title } of all) lines.push(`  - ${title.replaceAll(/(\[[A-Z]\d+\])\s*/g, '').trim() || title}`);
  }
  if (own.length === 0) lines.push('No test bears this number.');
  if (killed.length > 0 || modelled.length > 0) lines.push('');
  for (const { name, file } of killed) lines.push(`- mutant: ${name} (${file})`);
  if (modelled.length > 0)
    lines.push(`- broken model: ${modelled.map((name) => name.replaceAll('-', ' ')).join('; ')}`);
  if (killed.length === 0 && mustBeProven(number)) lines.push('', 'No mutant breaks this rule.');
  return lines.join('\n').trimEnd();
}
