import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutants } from './mutants.ts';

const sources = new Map<string, string>();

function sourceOf(file: string): string {
  const known = sources.get(file) ?? readFileSync(file, 'utf8');
  sources.set(file, known);
  return known;
}

test('every mutant’s text stands exactly once where it says, and is replaced by another', () => {
  const times = mutants.map(({ name, file, find }) => [name, sourceOf(file).split(find).length - 1]);
  expect(times.filter(([, count]) => count !== 1)).toEqual([]);
  expect(mutants.filter(({ find, put }) => find === put)).toEqual([]);
});

test('every mutant names a test that there is, and is named once', () => {
  expect(mutants.filter(({ kills }) => !sourceOf(kills.file).includes(kills.title))).toEqual([]);
  const names = mutants.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
