import { describe, expect, test } from 'vitest';
import {
  balances,
  figuresOf,
  heldBooking,
  hold,
  aDepartureOf,
  pay,
  seatsItem,
  stayItem,
} from '#test/support/a-sale.ts';
import { eventOf } from '#test/support/paper-lodge.ts';

describe('a sale is held, paid and confirmed', () => {
  test('[I3] [I4] seats are held for half an hour, and confirmed by the money that reaches the deposit [B3]', () => {
    const { lodge, departure } = aDepartureOf(4);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
    expect(booking).toMatchObject({ status: 'HELD', total: 6_400_000, depositDue: 1_920_000, promise: 'tentative' });
    expect(figuresOf(lodge, departure.slotId)).toBe('2 held, 0 confirmed, 0 forced of 4');
    const minutes = (Date.parse(booking.expiresAt ?? '') - Date.parse(booking.createdAt)) / 60_000;
    expect(minutes).toBe(30);
    eventOf(pay(lodge, booking.id, 1_920_000), 'BookingConfirmed');
    expect(lodge.one('booking', booking.id)).toMatchObject({
      status: 'CONFIRMED',
      paymentStatus: 'PARTIAL',
      expiresAt: null,
    });
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 2 confirmed, 0 forced of 4');
    expect(lodge.all('seats').map(({ status }) => status)).toEqual(['CONFIRMED']);
    expect(balances(lodge)).toEqual({ '1000': 1_920_000, '1200': 4_480_000, '2200': -6_400_000 });
    eventOf(pay(lodge, booking.id, 4_480_000), 'CashTaken');
    expect(balances(lodge)).toEqual({ '1000': 6_400_000, '2200': -6_400_000 });
  });

  test('[I3] all units of all slots are held or none: neither the night that is there, nor seats that two items want of one departure', () => {
    const { lodge, departure, roomTypeId } = aDepartureOf(2);
    for (const name of ['One', 'Two'])
      heldBooking(lodge, hold(lodge, [stayItem(roomTypeId, '2026-11-23', '2026-11-24')], { name }));
    const taken = () => lodge.all('slot').map(({ date, held }) => [date, held]);
    const before = taken();
    const twoNights = hold(lodge, [stayItem(roomTypeId, '2026-11-22', '2026-11-24')]);
    expect(twoNights).toMatchObject({ ok: false, reason: 'sold-out', detail: { date: '2026-11-23' } });
    const seats = hold(lodge, [seatsItem(departure.id, 1), seatsItem(departure.id, 2)]);
    expect(seats).toMatchObject({ ok: false, reason: 'sold-out', detail: { item: 1, free: 2 } });
    expect(taken()).toEqual(before);
  });

  test('[I13] one item that is refused refuses all, and is named', () => {
    const { lodge, departure, roomTypeId } = aDepartureOf(1);
    const refused = hold(lodge, [stayItem(roomTypeId), seatsItem(departure.id, 2)]);
    expect(refused).toMatchObject({
      ok: false,
      reason: 'sold-out',
      detail: { item: 1, free: 1, product: 'Ghorepani Poon Hill' },
    });
    expect(lodge.all('slot').every((slot) => slot.held === 0)).toBe(true);
    expect(lodge.all('booking')).toEqual([]);
  });

  test('[I13] a trek with two nights in the lodge is one hold; its rooms are paid as deposits, its seats are issued [A1]', () => {
    const { lodge, departure, roomTypeId } = aDepartureOf(4);
    const booking = heldBooking(lodge, hold(lodge, [stayItem(roomTypeId), seatsItem(departure.id, 2)]));
    expect(booking.total).toBe(6_400_000 + 1_000_000);
    expect(lodge.all('heldUnits')).toHaveLength(3);
    pay(lodge, booking.id, booking.total);
    expect(lodge.one('booking', booking.id)).toMatchObject({
      status: 'CONFIRMED',
      depositHeld: 1_000_000,
      receivable: 0,
    });
    expect(lodge.all('stay').map(({ status, nightly }) => [status, nightly])).toEqual([
      ['CONFIRMED', [500_000, 500_000]],
    ]);
    expect(balances(lodge)).toEqual({ '1000': 7_400_000, '2000': -1_000_000, '2200': -6_400_000 });
  });
});
