import { describe, expect, test } from 'vitest';
import { aTable } from './table.fixture.ts';
import { compileWhere, requiredEquality } from './where-match.ts';
import { parseWhere } from './where-parse.ts';
import { printWhere } from './where-sql.ts';

const table = aTable({ id: 'int4', name: 'text', done: 'bool', price: 'numeric', ref: 'uuid' });

function expression(text: string, params: Readonly<Record<string, string>> = {}) {
  const parsed = parseWhere(text, params);
  if (!parsed.ok) throw new Error(parsed.problem.text);
  return parsed.expression;
}

describe('reading a where clause', () => {
  test.each([
    ['id = 1', '("id" = 1)'],
    [`Name='it''s' OR "Odd" IS NOT NULL`, `(("name" = 'it''s') OR ("Odd" IS NOT NULL))`],
    ['a OR b AND NOT c', '("a" OR ("b" AND (NOT "c")))'],
    ['public.items.id != -1', '("id" <> (- 1))'],
    ['id=-1', '("id" = (- 1))'],
    ['id BETWEEN 1 AND 2 AND x', '((("id" >= 1) AND ("id" <= 2)) AND "x")'],
    [`name NOT LIKE 'a%'`, `("name" !~~ 'a%')`],
    ['id IN (1, 2)', '("id" IN (1, 2))'],
    [`id = ANY('{1,2}'::int[])`, `("id" = ANY (('{1,2}'::int[])))`],
    ['1 + 2 * 3 = 7', '((1 + (2 * 3)) = 7)'],
    [`row->>'a' = 'b'`, `(("row" ->> 'a') = 'b')`],
    ['done IS NOT TRUE', '("done" IS NOT TRUE)'],
    ['- - 1 = 1', '((- (- 1)) = 1)'],
  ])('given %s, when it is read and printed, then every part is in brackets', (text, sql) => {
    expect(printWhere(expression(text))).toBe(sql);
  });

  test('given a parameter full of quotes, when it is printed, then it is one constant', () => {
    expect(printWhere(expression('name = $1', { 1: `x'; DROP` }))).toBe(`("name" = 'x''; DROP')`);
  });

  test.each([
    ['id =', { position: 4, text: 'syntax error at end of input' }],
    ['id = 1; x', { position: 6, text: 'syntax error at or near ";"' }],
    ['id = 1 -- x', { position: 7, text: 'syntax error at or near "-"' }],
    ['pg_sleep(1)', { position: 0, text: 'unknown or unsupported function pg_sleep' }],
    ['id IN (SELECT 1)', { position: -1, text: 'Subqueries are not supported' }],
    [`name = 'open`, { position: 7, text: `syntax error at or near "'"` }],
  ])('given %s, when it is read, then the problem has its place', (text, problem) => {
    expect(parseWhere(text, {})).toEqual({ ok: false, problem });
  });
});

describe('judging a row', () => {
  const row = ['5', 'a', 't', '1.50', null];

  test.each([
    ['id = 5', true],
    ['id = $1', true],
    ['5 < id', false],
    ['5 <= id AND id < 6', true],
    ['id IN (1, 2)', false],
    ['id IN (1, 5)', true],
    ['id NOT IN (1, NULL)', null],
    [`name = 'a' AND done`, true],
    [`NOT (name <> 'a')`, true],
    [`ref = 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'`, null],
    [`ref IS NULL`, true],
    [`(ref = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11') IS UNKNOWN`, true],
    [`ref = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' OR id = 5`, true],
    [`done = 'yes'`, true],
  ])('given %s, when a row is judged, then the answer is %s', (text, answer) => {
    expect(compileWhere(expression(text, { 1: ' 05' }), table)?.(row)).toBe(answer);
  });

  test.each([`name < 'b'`, 'price = 1.5', `name LIKE 'a'`, 'id + 1 = 2', `ref = 'not one'`])(
    'given %s, when it is compiled, then it is left to Postgres',
    (text) => expect(compileWhere(expression(text), table)).toBeUndefined(),
  );

  test('given an AND with an equality, when a shape is filed, then it is by that value', () => {
    expect(requiredEquality(expression(`price > 1 AND id = '007'`), table)).toEqual({ index: 0, value: '7' });
    expect(requiredEquality(expression(`name = 'a' OR id = 7`), table)).toBeUndefined();
  });
});
