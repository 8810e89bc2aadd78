import { expect, test } from 'vitest';
import { commandNames } from '#shared/commands/registry.ts';
import { refusalReasons } from '#shared/kernel/outcome.ts';
import { english } from './english.ts';
import { german } from './german.ts';

/** `sync.head.online` → its text, for every text of a language. */
function textsOf(words: object, path = ''): Record<string, string> {
  const entries = Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : Object.entries(textsOf(value, `${path}${key}.`)),
  );
  return Object.fromEntries(entries);
}

const en = textsOf(english);
const de = textsOf(german);

test('both languages have the same keys', () => {
  expect(Object.keys(de).toSorted()).toEqual(Object.keys(en).toSorted());
});

test('no text is empty', () => {
  const empty = Object.entries({ ...en }).filter(([key, text]) => !text.trim() || !de[key]?.trim());
  expect(empty).toEqual([]);
});

test('both languages name the same figures in a text', () => {
  const figures = (text = '') => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).toSorted();
  const different = Object.keys(en).filter((key) => figures(en[key]).join() !== figures(de[key]).join());
  expect(different).toEqual([]);
});

test('every refusal has its words [U6]', () => {
  const missing = refusalReasons.filter((reason) => !en[`refusals.${reason}`]);
  expect(missing).toEqual([]);
});

test('every command has its words, and no words are left of one that is gone', () => {
  expect(Object.keys(english.commands).toSorted()).toEqual([...commandNames].toSorted());
});
