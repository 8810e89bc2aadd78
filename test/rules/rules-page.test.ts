import { expect, test } from 'vitest';
import { mutants } from '#test/mutants/mutants.ts';
import { readRules, rulePages } from './read-rules.ts';
import { readTitles } from './read-titles.ts';
import { missingIn, textOf } from './rules-page.ts';

const page = { rules: rulePages.flatMap((name) => readRules(name)), tests: readTitles(), mutants };

test('every rule of sync, the allotments among them, and of the inventory has a test and a mutant', () => {
  expect(missingIn(page)).toEqual([]);
});

test('a rule of theirs without one is told; none is said not to be built', () => {
  const without = (number: string) => ({
    ...page,
    tests: page.tests.filter(({ rules }) => !rules.includes(number)),
    mutants: page.mutants.filter(({ rule }) => rule !== number),
  });
  for (const number of ['S7', 'S31', 'I1', 'I13'])
    expect(missingIn(without(number))).toEqual([`${number} has no test`, `${number} has no mutant`]);
  expect(textOf(page)).not.toContain('Not built');
});
