import { describe, expect, test } from 'vitest';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { type PaperAnswer, type PaperLodge, type Recorded, eventOf } from '#test/support/paper-lodge.ts';

describe('a check-in that finds its stay otherwise', () => {
  test('[S5] [S24] [I2] moved to another type offline, refused, checked in: the units go along by force, and come back as they went', () => {
    const { lodge: server, roomTypeId, otherTypeId } = aLodge({ rooms: 2, otherRooms: 1 });
    const booked = eventOf(aBooking(server, { roomTypeId, to: '2026-11-23' }), 'StayBooked');
    const a = server.copy('A');
    // The one room of the other type goes to somebody else meanwhile.
    eventOf(aBooking(server, { roomTypeId: otherTypeId, name: 'Meanwhile', to: '2026-11-23' }), 'StayBooked');
    const roomId = roomOf(a, otherTypeId);
    const moved = moveTo(a, booked.stay.id, { roomId, from: '2026-11-20', to: '2026-11-23' });
    const inside = a.run('checkIn', { stayId: booked.stay.id });

    expect(receive(server, moved)).toMatchObject({ outcome: 'refused', refusal: { reason: 'sold-out' } });
    expect(receive(server, inside).outcome).toBe('exception');

    expect(confirmed(server, roomTypeId)).toEqual([0, 0, 0]);
    expect(confirmed(server, otherTypeId)).toEqual([2, 2, 2]);
    expect(server.all('slot').map((slot) => slot.forced)).toEqual(expect.arrayContaining([1, 1, 1]));
    expect(server.one('booking', booked.booking.id).total).toBe(3 * 780_000);
    expect(server.all('exception')).toMatchObject([{ kind: 'stay-without-booking', detail: { wasType: roomTypeId } }]);

    server.run('takeCash', { bookingId: booked.booking.id, amount: 780_000, tendered: 780_000 });
    eventOf(server.run('checkOut', { stayId: booked.stay.id }), 'StayCheckedOut');
    expect(confirmed(server, roomTypeId)).toEqual([0, 0, 0]);
    expect(confirmed(server, otherTypeId)).toEqual([2, 1, 1]);
  });

  test('[S24] a stay that another desk put off is in the house today: tonight is sold, and its room is taken', () => {
    const { lodge: server, roomTypeId, roomIds } = aLodge({ rooms: 1 });
    const booked = eventOf(aBooking(server, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
    const a = server.copy('A');
    moveTo(server, booked.stay.id, { roomId: roomIds[0] ?? null, from: '2026-11-27', to: '2026-11-29' });

    expect(receive(server, a.run('checkIn', { stayId: booked.stay.id })).outcome).toBe('exception');

    expect(server.one('stay', booked.stay.id)).toMatchObject({
      status: 'CHECKED_IN',
      arrival: '2026-11-20',
      departure: '2026-11-22',
    });
    expect(aBooking(server, { roomTypeId })).toMatchObject({ ok: false, reason: 'sold-out' });
    const sold = server.all('slot').filter((slot) => slot.confirmed > 0);
    expect(sold.map((slot) => slot.date)).toEqual(['2026-11-20', '2026-11-21']);
  });

  test('[S24] a departure that another desk changed stays changed', () => {
    const { lodge: server, roomTypeId, roomIds } = aLodge({ rooms: 1 });
    const booked = eventOf(aBooking(server, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
    const a = server.copy('A');
    moveTo(server, booked.stay.id, { roomId: roomIds[0] ?? null, from: '2026-11-20', to: '2026-11-23' });
    expect(receive(server, a.run('checkIn', { stayId: booked.stay.id })).outcome).toBe('applied');
    expect(server.one('stay', booked.stay.id).departure).toBe('2026-11-23');
  });

  test('[S24] who was let in and out elsewhere meanwhile does not come back into the house', () => {
    const { lodge: server, roomTypeId, roomIds } = aLodge({ rooms: 1 });
    const booked = eventOf(aBooking(server, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
    const a = server.copy('A');
    server.run('checkIn', { stayId: booked.stay.id });
    server.run('takeCash', { bookingId: booked.booking.id, amount: 500_000, tendered: 500_000 });
    eventOf(server.run('checkOut', { stayId: booked.stay.id }), 'StayCheckedOut');

    expect(receive(server, a.run('checkIn', { stayId: booked.stay.id })).outcome).toBe('exception');

    expect(server.one('stay', booked.stay.id).status).toBe('CHECKED_OUT');
    expect(server.one('room', roomIds[0] ?? '').status).toBe('VACANT_DIRTY');
    expect(server.all('exception')).toMatchObject([{ kind: 'guard-invalid-transition' }]);
  });

  test('[S24] a stay that stands anew keeps what was paid for the cancelled one', () => {
    const { lodge: server, roomTypeId, roomIds } = aLodge({ rooms: 1 });
    const booked = eventOf(aBooking(server, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
    server.run('takeCash', { bookingId: booked.booking.id, amount: 200_000, tendered: 200_000 });
    const a = server.copy('A');
    const { version } = server.one('booking', booked.booking.id);
    server.run('cancelBooking', { bookingId: booked.booking.id, expectedVersion: version, reason: 'ill' });
    expect(receive(server, a.run('checkIn', { stayId: booked.stay.id })).outcome).toBe('exception');
    expect(server.one('booking', booked.booking.id)).toMatchObject({ paid: 200_000, paymentStatus: 'PARTIAL' });
  });
});

function moveTo(lodge: PaperLodge, stayId: string, wish: { roomId: string | null; from: string; to: string }) {
  const occupancyId = lodge.all('occupancy').find((part) => part.stayId === stayId)?.id;
  const expectedVersion = lodge.one('stay', stayId).version;
  const moved = lodge.run('moveStay', { stayId, occupancyId, ...wish, expectedVersion, price: 'reprice' });
  eventOf(moved, 'StayMoved');
  return moved;
}

function roomOf(lodge: PaperLodge, roomTypeId: string): string {
  return lodge.all('room').find((room) => room.roomTypeId === roomTypeId)?.id ?? '';
}

function confirmed(lodge: PaperLodge, roomTypeId: string): number[] {
  const slots = lodge.all('slot').filter((slot) => slot.resourceId === roomTypeId);
  return slots.toSorted((a, b) => (a.date < b.date ? -1 : 1)).map((slot) => slot.confirmed);
}

function receive(server: PaperLodge, answer: PaperAnswer) {
  return server.receive(recordedOf(answer), 'A');
}

function recordedOf(answer: PaperAnswer): Recorded {
  if (!answer.ok) throw new Error(`refused at the desk: ${answer.reason} ${JSON.stringify(answer.detail)}`);
  return answer.recorded;
}
