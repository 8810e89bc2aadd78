import { describe, expect, test } from 'vitest';
import { parseColumnList, parseTableName } from './identifier.ts';
import { keyText } from './key-text.ts';
import { formatLsn, parseLsn } from './lsn.ts';
import { formatOffset, parseOffset } from './offset.ts';
import { readOrderBy } from './order-by.ts';
import { parsePgSnapshot, sees } from './pg-snapshot.ts';
import { nextCursor } from './response-headers.ts';
import { aTable } from './table.fixture.ts';

describe('texts of the protocol', () => {
  test.each(['-1', 'now', '0_0', '0_12', '0_inf', '28903824_0', '28903824_3'])(
    'given the offset %s, when it is read, then it prints the same',
    (text) => {
      const offset = parseOffset(text);
      expect(offset && formatOffset(offset)).toBe(text);
    },
  );

  test.each(['', '1', '-2', '1_', '_1', '1_x', '1_-1', '0x1_0', '1_0 '])(
    'given %j, when it is read, then it is no offset',
    (text) => {
      expect(parseOffset(text)).toBeUndefined();
    },
  );

  test('given a log position, when it is read, then it prints the same', () => {
    expect(formatLsn(parseLsn('16/B374D848'))).toBe('16/B374D848');
  });

  test.each([
    ['Items', { ok: true, value: { schema: 'public', name: 'items' } }],
    ['"My"."T""x"', { ok: true, value: { schema: 'My', name: 'T"x' } }],
    ['"a.b"."c"', { ok: true, value: { schema: 'a.b', name: 'c' } }],
    ['a.b.c', { ok: false, problem: 'Invalid unquoted identifier contains special characters: a.b.c' }],
    ['items; x', { ok: false, problem: 'Invalid unquoted identifier contains special characters: items; x' }],
    ['"', { ok: false, problem: 'Invalid unquoted identifier contains special characters: "' }],
    ['""', { ok: false, problem: 'Invalid zero-length delimited identifier' }],
    ['"a"b"', { ok: false, problem: 'Invalid identifier with unescaped quote: a"b' }],
  ])('given the table %s, when it is read, then it is %j', (text, name) => {
    expect(parseTableName(text)).toEqual(name);
  });

  test('given lists of columns, when they are read, then names fold as in Postgres and odd lists are refused', () => {
    expect(parseColumnList('Id,"Name, first","q""q"')).toEqual({ ok: true, value: ['id', 'Name, first', 'q"q'] });
    for (const odd of ['', 'id,', ',id', 'id,"', 'a b']) expect(parseColumnList(odd)).toMatchObject({ ok: false });
  });

  test('given an order, when it is read, then it is quoted, and anything else is refused', () => {
    const table = aTable({ id: 'int4', name: 'text' });
    expect(readOrderBy('name DESC nulls last, id', table)).toBe('ORDER BY "name" DESC NULLS LAST, "id"');
    expect(readOrderBy('id; DROP TABLE x', table)).toMatchObject({ ok: false });
  });

  test('given a snapshot, when transactions are compared, then those it saw are known, also past 32 bits', () => {
    const snapshot = parsePgSnapshot('4294967300:4294967310:4294967302');
    expect([3, 6, 9, 14, 4_294_967_295].map((xid) => sees(snapshot, xid))).toEqual([true, false, true, false, true]);
  });

  test('given a key with slashes and a NULL, when it is written, then slashes are doubled', () => {
    expect(keyText({ ...aTable({ a: 'text', b: 'text' }), key: [0, 1] }, ['x/y', null])).toBe(
      '"public"."items"/"x//y"/_',
    );
  });

  test('given a cursor that was used, when the next is made, then it is another', () => {
    const now = Date.UTC(2026, 0, 1);
    const cursor = nextCursor(now, undefined, () => 0);
    expect(nextCursor(now, '5', () => 0)).toBe(cursor);
    expect(Number(nextCursor(now, cursor, () => 0))).toBe(Number(cursor) + 1);
    expect(Number(nextCursor(now, '99999999999', () => 0))).toBe(100_000_000_000);
  });
});
