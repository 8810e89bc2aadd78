import { expect, test } from 'vitest';
import type { Message } from '@electric-sql/client';
import { type FeedTableRow, batchOf } from './feed-batches.ts';

const change = (id: string, last = false, operation: 'insert' | 'delete' = 'insert'): Message<FeedTableRow> => ({
  key: id,
  value: { entity: 'room', id, row: { id } },
  headers: { operation, ...(last ? { last } : {}) },
});
const upToDate: Message<FeedTableRow> = { headers: { control: 'up-to-date', global_last_seen_lsn: '7' } };

test('[S8] rows after the last whole transaction wait for the rest of it', () => {
  const first = batchOf([change('1'), change('2', true), change('3')], []);
  expect(first.changes.map((row) => row.id)).toEqual(['1', '2']);
  expect(first.rest.map((row) => row.id)).toEqual(['3']);
  const second = batchOf([change('4', true)], first.rest);
  expect(second.changes.map((row) => row.id)).toEqual(['3', '4']);
  expect(second.rest).toEqual([]);
});

test('[S8] the offset behind the last whole transaction is that of its last message', () => {
  const at = (id: string, lsn: string, position: number, last: boolean): Message<FeedTableRow> => ({
    key: id,
    value: { entity: 'room', id, row: { id } },
    headers: { operation: 'insert', lsn, op_position: position, ...(last ? { last } : {}) },
  });
  const messages = [at('1', '70', 0, false), at('2', '70', 1, true), at('3', '90', 0, false)];
  expect(batchOf(messages, []).wholeUpTo).toBe('70_1');
  expect(batchOf([at('3', '90', 0, false)], []).wholeUpTo).toBeUndefined();
});

test('[S8] an up-to-date ends what came before it', () => {
  const batch = batchOf([change('1'), upToDate], []);
  expect(batch).toMatchObject({ changes: [{ id: '1' }], rest: [], upToDate: true });
});

test('a row that leaves the feed comes without its columns', () => {
  expect(batchOf([change('1', true, 'delete')], []).changes).toEqual([{ entity: 'room', id: '1', row: null }]);
});

test('[S11] a must-refetch voids what was not whole', () => {
  const batch = batchOf([{ headers: { control: 'must-refetch' } }], [{ entity: 'room', id: '1', row: null }]);
  expect(batch).toEqual({ changes: [], rest: [], upToDate: false, mustRefetch: true });
});
