import { expect, test } from 'vitest';
import type { LogRecord } from './log-record.ts';
import { writeTransaction } from './transaction-writer.ts';

test('what a shape keeps of a transaction lies in memory of its own: what is counted is what is held', () => {
  const records: LogRecord[] = [];
  const writer = writeTransaction({ xid: 7, lsn: 9n }, 100, (record) => records.push(record));
  for (const name of ['Änne', 'Tenzin', 'Jun'])
    writer.add([{ open: `{"value":{"name":"${name}"},"headers":{"operation":"insert"` }]);
  writer.end();
  expect(records.map(({ last }) => last)).toEqual([false, true]);
  expect(records.map(({ text }) => text.toString()).join(',\n')).toContain('"name":"Änne"');
  for (const { text } of records) expect(text.buffer.byteLength).toBe(text.length);
});
