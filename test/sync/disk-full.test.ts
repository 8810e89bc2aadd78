import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readKey } from '#main/black-box/box-key.ts';
import { disk } from '#main/black-box/file-layer.ts';
import { readLog } from '#main/black-box/read-log.ts';
import { contentsOf, recordsIn } from '#main/store/box-records.ts';
import { boxFolders, keyFileOf, usualBoxFolder } from '#main/store/desk-box.ts';
import { openDesk } from '#main/store/open-desk.ts';
import type { Store } from '#main/store/open-store.ts';
import { runCommand } from '#main/store/run-command.ts';
import { allOf, enrolOnPaper, eventIn } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { type FullDisk, fullDisk } from '#test/support/full-disk.ts';
import { memoryFolder } from '#test/support/memory-folder.ts';
import { receptionist } from '#test/support/paper-lodge.ts';

let folder: string;
let files: FullDisk;
let store: Store;
let bookingId: string;

beforeEach(() => {
  folder = memoryFolder('cairn-full-');
  files = fullDisk();
  store = openDesk({ dataFolder: folder, files });
  const { lodge, roomTypeId } = aLodge();
  enrolOnPaper(store, lodge);
  store.blackBox.catchUp();
  const { guest } = eventIn(run('addGuest', person), 'GuestAdded');
  bookingId = eventIn(run('bookStay', { ...stay, guestId: guest.id, roomTypeId }), 'StayBooked').booking.id;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (name: string, draft: unknown) => runCommand(store, name, draft, receptionist);
const cash = (amount = 100) => run('takeCash', { bookingId, amount, tendered: amount });

function everything(): unknown {
  const { counters, journal, blackBox } = store;
  const rows = ['payment', 'receipt', 'folioEntry', 'booking', 'journalLine'] as const;
  return {
    rows: rows.map((entity) => allOf(store, entity)),
    counters: counters.all(),
    pending: journal.pending(),
    images: store.db.prepare('SELECT * FROM before_image').all(),
    records: blackBox.status().records,
  };
}

/** The seqs that the black box holds on the disk. */
function inBox(): number[] {
  const [box = ''] = boxFolders(disk, usualBoxFolder(folder));
  const read = readLog(disk, box, readKey(disk, keyFileOf(folder)));
  return read.state === 'read' ? (contentsOf(recordsIn(read))?.entries.map(({ envelope }) => envelope.seq) ?? []) : [];
}

test('[S1] [S7] disk full while taking cash: the answer says that it was not taken, and it was not, no number either; with room again the next number follows', () => {
  cash();
  const limit = Number(store.db.pragma('page_count', { simple: true }));
  store.db.pragma(`max_page_count = ${limit}`);
  let before = everything();
  let answer = cash();
  // What is free in the pages that there are is used first.
  for (let more = 0; answer.ok && more < 500; more++) {
    before = everything();
    answer = cash();
  }
  expect(answer).toMatchObject({ ok: false, reason: 'disk-full', retryable: true });
  expect(everything()).toEqual(before);
  expect(cash()).toMatchObject({ ok: false, reason: 'disk-full' });
  expect(everything()).toEqual(before);

  const taken = allOf(store, 'receipt').length;
  store.db.pragma(`max_page_count = ${limit * 2}`);
  expect(cash()).toMatchObject({ ok: true, secondCopy: 'kept' });
  const receipts = allOf(store, 'receipt').toSorted((a, b) => a.number - b.number);
  expect(receipts.map(({ number }) => number)).toEqual(Array.from({ length: taken + 1 }, (_, index) => index + 1));
});

test('[S7] second disk full: taken, second copy failed, and the status says so; with room again all that is missing goes first', () => {
  expect(cash()).toMatchObject({ ok: true, seq: 3, secondCopy: 'kept' });
  files.isFull = true;
  expect(cash()).toMatchObject({ ok: true, seq: 4, secondCopy: 'failed' });
  expect(cash()).toMatchObject({ ok: true, seq: 5, secondCopy: 'failed' });
  expect(store.blackBox.status()).toMatchObject({ missing: 2, records: 3 });
  expect(store.blackBox.status().lastFailure?.message).toContain('no space left');
  expect(inBox()).toEqual([1, 2, 3]);
  expect(allOf(store, 'receipt')).toHaveLength(3);
  files.isFull = false;
  expect(cash()).toMatchObject({ ok: true, seq: 6, secondCopy: 'kept' });
  expect(store.blackBox.status()).toMatchObject({ missing: 0, records: 6, lastFailure: null });
  expect(inBox()).toEqual([1, 2, 3, 4, 5, 6]);
});

test('[S7] a record that cannot be made at this moment is told of, not taken for a refusal of what is committed, and made up for with the next', () => {
  const broken = vi.spyOn(store.counters, 'all').mockImplementationOnce(() => {
    throw new Error('cannot be read');
  });
  expect(cash()).toMatchObject({ ok: true, seq: 3, secondCopy: 'failed' });
  expect(store.blackBox.status().lastFailure?.message).toBe('cannot be read');
  broken.mockRestore();
  expect(cash()).toMatchObject({ ok: true, seq: 4, secondCopy: 'kept' });
  expect(inBox()).toEqual([1, 2, 3, 4]);
});

test('[S7] [S15] what the second disk had no room for is completed at the next start', () => {
  files.isFull = true;
  for (const seq of [3, 4]) expect(cash()).toMatchObject({ ok: true, seq, secondCopy: 'failed' });
  store.close();
  expect(inBox()).toEqual([1, 2]);
  store = openDesk({ dataFolder: folder });
  expect(store.blackBox.status()).toMatchObject({ missing: 0, lastFailure: null });
  expect(inBox()).toEqual([1, 2, 3, 4]);
});

test('[S7] a second disk that is not there does not keep the desk from its work, and is caught up with when it is', () => {
  store.close();
  const elsewhere = join(folder, 'not-a-folder');
  writeFileSync(elsewhere, '');
  store = openDesk({ dataFolder: folder, blackBox: elsewhere });
  expect(cash()).toMatchObject({ ok: true, seq: 3, secondCopy: 'failed' });
  store.close();
  rmSync(elsewhere);
  store = openDesk({ dataFolder: folder, blackBox: elsewhere });
  expect(cash()).toMatchObject({ ok: true, seq: 4, secondCopy: 'kept' });
  expect(store.blackBox.status()).toMatchObject({ missing: 0, records: 4, folder: boxFolders(disk, elsewhere)[0] });
});

test('[S7] the second copy keeps apart the desks that name the same folder, and goes as the server signs for it', () => {
  const shared = { dataFolder: join(folder, 'other'), blackBox: usualBoxFolder(folder) };
  expect(() => openDesk(shared)).toThrow('a black box whose key is not here');
  const other = openDesk({ ...shared, segmentBytes: 1024, mayBeginAnew: true });
  enrolOnPaper(other, aLodge().lodge, 'B');
  other.blackBox.catchUp();
  for (let n = 0; n < 5; n++) eventIn(runCommand(other, 'addGuest', person, receptionist), 'GuestAdded');
  expect(readdirSync(usualBoxFolder(folder))).toHaveLength(2);
  const own = other.blackBox.status().folder ?? '';
  const before = other.blackBox.status().bytes;
  const [, , third, , fifth] = other.journal.envelopesAfter(1, 0, 10);
  expect(other.blackBox.countersigned({ epoch: 1, seq: 3, hash: 'b'.repeat(64) })).toBe(false);
  expect(other.blackBox.status().bytes).toBe(before);
  expect(other.blackBox.countersigned({ epoch: 1, seq: 3, hash: third?.hash ?? '' })).toBe(true);
  const half = other.blackBox.status();
  expect(half.bytes).toBeLessThan(before);
  expect(half.records).toBeGreaterThanOrEqual(2);
  expect(other.blackBox.countersigned({ epoch: 1, seq: 5, hash: fifth?.hash ?? '' })).toBe(true);
  expect(other.blackBox.status().records).toBe(0);
  expect(readdirSync(own)).toHaveLength(1);
  const kept = readLog(disk, own, readKey(disk, keyFileOf(join(folder, 'other'))));
  const box = kept.state === 'read' ? contentsOf(recordsIn(kept)) : undefined;
  expect(box?.counters.get('envelope/1')).toEqual({ value: 5, hash: fifth?.hash });
  expect(box?.countersigned.get(1)).toBe(5);
  other.close();
  expect(existsSync(own)).toBe(true);
});

const person = { name: 'Hannah Brandt', country: 'DE', phone: '', email: '', vip: false, note: '' };
const stay = {
  source: 'walkIn',
  roomId: null,
  from: '2026-11-20',
  to: '2026-11-22',
  adults: 2,
  children: 0,
  nightlyRate: null,
  wishes: '',
  expectedAt: '',
  note: '',
};
