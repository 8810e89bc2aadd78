import { describe, expect, test } from 'vitest';
import { changeMessages } from './change-messages.ts';
import type { LogRecord } from './log-record.ts';
import { aTable } from './table.fixture.ts';
import { writeTransaction } from './transaction-writer.ts';

const ASKED = { table: 'items', where: undefined, params: {}, columns: undefined };
const table = aTable({ id: 'int4', name: 'text', note: 'text' });
const full = { key: '', asked: ASKED, table, where: undefined, columns: [0, 1, 2], replica: 'full' as const };
const read = (definition: Parameters<typeof changeMessages>[0], change: Parameters<typeof changeMessages>[1]) => {
  const records: LogRecord[] = [];
  const writer = writeTransaction({ xid: 7, lsn: 99n }, 1_000, (record) => records.push(record));
  writer.add(changeMessages(definition, change));
  writer.end();
  return records.flatMap(({ text }) => JSON.parse(`[${text.toString()}]`) as unknown[]);
};

describe('telling a change', () => {
  test('given replica full, when a row changes, then the whole row is told and the old values of what changed', () => {
    expect(read(full, { before: ['1', 'a', null], after: ['1', 'b', null] })).toEqual([
      {
        key: '"public"."items"/"1"',
        value: { id: '1', name: 'b', note: null },
        old_value: { name: 'a' },
        headers: {
          operation: 'update',
          relation: ['public', 'items'],
          txids: [7],
          lsn: '99',
          op_position: 0,
          last: true,
        },
      },
    ]);
  });

  test('given chosen columns, when another one changes, then nothing is told', () => {
    expect(read({ ...full, columns: [0, 1] }, { before: ['1', 'a', 'x'], after: ['1', 'a', 'y'] })).toEqual([]);
  });

  test('given a key that changes, when it is told, then it is a delete and an insert that name each other', () => {
    expect(read({ ...full, replica: 'default' }, { before: ['1', 'a', 'x'], after: ['2', 'a', 'x'] })).toMatchObject([
      {
        key: '"public"."items"/"1"',
        value: { id: '1' },
        headers: { operation: 'delete', key_change_to: '"public"."items"/"2"' },
      },
      {
        key: '"public"."items"/"2"',
        value: { id: '2', name: 'a', note: 'x' },
        headers: { operation: 'insert', last: true },
      },
    ]);
  });

  test('given more messages than a record takes, when they are written, then only the very last says that it is', () => {
    const records: LogRecord[] = [];
    const writer = writeTransaction({ xid: 7, lsn: 99n }, 300, (record) => records.push(record));
    for (let id = 1; id <= 9; id += 1) writer.add(changeMessages(full, { before: null, after: [`${id}`, 'a', null] }));
    writer.end();
    expect(records.length).toBeGreaterThan(2);
    const told = records.map(({ first, count, last, text }) => ({ first, count, last, text: text.toString() }));
    expect(told.map(({ last }) => last)).toEqual(told.map((_, index) => index === told.length - 1));
    expect(told.reduce((at, { first, count }) => (first === at ? at + count : Number.NaN), 0)).toBe(9);
    expect(
      told
        .map(({ text }) => text)
        .join('')
        .split('"last":true').length,
    ).toBe(2);
  });
});
