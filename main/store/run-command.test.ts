import { afterEach, expect, test, vi } from 'vitest';
import { type ADesk, aDesk, eventIn } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { receptionist } from '#test/support/paper-lodge.ts';
import { hashOf } from '#shared/sync/envelope.ts';
import { ReplicaInUse } from './replica-lock.ts';
import { openStore } from './open-store.ts';
import { runCommand } from './run-command.ts';

let desk: ADesk;
afterEach(() => desk.close());

const person = { name: 'Hannah Brandt', country: 'DE', phone: '+49 151 440722', email: '', vip: false, note: '' };
const stayOf = (guestId: string, roomTypeId: string, roomId: string | null) => ({
  guestId,
  source: 'walkIn',
  roomTypeId,
  roomId,
  from: '2026-11-20',
  to: '2026-11-22',
  adults: 2,
  children: 0,
  nightlyRate: null,
  wishes: '',
  expectedAt: '',
  note: '',
});

function aSale(roomTypeId: string, roomId: string | null = null) {
  const guest = eventIn(runCommand(desk.store, 'addGuest', person, receptionist), 'GuestAdded').guest;
  return runCommand(desk.store, 'bookStay', stayOf(guest.id, roomTypeId, roomId), receptionist);
}

test('[S1] a sale writes rows, before-images, events, number and journal entry, and the tape chart shows it', () => {
  const { lodge, roomTypeId, roomIds } = aLodge();
  desk = aDesk(lodge);
  const booked = eventIn(aSale(roomTypeId, roomIds[0] ?? null), 'StayBooked');
  expect(booked.booking.fields.number).toBe('DRL-2026-A0001');
  expect(desk.all('booking')).toMatchObject([{ id: booked.booking.id, writer: 'A/1/2', version: 1 }]);
  const [bar] = desk.store.db.prepare<[], { name: string }>('SELECT room_id, unpaid, name FROM calendar_segment').all();
  expect(bar).toMatchObject({ room_id: roomIds[0], unpaid: 1_000_000 });
  expect(desk.store.seals.read(bar?.name ?? '')).toBe('Hannah Brandt');
  expect(desk.store.journal.applied().map((entry) => entry.before.length)).toEqual([1, 6]);
  expect(desk.store.db.prepare('SELECT type FROM event ORDER BY seq').pluck().all()).toEqual([
    'GuestAdded',
    'StayBooked',
  ]);
});

test('[S2] envelopes are gapless from 1 and chained by their hashes', () => {
  const { lodge, roomTypeId } = aLodge();
  desk = aDesk(lodge);
  aSale(roomTypeId);
  const envelopes = desk.store.journal.envelopesAfter(1, 0, 10);
  expect(envelopes.map((envelope) => envelope.seq)).toEqual([1, 2]);
  expect(envelopes.map((envelope) => envelope.prevHash)).toEqual(['', envelopes[0]?.hash]);
  for (const { hash, ...unsigned } of envelopes) expect(hashOf(unsigned)).toBe(hash);
});

test('[S1] a refusal leaves nothing behind, no number either, and offers ways out', () => {
  const { lodge, roomTypeId } = aLodge({ rooms: 1 });
  desk = aDesk(lodge);
  aSale(roomTypeId);
  const before = desk.rows();
  const guest = desk.all('guest')[0]?.id ?? '';
  const refused = runCommand(desk.store, 'bookStay', stayOf(guest, roomTypeId, null), receptionist);
  expect(refused).toMatchObject({ ok: false, reason: 'sold-out' });
  expect(refused.ok === false && refused.alternatives.length).toBeGreaterThan(0);
  expect(desk.rows()).toEqual(before);
  expect(desk.store.journal.count()).toBe(2);
  expect(desk.store.counters.read('booking/2026/A').value).toBe(1);
});

test('[S5] receipts are gapless and chained; from the second epoch on the series says so', () => {
  const { lodge, roomTypeId } = aLodge();
  desk = aDesk(lodge, 'A', 2);
  const { booking } = eventIn(aSale(roomTypeId), 'StayBooked');
  expect(booking.fields.number).toBe('DRL-2026-A.2-0001');
  for (const amount of [400_000, 700_000, 600_000]) {
    runCommand(desk.store, 'takeCash', { bookingId: booking.id, amount, tendered: 700_000 }, receptionist);
  }
  const receipts = desk.all('receipt').toSorted((a, b) => a.number - b.number);
  expect(receipts.map(({ series, number }) => `${series}/${number}`)).toEqual(['A26.2/1', 'A26.2/2']);
  expect(receipts.map((receipt) => receipt.previousHash)).toEqual(['', receipts[0]?.hash]);
});

test('[S3] now never goes back, whatever the machine says', () => {
  const { lodge } = aLodge();
  desk = aDesk(lodge);
  desk.store.meta.set('clockOffset', 3_600_000);
  runCommand(desk.store, 'addGuest', person, receptionist);
  desk.store.meta.set('clockOffset', -3_600_000);
  runCommand(desk.store, 'addGuest', person, receptionist);
  const [first, second] = desk.store.journal.envelopesAfter(1, 0, 10).map((envelope) => envelope.now);
  expect(first !== undefined && second !== undefined && second >= first).toBe(true);
});

test('what nobody may do, knows or can read is refused before anything is looked at', () => {
  desk = aDesk(aLodge().lodge);
  const run = (name: string, draft: unknown, role: 'housekeeping' | 'frontDesk') =>
    runCommand(desk.store, name, draft, { ...receptionist, role });
  expect(run('addGuest', person, 'housekeeping')).toMatchObject({ reason: 'no-right' });
  expect(run('addGuest', { ...person, name: 7 }, 'frontDesk')).toMatchObject({ reason: 'wrong-input' });
  expect(run('sellTheLodge', {}, 'frontDesk')).toMatchObject({ reason: 'wrong-input' });
  expect(desk.store.journal.count()).toBe(0);
});

test('[S19] a second opener of the same replica is refused in words', () => {
  desk = aDesk(aLodge().lodge);
  expect(() => openStore({ file: desk.store.file })).toThrow(ReplicaInUse);
  expect(() => openStore({ file: desk.store.file })).toThrow(/Another Cairn is already working/);
});

test('a transaction that throws leaves nothing', () => {
  desk = aDesk(aLodge().lodge);
  const before = desk.rows();
  const work = () =>
    desk.store.transaction(() => {
      desk.store.remove('property', desk.self.propertyId);
      throw new Error('a cut');
    });
  expect(work).toThrow('a cut');
  expect(desk.rows()).toEqual(before);
  // @ts-expect-error a transaction cannot wait for anything
  expect(() => desk.store.transaction(async () => 1)).toThrow(/promise/i);
});

test('[S1] what is committed is said to be taken, though a screen that listens fails on it', () => {
  const { lodge } = aLodge();
  desk = aDesk(lodge);
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const heard: string[] = [];
  desk.store.onChange(() => {
    throw new Error('a bug of a view');
  });
  desk.store.onChange(({ entities }) => heard.push(...entities));
  expect(runCommand(desk.store, 'addGuest', person, receptionist)).toMatchObject({ ok: true, seq: 1 });
  expect(heard).toContain('guest');
  expect(warned).toHaveBeenCalledOnce();
  warned.mockRestore();
});
