import { afterEach, expect, test } from 'vitest';
import { runCommand } from '#main/store/run-command.ts';
import { type ADesk, aDesk, allOf, eventIn } from '#test/support/a-desk.ts';
import { aGuest, aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, managerOnDuty, receptionist, system } from '#test/support/paper-lodge.ts';
import { prepareAllotments } from './allotments.ts';
import { prepareAvailability } from './availability.ts';

const FROM = '2026-11-20';
const TO = '2026-11-21';
const policy = { seatUnits: 0, seatDays: 0, roomUnits: 1, roomDays: 2, keepLast: 0, active: true };

let desk: ADesk;
afterEach(() => desk.close());

/** A lodge whose desk A keeps a room of the type tonight. */
function leasedLodge(): { lodge: PaperLodge; roomTypeId: string; guestId: string } {
  const { lodge, roomTypeId } = aLodge();
  lodge.run('enrolDesk', { code: 'A', name: 'Front' }, system);
  lodge.run('setAllotmentPolicy', { deskCode: null, ...policy, expectedVersion: 0 }, managerOnDuty);
  const nights = [{ roomTypeId, from: FROM, to: TO }];
  lodge.run('topUpLeases', { deskCode: 'A', epoch: 1, departureIds: [], nights }, system);
  return { lodge, roomTypeId, guestId: aGuest(lodge, 'Lena Fischer') };
}

function bookAt(roomTypeId: string, guestId: string) {
  const wish = { adults: 1, children: 0, nightlyRate: null, wishes: '', expectedAt: '', note: '' };
  const stay = { guestId, source: 'walkIn', roomTypeId, roomId: null, from: FROM, to: TO, ...wish };
  const { booking } = eventIn(runCommand(desk.store, 'bookStay', stay, receptionist), 'StayBooked');
  return allOf(desk.store, 'booking').find(({ id }) => id === booking.id)?.promise;
}

test('[S32] what a desk leases is free to it, and it says how many of the free ones it may promise; to another they are taken', () => {
  const { lodge, roomTypeId, guestId } = leasedLodge();
  desk = aDesk(lodge, 'A');
  const figures = () =>
    prepareAvailability(desk.store.db, desk.store.meta)(FROM, TO).types.find((type) => type.roomTypeId === roomTypeId);
  const rooms = lodge.all('room').filter((room) => room.roomTypeId === roomTypeId).length;
  expect(figures()).toMatchObject({ free: rooms, promised: 1 });
  expect(prepareAllotments(desk.store.db)()).toMatchObject({
    all: { roomUnits: 1, version: 1 },
    desks: [{ code: 'A', policy: null, leases: [{ kind: 'roomNight', units: 1, recalled: 0, earlier: false }] }],
  });
  expect(bookAt(roomTypeId, guestId)).toBe('guaranteed');
  expect(figures()).toMatchObject({ free: rooms - 1, promised: 0 });
  desk.close();
  desk = aDesk(lodge, 'B');
  expect(figures()).toMatchObject({ free: rooms - 1, promised: 0 });
});

test('[S22] [S32] a desk that knows itself a copy promises nothing out of what it seems to lease', () => {
  const { lodge, roomTypeId, guestId } = leasedLodge();
  desk = aDesk(lodge, 'A');
  const rooms = lodge.all('room').filter((room) => room.roomTypeId === roomTypeId).length;
  desk.store.meta.set('standing', { epoch: 1, is: 'branch' });
  const tonight = prepareAvailability(desk.store.db, desk.store.meta)(FROM, TO).types;
  expect(tonight.find((type) => type.roomTypeId === roomTypeId)).toMatchObject({ free: rooms - 1, promised: 0 });
  expect(bookAt(roomTypeId, guestId)).toBe('tentative');
});
