import { describe, expect, test } from 'vitest';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { type PaperAnswer, type PaperLodge, type Recorded, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

describe('a check-out that finds its stay otherwise', () => {
  test('[S5] [S24] [R2] moved in the house offline, refused, checked out: the room that was left is dirty, and so is the first', () => {
    const { server, a, booked, roomIds } = inHouse({ rooms: 2 });
    const [first, second] = [roomIds[0] ?? '', roomIds[1] ?? ''];
    const moved = move(a, booked.stay.id, { roomId: second, to: '2026-11-22' });
    const out = payAndLeave(a, booked, 500_000);
    // Another desk locks the stay to its room meanwhile.
    eventOf(server.run('lockRoom', { occupancyId: booked.occupancy.id, locked: true }), 'RoomLockSet');

    expect(receive(server, moved).outcome).toBe('refused');
    receive(server, out.cash);
    expect(receive(server, out.left).outcome).toBe('exception');

    expect(server.one('room', first).status).toBe('VACANT_DIRTY');
    expect(server.one('room', second).status).toBe('VACANT_DIRTY');
    expect(server.one('occupancy', booked.occupancy.id)).toMatchObject({ status: 'gone', roomId: second });
    expect(server.all('exception')).toMatchObject([
      { kind: 'left-otherwise', detail: { room: '102', wasRoom: '101' }, concerns: { room: '102' } },
    ]);
  });

  test('[S24] somebody who has the room by now keeps it', () => {
    const { server, a, booked, roomIds, roomTypeId } = inHouse({ rooms: 2 });
    const second = roomIds[1] ?? '';
    const moved = move(a, booked.stay.id, { roomId: second, to: '2026-11-22' });
    const out = payAndLeave(a, booked, 500_000);
    const next = eventOf(aBooking(server, { roomTypeId, roomId: second, name: 'Next' }), 'StayBooked');
    eventOf(server.run('checkIn', { stayId: next.stay.id }), 'StayCheckedIn');
    expect(receive(server, moved)).toMatchObject({ outcome: 'refused', refusal: { reason: 'room-taken' } });
    receive(server, out.cash);
    receive(server, out.left);
    expect(server.one('room', second).status).toBe('OCCUPIED');
  });

  test('[I2] [S24] slept on although the extension was refused: the nights are taken by force, with an exception', () => {
    const { server, a, booked, roomTypeId } = inHouse({ rooms: 1, to: '2026-11-21' });
    const longer = move(a, booked.stay.id, { roomId: booked.occupancy.fields.roomId, to: '2026-11-23' });
    a.run('rollDay', { businessDate: '2026-11-23' }, managerOnDuty);
    const out = payAndLeave(a, booked, 1_500_000);
    eventOf(aBooking(server, { roomTypeId, name: 'Meanwhile', from: '2026-11-21', to: '2026-11-22' }), 'StayBooked');

    expect(receive(server, longer)).toMatchObject({ outcome: 'refused', refusal: { reason: 'sold-out' } });
    receive(server, out.cash);
    expect(receive(server, out.left).outcome).toBe('exception');

    const nights = server.all('slot').toSorted((one, other) => (one.date < other.date ? -1 : 1));
    expect(nights.map((slot) => [slot.date, slot.confirmed, slot.forced])).toEqual([
      ['2026-11-20', 1, 0],
      ['2026-11-21', 2, 1],
      ['2026-11-22', 1, 0],
    ]);
    expect(server.one('stay', booked.stay.id)).toMatchObject({ status: 'CHECKED_OUT', departure: '2026-11-23' });
    const told = server.all('exception').find((exception) => exception.kind === 'left-otherwise');
    expect(told?.detail).toMatchObject({ forced: ['2026-11-21'], wasTo: '2026-11-21' });
  });

  test('[S24] a type changed in the house and refused: the units go along, and nights not slept come back', () => {
    const { server, a, booked, roomTypeId, otherTypeId } = inHouse({ rooms: 1, to: '2026-11-24' });
    const ridge = a.all('room').find((room) => room.roomTypeId === otherTypeId)?.id ?? '';
    const moved = move(a, booked.stay.id, { roomId: ridge, to: '2026-11-24' });
    const out = payAndLeave(a, booked, 780_000);
    eventOf(server.run('lockRoom', { occupancyId: booked.occupancy.id, locked: true }), 'RoomLockSet');
    expect(receive(server, moved).outcome).toBe('refused');
    receive(server, out.cash);
    expect(receive(server, out.left).outcome).toBe('exception');
    const soldOf = (typeId: string) =>
      server.all('slot').filter((slot) => slot.resourceId === typeId && slot.confirmed > 0);
    expect(soldOf(roomTypeId)).toEqual([]);
    expect(soldOf(otherTypeId).map((slot) => slot.date)).toEqual(['2026-11-20']);
    expect(server.one('stay', booked.stay.id).roomTypeId).toBe(otherTypeId);
  });

  test('[R6] [S24] [A1] out twice, at two desks on two days: the later nights are charged all the same, none twice', () => {
    const { server, a, booked, roomIds } = inHouse({ rooms: 1, to: '2026-11-24' });
    a.run('rollDay', { businessDate: '2026-11-22' }, managerOnDuty);
    const out = payAndLeave(a, booked, 1_000_000);
    server.run('takeCash', { bookingId: booked.booking.id, amount: 500_000, tendered: 500_000 });
    eventOf(server.run('checkOut', { stayId: booked.stay.id }), 'StayCheckedOut');
    server.run('setRoomStatus', { roomId: roomIds[0], status: 'VACANT_CLEAN' });

    expect(receive(server, out.left).outcome).toBe('exception');

    const charges = server.all('folioEntry').filter((entry) => entry.kind === 'charge');
    expect(charges.map((entry) => entry.date).toSorted()).toEqual(['2026-11-20', '2026-11-21']);
    expect(revenue(server)).toBe(1_000_000);
    expect(server.one('booking', booked.booking.id)).toMatchObject({ total: 1_000_000, paymentStatus: 'PARTIAL' });
    expect(server.all('exception')).toMatchObject([{ kind: 'check-out-not-in-house', detail: { charged: 1 } }]);
    // It had been cleaned since the departure that is known.
    expect(server.one('room', roomIds[0] ?? '').status).toBe('VACANT_CLEAN');
  });

  test('[S24] a check-out whose stay was never heard of is charged on the booking’s folio', () => {
    const { lodge: server, roomTypeId, roomIds } = aLodge({ rooms: 1 });
    const a = server.copy('A');
    const booked = eventOf(aBooking(a, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
    eventOf(a.run('checkIn', { stayId: booked.stay.id }), 'StayCheckedIn');
    const out = payAndLeave(a, booked, 500_000);
    expect(receive(server, out.left).outcome).toBe('exception');
    expect(revenue(server)).toBe(500_000);
    expect(server.one('folio', booked.folio.id)).toMatchObject({ bookingId: booked.booking.id, kind: 'guest' });
    expect(server.one('room', roomIds[0] ?? '').status).toBe('VACANT_DIRTY');
  });

  test('[B1] an early departure that is paid for is paid', () => {
    const { server, booked } = inHouse({ rooms: 1, to: '2026-11-24' });
    payAndLeave(server, booked, 500_000);
    expect(server.one('booking', booked.booking.id)).toMatchObject({ total: 500_000, paymentStatus: 'PAID' });
  });
});

function inHouse(wish: { rooms: number; to?: string }) {
  const { lodge: server, roomTypeId, otherTypeId, roomIds } = aLodge({ rooms: wish.rooms });
  const roomId = roomIds[0] ?? '';
  const booked = eventOf(aBooking(server, { roomTypeId, roomId, to: wish.to ?? '2026-11-22' }), 'StayBooked');
  eventOf(server.run('checkIn', { stayId: booked.stay.id }), 'StayCheckedIn');
  return { server, a: server.copy('A'), booked, roomTypeId, otherTypeId, roomIds };
}

function move(lodge: PaperLodge, stayId: string, wish: { roomId: string | null; to: string }): PaperAnswer {
  const occupancyId = lodge.all('occupancy').find((part) => part.stayId === stayId)?.id;
  const expectedVersion = lodge.one('stay', stayId).version;
  const answer = lodge.run('moveStay', {
    stayId,
    occupancyId,
    ...wish,
    from: '2026-11-20',
    expectedVersion,
    price: 'reprice',
  });
  eventOf(answer, 'StayMoved');
  return answer;
}

function payAndLeave(
  lodge: PaperLodge,
  booked: { readonly booking: { readonly id: string }; readonly stay: { readonly id: string } },
  amount: number,
): { cash: PaperAnswer; left: PaperAnswer } {
  const cash = lodge.run('takeCash', { bookingId: booked.booking.id, amount, tendered: amount });
  eventOf(cash, 'CashTaken');
  const left = lodge.run('checkOut', { stayId: booked.stay.id });
  eventOf(left, 'StayCheckedOut');
  return { cash, left };
}

function revenue(lodge: PaperLodge): number {
  const lines = lodge.all('journalLine').filter((line) => line.account === '4000');
  return lines.reduce((sum, line) => sum + line.credit - line.debit, 0);
}

function receive(server: PaperLodge, answer: PaperAnswer) {
  return server.receive(recordedOf(answer), 'A');
}

function recordedOf(answer: PaperAnswer): Recorded {
  if (!answer.ok) throw new Error(`refused at the desk: ${answer.reason} ${JSON.stringify(answer.detail)}`);
  return answer.recorded;
}
