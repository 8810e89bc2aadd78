import { expect, test } from 'vitest';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

test('[B6] a guest in house who gets another type keeps the nights slept, their rate and their units', () => {
  const { lodge, stayId, bookingId, ridgeRoom, roomTypeId, otherTypeId } = guestInHouse();
  // Last night the other type was full: that is nobody's matter today.
  eventOf(aBooking(lodge, { roomTypeId: otherTypeId, name: 'Last night', to: '2026-11-21' }), 'StayBooked');
  lodge.run('rollDay', { businessDate: '2026-11-21' }, managerOnDuty);
  const moved = eventOf(move(lodge, stayId, ridgeRoom, '2026-11-23'), 'StayMoved');
  expect(moved.stay.nightly).toEqual([500_000, 780_000, 780_000]);
  expect(lodge.one('booking', bookingId).total).toBe(500_000 + 2 * 780_000);
  expect(confirmed(lodge, roomTypeId)).toEqual([1, 0, 0]);
  expect(confirmed(lodge, otherTypeId)).toEqual([1, 1, 1]);
});

test('[B6] the nights that a guest in house has slept are not taken back by a drag', () => {
  const { lodge, stayId, gardenRoom } = guestInHouse();
  lodge.run('rollDay', { businessDate: '2026-11-22' }, managerOnDuty);
  expect(move(lodge, stayId, gardenRoom, '2026-11-21')).toMatchObject({ ok: false, reason: 'invalid-dates' });
  expect(move(lodge, stayId, gardenRoom, '2026-11-22').ok).toBe(true);
});

test('[R5] a stay that is locked to its room is swapped by a manager only', () => {
  const { lodge, roomTypeId, roomIds } = aLodge({ rooms: 2 });
  const parts = roomIds.map(
    (roomId, index) =>
      eventOf(aBooking(lodge, { roomTypeId, roomId, name: `Guest ${index}` }), 'StayBooked').occupancy.id,
  );
  const swap = { occupancyId: parts[0], withOccupancyId: parts[1] };
  lodge.run('lockRoom', { occupancyId: parts[1], locked: true });
  expect(lodge.run('swapStays', swap)).toMatchObject({ ok: false, reason: 'no-right', detail: { locked: true } });
  expect(lodge.run('swapStays', swap, managerOnDuty).ok).toBe(true);
});

function guestInHouse() {
  const { lodge, roomTypeId, otherTypeId, roomIds } = aLodge({ rooms: 1 });
  const gardenRoom = roomIds[0] ?? '';
  const booked = eventOf(aBooking(lodge, { roomTypeId, roomId: gardenRoom, to: '2026-11-23' }), 'StayBooked');
  eventOf(lodge.run('checkIn', { stayId: booked.stay.id }), 'StayCheckedIn');
  const ridgeRoom = lodge.all('room').find((room) => room.roomTypeId === otherTypeId)?.id ?? '';
  return {
    lodge,
    stayId: booked.stay.id,
    bookingId: booked.booking.id,
    gardenRoom,
    ridgeRoom,
    roomTypeId,
    otherTypeId,
  };
}

function move(lodge: PaperLodge, stayId: string, roomId: string, to: string) {
  const occupancyId = lodge.all('occupancy').find((part) => part.stayId === stayId)?.id;
  const expectedVersion = lodge.one('stay', stayId).version;
  return lodge.run('moveStay', {
    stayId,
    occupancyId,
    roomId,
    from: '2026-11-20',
    to,
    expectedVersion,
    price: 'reprice',
  });
}

function confirmed(lodge: PaperLodge, roomTypeId: string): number[] {
  const slots = lodge.all('slot').filter((slot) => slot.resourceId === roomTypeId);
  return slots.toSorted((a, b) => (a.date < b.date ? -1 : 1)).map((slot) => slot.confirmed);
}
