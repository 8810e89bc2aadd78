import { expect, test } from 'vitest';
import { ariaKeys } from './key-names.ts';

test.each([
  ['Ctrl+↵', 'Control+Enter'],
  ['↵', 'Enter'],
  ['Esc', 'Escape'],
  ['Shift+→', 'Shift+ArrowRight'],
  ['Ctrl+Z', 'Control+Z'],
  ['N', 'N'],
  ['1', '1'],
])('%s is told as %s', (keys, told) => {
  expect(ariaKeys(keys)).toBe(told);
});
