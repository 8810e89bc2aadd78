import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeKey, readKey } from './box-key.ts';
import { disk } from './file-layer.ts';
import { readLog, segmentName } from './read-log.ts';
import { keyOfRecoveryCode, recoveryCodeOf } from './recovery-code.ts';
import { type SealedLog, openLog } from './sealed-log.ts';
import { noChain } from './segment.ts';

let folder: string;
let key: Uint8Array;
const opened: SealedLog[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-box-'));
  key = makeKey(disk, join(folder, 'box.key'));
});
afterEach(() => {
  for (const log of opened.splice(0)) log.close();
  rmSync(folder, { recursive: true, force: true });
});

function newLog(): SealedLog {
  const log = openLog(disk, join(folder, 'box'), key, { segments: [], chain: noChain, nextNumber: 1 });
  opened.push(log);
  return log;
}

function reopened(): { log: SealedLog; records: unknown[] } {
  const read = readLog(disk, join(folder, 'box'), key);
  if (read.state !== 'read') throw new Error(read.state);
  const log = openLog(disk, join(folder, 'box'), key, read.place);
  opened.push(log);
  return { log, records: read.segments.flatMap((segment) => segment.records) };
}

const file = (number: number) => join(folder, 'box', segmentName(number));

test('[S7] what was appended is read back in order over several segments, and goes on', () => {
  const log = newLog();
  log.begin(['first']);
  log.append([{ n: 1 }, { n: 2 }]);
  log.begin(['second']);
  log.append([{ n: 3 }]);
  const { log: again, records } = reopened();
  expect(records).toEqual(['first', { n: 1 }, { n: 2 }, 'second', { n: 3 }]);
  again.append([{ n: 4 }]);
  expect(reopened().records.at(-1)).toEqual({ n: 4 });
});

test('[S7] nothing of a record can be read in the files, and another key reads nothing', () => {
  newLog().begin([{ guest: 'Hannah Brandt' }]);
  expect(readFileSync(file(1)).includes('Hannah')).toBe(false);
  expect(statSync(file(1)).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'box.key')).mode & 0o777).toBe(0o600);
  expect(readLog(disk, join(folder, 'box'), new Uint8Array(32))).toEqual({ state: 'otherKey', segments: 1 });
  expect(readLog(disk, join(folder, 'box'), undefined)).toEqual({ state: 'otherKey', segments: 1 });
});

test('[S7] [S15] cut at any byte, it holds the whole records before the cut and goes on behind them', () => {
  const log = newLog();
  log.begin(['first']);
  const ends = [statSync(file(1)).size];
  for (let n = 0; n < 4; n++) {
    log.append([{ n, text: 'x'.repeat(n * 40) }]);
    ends.push(statSync(file(1)).size);
  }
  const bytes = readFileSync(file(1));
  for (let size = ends[0] ?? 0; size <= bytes.length; size++) {
    writeFileSync(file(1), bytes.subarray(0, size));
    const whole = ends.filter((end) => end <= size).length;
    const { log: cut, records } = reopened();
    expect(records).toHaveLength(whole);
    cut.append(['after']);
    cut.close();
    expect(reopened().records).toHaveLength(whole + 1);
  }
});

test('[S7] a record that is altered, taken out or moved ends what is believed', () => {
  const log = newLog();
  log.begin(['first']);
  const start = statSync(file(1)).size;
  const ends = [1, 2, 3].map((n) => {
    log.append([{ n }]);
    return statSync(file(1)).size;
  });
  const bytes = readFileSync(file(1));
  const [one = 0, two = 0] = ends;
  const without = Buffer.concat([bytes.subarray(0, start), bytes.subarray(one)]);
  const swapped = Buffer.concat([
    bytes.subarray(0, start),
    bytes.subarray(one, two),
    bytes.subarray(start, one),
    bytes.subarray(two),
  ]);
  for (const forged of [without, swapped]) {
    writeFileSync(file(1), forged);
    expect(reopened().records).toEqual(['first']);
  }
  for (let at = start; at < bytes.length; at += 7) {
    const altered = Buffer.from(bytes);
    altered[at] = (altered[at] ?? 0) ^ 0x40;
    writeFileSync(file(1), altered);
    expect(reopened().records).toHaveLength(1 + ends.filter((end) => end <= at).length);
  }
});

test('[S7] a segment in the middle that is damaged is told of, and the later ones are still read', () => {
  const log = newLog();
  for (const n of [1, 2, 3]) {
    log.begin([{ n }]);
    log.append([{ more: n }]);
  }
  truncateSync(file(2), statSync(file(2)).size - 3);
  const read = readLog(disk, join(folder, 'box'), key);
  expect(read).toMatchObject({ state: 'read', tornBytes: 0, damaged: [segmentName(2), segmentName(3)] });
  expect(reopened().records).toEqual([{ n: 1 }, { more: 1 }, { n: 2 }, { n: 3 }, { more: 3 }]);
});

test('[S7] [S15] a segment whose beginning was torn holds nothing and takes nothing away from the one before', () => {
  const log = newLog();
  log.begin(['first']);
  log.append(['kept']);
  log.begin(['second']);
  const bytes = readFileSync(file(2));
  for (let size = 0; size < bytes.length; size += 5) {
    writeFileSync(file(2), bytes.subarray(0, size));
    const read = readLog(disk, join(folder, 'box'), key);
    expect(read).toMatchObject({ state: 'read', damaged: [], halfMade: [segmentName(2)], place: { nextNumber: 3 } });
    expect(reopened().records).toEqual(['first', 'kept']);
  }
});

test('[S7] old segments go when they are dropped, and the rest is whole without them', () => {
  const log = newLog();
  log.begin(['first']);
  log.begin(['second']);
  log.dropBefore(2);
  expect(existsSync(file(1))).toBe(false);
  expect(reopened().records).toEqual(['second']);
});

test('[S7] the key’s recovery code reads back however it is written, and no slip of the pen goes unseen', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(), fc.nat({ max: 31 }), (bytes, at, by) => {
      const code = recoveryCodeOf(bytes);
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){10}[0-9A-HJKMNP-TV-Z]{5}$/);
      expect(keyOfRecoveryCode(code)).toEqual(bytes);
      expect(keyOfRecoveryCode(code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'))).toEqual(bytes);
      const letters = [...code.replaceAll('-', '')];
      const place = at % letters.length;
      const other = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[by] ?? '0';
      const isSlip = other !== letters[place];
      letters[place] = other;
      if (isSlip) expect(keyOfRecoveryCode(letters.join(''))).toBeUndefined();
    }),
  );
  expect(keyOfRecoveryCode('')).toBeUndefined();
  expect(readKey(disk, join(folder, 'box.key'))).toEqual(Buffer.from(key));
});

test('[S7] [S16] a key never takes the place of another, nor of one that is spoilt: what lay there stays beside it', () => {
  const keyFile = join(folder, 'box.key');
  const first = readFileSync(keyFile, 'utf8');
  const second = makeKey(disk, keyFile);
  expect(readKey(disk, keyFile)).toEqual(Buffer.from(second));
  expect(readFileSync(`${keyFile}.before-1`, 'utf8')).toBe(first);
  writeFileSync(keyFile, 'half of a k');
  makeKey(disk, keyFile);
  expect(readFileSync(`${keyFile}.before-2`, 'utf8')).toBe('half of a k');
});
