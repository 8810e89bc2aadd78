import { describe, expect, test } from 'vitest';
import { changeMessages, transactionText } from './change-messages.ts';
import { aTable } from './table.fixture.ts';

const table = aTable({ id: 'int4', name: 'text', note: 'text' });
const full = { key: '', table, where: undefined, columns: [0, 1, 2], replica: 'full' as const };
const read = (definition: Parameters<typeof changeMessages>[0], change: Parameters<typeof changeMessages>[1]) =>
  JSON.parse(`[${transactionText(changeMessages(definition, change), 7, 99n)}]`) as unknown[];

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
});
