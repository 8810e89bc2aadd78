import { describe, expect, test } from 'vitest';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, eventOf } from '#test/support/paper-lodge.ts';

const day = '2026-11-22';

describe('day use of a room', () => {
  test('[R1] has its room for its one day: no second day use, nobody who sleeps there, but after who departs', () => {
    const { lodge, roomTypeId, roomIds } = aLodge({ rooms: 2 });
    const roomId = roomIds[0] ?? '';
    const roomGiven = (from: string, to: string) =>
      eventOf(aBooking(lodge, { roomTypeId, roomId, from, to }), 'StayBooked').occupancy.fields.roomId;
    expect(roomGiven('2026-11-20', day)).toBe(roomId);
    expect(roomGiven(day, day)).toBe(roomId);
    expect(roomGiven(day, day)).toBeNull();
    expect(roomGiven(day, '2026-11-23')).toBeNull();
    expect(roomGiven('2026-11-23', '2026-11-24')).toBe(roomId);
  });

  test('[R1] is in the way of a move, and a stay over the day is in the way of it', () => {
    const { lodge, roomTypeId, roomIds } = aLodge({ rooms: 2 });
    const roomId = roomIds[0] ?? '';
    eventOf(aBooking(lodge, { roomTypeId, roomId, from: day, to: day }), 'StayBooked');
    const other = eventOf(aBooking(lodge, { roomTypeId, from: '2026-11-21', to: '2026-11-23' }), 'StayBooked');
    expect(move(lodge, other.stay.id, roomId, '2026-11-21', '2026-11-23')).toMatchObject({
      ok: false,
      reason: 'room-taken',
    });
    expect(move(lodge, other.stay.id, roomId, '2026-11-20', day).ok).toBe(true);
  });

  test('[R2] a room that goes out of order on the day loses it', () => {
    const { lodge, roomTypeId, roomIds } = aLodge({ rooms: 1 });
    const roomId = roomIds[0] ?? '';
    const booked = eventOf(aBooking(lodge, { roomTypeId, roomId, from: day, to: day }), 'StayBooked');
    lodge.run('putOutOfOrder', { roomId, kind: 'OOO', from: day, to: '2026-11-24', reason: 'pipe' });
    expect(lodge.one('occupancy', booked.occupancy.id).roomId).toBeNull();
    const again = eventOf(aBooking(lodge, { roomTypeId, roomId, from: day, to: day }), 'StayBooked');
    expect(again.occupancy.fields.roomId).toBeNull();
  });

  test('[R3] [B6] moved to nights it is charged by the night, and put back it is day use again', () => {
    const { lodge, roomTypeId, roomIds } = aLodge({ rooms: 1 });
    const roomId = roomIds[0] ?? '';
    const booked = eventOf(aBooking(lodge, { roomTypeId, roomId, from: '2026-11-20', to: '2026-11-20' }), 'StayBooked');
    expect(move(lodge, booked.stay.id, roomId, '2026-11-20', day).ok).toBe(true);
    expect(lodge.one('stay', booked.stay.id)).toMatchObject({ dayUse: false, nightly: [500_000, 500_000] });
    expect(move(lodge, booked.stay.id, roomId, '2026-11-20', '2026-11-20')).toMatchObject({ reason: 'invalid-dates' });
    expect(move(lodge, booked.stay.id, roomId, '2026-11-20', '2026-11-20', { nightly: [500_000] }).ok).toBe(true);
    expect(lodge.one('stay', booked.stay.id).dayUse).toBe(true);
    eventOf(lodge.run('checkIn', { stayId: booked.stay.id }), 'StayCheckedIn');
    lodge.run('takeCash', { bookingId: booked.booking.id, amount: 500_000, tendered: 500_000 });
    expect(eventOf(lodge.run('checkOut', { stayId: booked.stay.id }), 'StayCheckedOut').charges).toHaveLength(1);
    expect(lodge.all('slot').every((slot) => slot.confirmed === 0)).toBe(true);
  });

  test('[S24] two desks, one room, one day: who is in the room has it', () => {
    const { lodge: server, roomTypeId, roomIds } = aLodge({ rooms: 1 });
    const roomId = roomIds[0] ?? '';
    const a = server.copy('A');
    const answer = aBooking(a, { roomTypeId, roomId, from: '2026-11-20', to: '2026-11-20' });
    const used = eventOf(answer, 'StayBooked');
    const inside = a.run('checkIn', { stayId: used.stay.id });
    const expected = eventOf(aBooking(server, { roomTypeId, roomId, name: 'Night' }), 'StayBooked');
    if (!answer.ok || !inside.ok) throw new Error('refused at the desk');
    server.receive(answer.recorded, 'A');
    expect(server.receive(inside.recorded, 'A').outcome).toBe('exception');
    expect(server.one('occupancy', expected.occupancy.id).roomId).toBeNull();
    expect(server.one('occupancy', used.occupancy.id)).toMatchObject({ roomId, status: 'inHouse' });
  });
});

function move(
  lodge: PaperLodge,
  stayId: string,
  roomId: string,
  from: string,
  to: string,
  price: 'reprice' | { nightly: number[] } = 'reprice',
) {
  const occupancyId = lodge.all('occupancy').find((part) => part.stayId === stayId)?.id;
  const expectedVersion = lodge.one('stay', stayId).version;
  return lodge.run('moveStay', { stayId, occupancyId, roomId, from, to, expectedVersion, price });
}
