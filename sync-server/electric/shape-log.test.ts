import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appendEntry, emptyLog, readLog, type LogPosition } from './shape-log.ts';

const entry = (lsn: bigint, ...messages: string[]) => ({
  lsn,
  xid: Number(lsn),
  text: Buffer.from(messages.join(',\n')),
});
const all = { lsn: 0n, messages: 0 };
const none = () => false;

describe('the log of a shape', () => {
  test('given two transactions, when one was read, then only the other follows', () => {
    const log = emptyLog();
    appendEntry(log, entry(10n, 'a', 'b'), 1_000);
    appendEntry(log, entry(20n, 'c'), 1_000);
    const piece = readLog(log, { lsn: 10n, messages: 0 }, 1_000, none);
    expect(piece?.parts.map(String)).toEqual(['c']);
    expect(piece?.end).toEqual({ lsn: 20n, messages: 0 });
  });

  test('given more than the log may hold, when it is read from before that, then it says so', () => {
    const log = emptyLog();
    for (const lsn of [10n, 20n, 30n]) appendEntry(log, entry(lsn, 'x'.repeat(50)), 120);
    expect(readLog(log, all, 1_000, none)).toBeUndefined();
    expect(readLog(log, { lsn: 10n, messages: 1 }, 1_000, none)).toBeUndefined();
    expect(readLog(log, { lsn: 10n, messages: 0 }, 1_000, none)?.parts.length).toBe(2);
  });

  test('given any transactions and any size of pieces, when they are read to the end, then each message comes once and in order', () => {
    const transactions = fc.array(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 30 }), {
        minLength: 1,
        maxLength: 6,
      }),
    );
    fc.assert(
      fc.property(transactions, fc.integer({ min: 1, max: 80 }), (texts, size) => {
        const log = emptyLog();
        texts.forEach((messages, index) => appendEntry(log, entry(BigInt(index + 1) * 10n, ...messages), 1_000_000));
        const seen: string[] = [];
        let at: LogPosition = all;
        for (let complete = false; !complete;) {
          const piece = readLog(log, at, size, none);
          if (piece === undefined) throw new Error('the log forgot something');
          for (const part of piece.parts) seen.push(...part.toString().split(',\n'));
          ({ end: at, complete } = piece);
        }
        expect(seen).toEqual(texts.flat());
      }),
    );
  });
});
