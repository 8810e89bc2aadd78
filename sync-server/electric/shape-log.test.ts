import { appendFile, mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLogBudget } from './log-budget.ts';
import type { LogPosition } from './log-piece.ts';
import { openShapeLog, type ShapeLog } from './shape-log.ts';

let folder: string;
let opened: ShapeLog[] = [];
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'shape-log-'))));
afterEach(async () => {
  await Promise.all(opened.map((log) => log.close()));
  opened = [];
  await rm(folder, { recursive: true, force: true });
});

const budget = openLogBudget(1_000_000, () => {});
const all = { lsn: 0n, messages: 0 };
const none = () => false;

async function open(maxBytes = 1_000_000, tailBytes = 1_000_000, at = folder): Promise<ShapeLog> {
  const log = await openShapeLog(at, { maxBytes, tailBytes }, budget, (error) => expect.fail(String(error)));
  opened.push(log);
  return log;
}

/** A transaction in records of so many messages. */
function add(log: ShapeLog, lsn: bigint, messages: readonly string[], perRecord = messages.length): boolean {
  for (let first = 0; first < messages.length; first += perRecord) {
    const part = messages.slice(first, first + perRecord);
    const last = first + part.length === messages.length;
    const text = Buffer.from(part.join(',\n'));
    if (!log.append({ lsn, xid: Number(lsn), first, count: part.length, last, text })) return false;
  }
  return true;
}

async function readAll(log: ShapeLog, size: number, from: LogPosition = all): Promise<string[]> {
  const seen: string[] = [];
  for (let at = from; ;) {
    const piece = await log.read(at, size, none);
    if (piece === undefined) throw new Error('the log forgot something');
    for (const part of piece.parts) seen.push(...part.toString().split(',\n'));
    if (piece.complete) return seen;
    at = piece.end;
  }
}

describe('the log of a shape', () => {
  test('given two transactions, when one was read, then only the other follows', async () => {
    const log = await open();
    add(log, 10n, ['a', 'b']);
    add(log, 20n, ['c']);
    const piece = await log.read({ lsn: 10n, messages: 0 }, 1_000, none);
    expect(piece?.parts.map(String)).toEqual(['c']);
    expect(piece?.end).toEqual({ lsn: 20n, messages: 0 });
  });

  test('given more than the log may hold, when it is read from before that, then it says so', async () => {
    const log = await open(1_000);
    for (let lsn = 1n; lsn <= 200n; lsn += 1n) {
      add(log, lsn, ['x'.repeat(50)]);
      await log.sync();
    }
    expect(log.bytes).toBeLessThan(1_300);
    expect(await log.read(all, 1_000, none)).toBeUndefined();
    expect(await log.read({ lsn: log.forgotten, messages: 1 }, 1_000, none)).toBeUndefined();
    expect((await readAll(log, 100, { lsn: log.forgotten, messages: 0 })).length).toBe(200 - Number(log.forgotten));
  });

  test('given a transaction larger than the log may be, when it is added, then it is refused', async () => {
    const log = await open(1_000);
    expect(add(log, 1n, ['x'.repeat(5_000)])).toBe(false);
  });

  test('given a transaction without its end, when it is read or taken back, then none of it is there', async () => {
    const log = await open();
    add(log, 10n, ['a']);
    log.append({ lsn: 20n, xid: 2, first: 0, count: 1, last: false, text: Buffer.from('half') });
    expect(await readAll(log, 1_000)).toEqual(['a']);
    log.rollback();
    add(log, 20n, ['half', 'whole']);
    expect(await readAll(log, 1_000)).toEqual(['a', 'half', 'whole']);
    await log.close();
    expect(await readAll(await open(), 1_000)).toEqual(['a', 'half', 'whole']);
  });

  test('given what memory no longer holds, when it is read, then it comes from the file, and from both where it goes on', async () => {
    const log = await open(1_000_000, 500);
    const texts = Array.from({ length: 300 }, (_, index) => `message ${index}`);
    for (const [index, text] of texts.entries()) {
      add(log, BigInt(index + 1), [text]);
      if (index % 50 === 0) await log.sync();
    }
    await log.sync();
    expect(log.read(all, 100, none)).toBeInstanceOf(Promise);
    expect(await readAll(log, 100)).toEqual(texts);
    expect(await readAll(log, 1_000_000)).toEqual(texts);
    expect(log.read({ lsn: 300n, messages: 0 }, 100, none)).not.toBeInstanceOf(Promise);
  });

  test('given any transactions, records and pieces, when the log is opened again and read, then each message comes once and in order', async () => {
    const transactions = fc.array(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 30 }), {
        minLength: 1,
        maxLength: 6,
      }),
    );
    const sizes = fc.record({
      piece: fc.integer({ min: 1, max: 80 }),
      record: fc.integer({ min: 1, max: 6 }),
      tail: fc.integer({ min: 0, max: 600 }),
      again: fc.boolean(),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(transactions, sizes, async (texts, { piece, record, tail, again }) => {
        const at = join(folder, `run ${(run += 1)}`);
        let log = await open(1_000_000, tail, at);
        texts.forEach((messages, index) => add(log, BigInt(index + 1) * 10n, messages, record));
        await log.sync();
        if (again) {
          await log.close();
          log = await open(1_000_000, tail, at);
        }
        expect(await readAll(log, piece)).toEqual(texts.flat());
      }),
      { numRuns: 60 },
    );
  });

  test.each(['cut', 'garbled'])(
    'given a file whose end is %s, when it is opened, then it holds every whole transaction before',
    async (how) => {
      const log = await open();
      for (let lsn = 1n; lsn <= 20n; lsn += 1n) add(log, lsn, [`a${lsn}`, `b${lsn}`], 1);
      await log.close();
      const file = join(folder, (await readdir(folder)).toSorted()[0] ?? '');
      const { size } = await stat(file);
      const perTransaction = size / 20;
      if (how === 'garbled') await appendFile(file, Buffer.alloc(40, 7));
      for (let length = size; length > size - 3 * perTransaction; length -= 7) {
        if (how === 'cut') await truncate(file, length);
        const again = await open();
        const whole = how === 'cut' ? Math.floor(length / perTransaction) : 20;
        const texts = await readAll(again, 1_000);
        expect(texts.length % 2).toBe(0);
        expect(texts.length / 2).toBeLessThanOrEqual(20);
        expect(texts.at(-1)).toBe(`b${texts.length / 2}`);
        expect(Math.abs(texts.length / 2 - whole)).toBeLessThanOrEqual(1);
        expect(again.through).toBe(BigInt(texts.length / 2));
        await again.close();
        if (how === 'garbled') break;
      }
    },
  );
});
