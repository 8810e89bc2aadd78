import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashOf } from '#shared/sync/envelope.ts';
import { putAside } from '#main/store/asides.ts';
import { openDesk } from '#main/store/open-desk.ts';
import type { Store } from '#main/store/open-store.ts';
import { runCommand } from '#main/store/run-command.ts';
import { allOf, enrolOnPaper, eventIn } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { memoryFolder } from '#test/support/memory-folder.ts';
import { receptionist } from '#test/support/paper-lodge.ts';

const present = fileURLToPath(new URL('../../shared/schema/migrations/sqlite', import.meta.url));
let folder: string;
let store: Store;
let roomTypeId: string;

beforeEach(() => {
  folder = memoryFolder('cairn-upgrade-');
  store = openDesk({ dataFolder: folder });
  const lodge = aLodge();
  roomTypeId = lodge.roomTypeId;
  enrolOnPaper(store, lodge.lodge);
  store.blackBox.catchUp();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (name: string, draft: unknown) => runCommand(store, name, draft, receptionist);
const images = () => store.db.prepare('SELECT * FROM before_image ORDER BY seq, ordinal').all();
const withoutTimes = (row: object) => ({ ...row, createdAt: '', updatedAt: '' });

/** The migrations of the next release: those of this one, and these statements. */
function nextRelease(...statements: string[]): string {
  const migrations = join(folder, 'migrations');
  cpSync(present, migrations, { recursive: true });
  const file = join(migrations, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { when: number }[] }; // as the generator writes it
  const last = Math.max(...journal.entries.map(({ when }) => when));
  const entries = [...journal.entries, { idx: 99, version: '6', when: last + 1, tag: '9999_next', breakpoints: true }];
  writeFileSync(file, JSON.stringify({ ...journal, entries }));
  writeFileSync(join(migrations, '9999_next.sql'), statements.join('\n--> statement-breakpoint\n'));
  return migrations;
}

function aSaleWithCash(): string {
  const { guest } = eventIn(run('addGuest', person), 'GuestAdded');
  const { booking } = eventIn(run('bookStay', { ...stay, guestId: guest.id, roomTypeId }), 'StayBooked');
  eventIn(run('takeCash', { bookingId: booking.id, amount: 1000, tendered: 1000 }), 'CashTaken');
  return booking.id;
}

test('[S17] an upgrade meets the server’s rows only: pending work is taken back, the schema changes, and it is run again on what became of the rows', () => {
  const bookingId = aSaleWithCash();
  const before = { images: images().length, pending: store.journal.count(), receipts: allOf(store, 'receipt') };
  store.close();
  const seen =
    'CREATE TABLE seen AS SELECT (SELECT count(*) FROM booking) AS bookings, (SELECT count(*) FROM payment) AS payments, (SELECT count(*) FROM before_image) AS images';
  const roomier = `UPDATE room_type SET max_occupancy = max_occupancy + 1, name = name || ' (new)'`;
  store = openDesk({ dataFolder: folder, migrations: nextRelease(seen, roomier) });
  expect(store.db.prepare('SELECT * FROM seen').get()).toEqual({ bookings: 0, payments: 0, images: 0 });
  expect(store.meta.get('upgrading')).toBeUndefined();
  expect(store.journal.pending().map(({ likelyRefused, reason }) => [likelyRefused, reason])).toEqual(
    Array.from({ length: before.pending }, () => [false, '']),
  );
  expect(images()).toHaveLength(before.images);
  // A receipt is as it was printed [S5].
  expect(allOf(store, 'receipt').map(withoutTimes)).toEqual(before.receipts.map(withoutTimes));
  expect(allOf(store, 'booking').find(({ id }) => id === bookingId)?.paid).toBe(1000);
  expect(allOf(store, 'roomType').find(({ id }) => id === roomTypeId)).toMatchObject({
    name: 'Garden Twin (new)',
    maxOccupancy: 4,
  });
  const shown = store.db.prepare('SELECT booking_id FROM calendar_segment').pluck().all();
  expect(shown).toEqual([bookingId]);
  expect(run('takeCash', { bookingId, amount: 500, tendered: 500 })).toMatchObject({
    ok: true,
    seq: 4,
    secondCopy: 'kept',
  });
});

test('[S15] [S17] an upgrade that is cut off between its steps goes on at the next start', () => {
  aSaleWithCash();
  const rows = allOf(store, 'booking').map(withoutTimes);
  store.close();
  const broken = nextRelease('CREATE TABLE one (id text)', 'THIS IS NO SQL');
  expect(() => openDesk({ dataFolder: folder, migrations: broken })).toThrow('THIS IS NO SQL');
  store = openDesk({ dataFolder: folder, migrations: nextRelease('CREATE TABLE one (id text)') });
  expect(store.meta.get('upgrading')).toBeUndefined();
  expect(allOf(store, 'booking').map(withoutTimes)).toEqual(rows);
  expect(images().length).toBeGreaterThan(0);
});

test('[S17] what a later release recorded, and what nobody can upgrade, stands without effect and stays pending', () => {
  const { guest } = eventIn(run('addGuest', person), 'GuestAdded');
  store.transaction(() => {
    const [first] = store.journal.pending();
    if (first === undefined) throw new Error('nothing pending');
    for (const [seq, change] of [
      [2, { version: 99 }],
      [3, { name: 'launchRocket' }],
    ] as const) {
      const { hash: _hash, ...unsigned } = {
        ...first.envelope,
        ...change,
        seq,
        id: guest.id.replace(/.$/, String(seq)),
      };
      const envelope = { ...unsigned, hash: hashOf(unsigned) };
      store.journal.append({ epoch: 1, seq }, { ...first, reads: [], envelope }, [], []);
    }
  });
  store.close();
  store = openDesk({ dataFolder: folder, migrations: nextRelease('CREATE TABLE one (id text)') });
  expect(store.journal.pending().map(({ likelyRefused, reason }) => [likelyRefused, reason])).toEqual([
    [false, ''],
    [true, 'internal'],
    [true, 'internal'],
  ]);
  expect(allOf(store, 'guest')).toHaveLength(1);
});

test('[S18] what an older release put aside is taken in after the upgrade that knows it, beneath what is pending', () => {
  const room = allOf(store, 'room')[0];
  if (room === undefined) throw new Error('no room');
  expect(run('setRoomStatus', { roomId: room.id, status: 'VACANT_DIRTY' })).toMatchObject({ ok: true });
  // As a release would have kept it that did not know the room's note, and one that did not know the entity at all.
  const whole = { ...room, note: 'near the stairs' };
  putAside(store, { entity: 'room', id: room.id, row: whole });
  putAside(store, { entity: 'rocket', id: room.id, row: { id: room.id, thrust: 7 } });
  store.close();
  store = openDesk({ dataFolder: folder, migrations: nextRelease('CREATE TABLE one (id text)') });
  expect(allOf(store, 'room').find(({ id }) => id === room.id)).toMatchObject({
    note: 'near the stairs',
    status: 'VACANT_DIRTY',
  });
  expect(store.db.prepare('SELECT entity FROM aside').pluck().all()).toEqual(['rocket']);
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
