import { expect, test } from 'vitest';
import { csvOf, fileName } from './csv.ts';

test('what has a comma, a quote or a line of its own is quoted', () => {
  expect(
    csvOf([
      ['a', 'b, c'],
      ['say "no"', 'two\nlines'],
    ]),
  ).toBe('\uFEFFa,"b, c"\r\n"say ""no""","two\nlines"\r\n');
});

test('nobody’s name becomes a formula; a telephone number stays one', () => {
  expect(csvOf([['=HYPERLINK("x")', '@sum', '+977 98-4100', '-5']])).toBe(
    `\uFEFF"'=HYPERLINK(""x"")",'@sum,+977 98-4100,-5\r\n`,
  );
  expect(csvOf([['+cmd|calc']])).toBe("\uFEFF'+cmd|calc\r\n");
});

test('a file is named in letters that every disk takes', () => {
  expect(fileName('Manifest', 'Ghorépani: Poon/Hill', '2026-11-24')).toBe('manifest-ghorepani-poonhill-2026-11-24');
});
