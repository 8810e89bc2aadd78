import { describe, expect, test } from 'vitest';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

describe('the life of a stay', () => {
  test('[I2] the last room is sold once, and the second sale is refused with the night', () => {
    const { lodge, roomTypeId } = aLodge({ rooms: 1 });
    eventOf(aBooking(lodge, { roomTypeId }), 'StayBooked');
    const second = aBooking(lodge, { roomTypeId });
    expect(second).toMatchObject({ ok: false, reason: 'sold-out', detail: { free: 0, date: '2026-11-20' } });
  });

  test('[I1] a night is sold as often as the type has rooms', () => {
    const { lodge, roomTypeId } = aLodge({ rooms: 3 });
    for (const name of ['A', 'B', 'C']) eventOf(aBooking(lodge, { roomTypeId, name }), 'StayBooked');
    expect(aBooking(lodge, { roomTypeId }).ok).toBe(false);
    expect(lodge.all('slot').map((slot) => [slot.date, slot.total, slot.confirmed])).toEqual([
      ['2026-11-20', 3, 3],
      ['2026-11-21', 3, 3],
    ]);
  });

  test('[R1] a room on a booking is a preference: taken, the stay is booked without it', () => {
    const { lodge, roomTypeId, roomIds } = aLodge();
    aBooking(lodge, { roomTypeId, roomId: roomIds[0] ?? null });
    const booked = eventOf(aBooking(lodge, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
    expect(booked.occupancy.fields.roomId).toBeNull();
  });

  test('[R3] [M3] [A1] booked, paid, checked in, checked out: the books balance and the room waits for cleaning', () => {
    const { lodge, roomTypeId, roomIds } = aLodge();
    const booked = eventOf(aBooking(lodge, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
    const taken = eventOf(
      lodge.run('takeCash', { bookingId: booked.booking.id, amount: 1_000_000, tendered: 1_100_000 }),
      'CashTaken',
    );
    expect(taken.receipt.content).toMatchObject({ number: 'S26-000001', amount: 1_000_000, change: 100_000 });
    eventOf(lodge.run('checkIn', { stayId: booked.stay.id }), 'StayCheckedIn');
    expect(lodge.one('room', roomIds[0] ?? '').status).toBe('OCCUPIED');
    lodge.run('rollDay', { businessDate: '2026-11-22' }, managerOnDuty);
    const out = eventOf(lodge.run('checkOut', { stayId: booked.stay.id }), 'StayCheckedOut');
    expect(out.charges.map((charge) => charge.amount)).toEqual([500_000, 500_000]);
    expect(lodge.one('room', roomIds[0] ?? '').status).toBe('VACANT_DIRTY');
    expect(balances(lodge.all('journalLine'))).toEqual({ '1000': 1_000_000, '1100': 0, '2000': 0, '4000': -1_000_000 });
  });

  test('[R3] nobody leaves with a balance: the refusal says what is due', () => {
    const { lodge, roomTypeId, roomIds } = aLodge();
    const booked = eventOf(aBooking(lodge, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
    lodge.run('checkIn', { stayId: booked.stay.id });
    expect(lodge.run('checkOut', { stayId: booked.stay.id })).toMatchObject({
      ok: false,
      reason: 'balance-due',
      detail: { due: 500_000 },
    });
  });

  test('an early departure is charged for the nights slept, and the others are for sale again', () => {
    const { lodge, roomTypeId, roomIds } = aLodge({ rooms: 1 });
    const booked = eventOf(aBooking(lodge, { roomTypeId, roomId: roomIds[0] ?? null, to: '2026-11-24' }), 'StayBooked');
    lodge.run('checkIn', { stayId: booked.stay.id });
    lodge.run('takeCash', { bookingId: booked.booking.id, amount: 500_000, tendered: 500_000 });
    lodge.run('rollDay', { businessDate: '2026-11-21' }, managerOnDuty);
    eventOf(lodge.run('checkOut', { stayId: booked.stay.id }), 'StayCheckedOut');
    expect(lodge.all('slot').map((slot) => slot.confirmed)).toEqual([1, 0, 0, 0]);
    expect(lodge.one('booking', booked.booking.id)).toMatchObject({ total: 500_000, status: 'CHECKED_OUT' });
  });

  test('[R3] a room that is not ready asks for a reason', () => {
    const { lodge, roomTypeId, roomIds } = aLodge();
    const booked = eventOf(aBooking(lodge, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
    lodge.run('setRoomStatus', { roomId: roomIds[0], status: 'VACANT_DIRTY' });
    expect(lodge.run('checkIn', { stayId: booked.stay.id })).toMatchObject({ ok: false, reason: 'room-not-ready' });
    expect(lodge.run('checkIn', { stayId: booked.stay.id, override: 'guest insists' }).ok).toBe(true);
  });

  test('[B2] what the table of states does not allow is refused by name', () => {
    const { lodge, roomTypeId, roomIds } = aLodge();
    const booked = eventOf(aBooking(lodge, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
    lodge.run('checkIn', { stayId: booked.stay.id });
    const version = lodge.one('booking', booked.booking.id).version;
    expect(
      lodge.run('cancelBooking', { bookingId: booked.booking.id, expectedVersion: version, reason: 'wish' }),
    ).toMatchObject({
      ok: false,
      reason: 'invalid-transition',
      detail: { status: 'CHECKED_IN' },
    });
  });

  test('[R5] [B6] a move that repriced is undone to the very rates that were agreed', () => {
    const { lodge, roomTypeId, roomIds, otherTypeId } = aLodge();
    const booked = eventOf(aBooking(lodge, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
    const move = (draft: object) =>
      lodge.run('moveStay', {
        stayId: booked.stay.id,
        occupancyId: booked.occupancy.id,
        expectedVersion: lodge.one('stay', booked.stay.id).version,
        ...draft,
      });
    eventOf(
      move({ roomId: null, roomTypeId: otherTypeId, from: '2026-11-21', to: '2026-11-23', price: 'reprice' }),
      'StayMoved',
    );
    expect(lodge.one('stay', booked.stay.id).nightly).toEqual([780_000, 780_000]);
    const back = {
      roomId: roomIds[0],
      from: '2026-11-20',
      to: '2026-11-22',
      price: { nightly: booked.stay.fields.nightly },
    };
    eventOf(move(back), 'StayMoved');
    expect(lodge.one('stay', booked.stay.id)).toMatchObject({ nightly: [500_000, 500_000], roomTypeId });
    expect(lodge.one('booking', booked.booking.id).total).toBe(1_000_000);
    expect(move({ ...back, price: { nightly: [1] } })).toMatchObject({ ok: false, reason: 'wrong-input' });
  });

  test('cancelled, its nights are for sale again and the deposit stays the guest’s', () => {
    const { lodge, roomTypeId } = aLodge({ rooms: 1 });
    const booked = eventOf(aBooking(lodge, { roomTypeId }), 'StayBooked');
    lodge.run('takeCash', { bookingId: booked.booking.id, amount: 200_000, tendered: 200_000 });
    const version = lodge.one('booking', booked.booking.id).version;
    eventOf(
      lodge.run('cancelBooking', { bookingId: booked.booking.id, expectedVersion: version, reason: 'ill' }),
      'BookingCancelled',
    );
    expect(lodge.all('slot').every((slot) => slot.confirmed === 0)).toBe(true);
    eventOf(
      lodge.run('refundCash', { bookingId: booked.booking.id, exceptionId: null, amount: 200_000 }),
      'CashRefunded',
    );
    expect(balances(lodge.all('journalLine'))).toEqual({ '1000': 0, '2000': 0 });
    expect(lodge.one('booking', booked.booking.id).paymentStatus).toBe('REFUNDED');
  });
});

/** Balance by account, debit positive. */
function balances(lines: readonly { account: string; debit: number; credit: number }[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const line of lines) sums[line.account] = (sums[line.account] ?? 0) + line.debit - line.credit;
  return sums;
}
