import { expect, test } from 'vitest';
import { ERASED } from '#shared/rpc/erased.ts';
import { worded } from './erased-words.ts';

test('[S29] an erased guest is called so in the reader’s words, wherever the name stood', () => {
  const answer = { guest: ERASED, lines: [{ text: `${ERASED} is in` }] };
  expect(JSON.parse(worded(JSON.stringify(answer), 'Gelöschter "Gast"'))).toEqual({
    guest: 'Gelöschter "Gast"',
    lines: [{ text: 'Gelöschter "Gast" is in' }],
  });
  expect(worded('{"guest":"Asha"}', 'x')).toBe('{"guest":"Asha"}');
});
