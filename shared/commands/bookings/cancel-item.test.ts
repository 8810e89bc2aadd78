import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import { addADeparture } from '#test/support/a-departure.ts';
import {
  aDepartureOf,
  balances,
  figuresOf,
  heldBooking,
  hold,
  pay,
  seatsItem,
  stayItem,
} from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty, system } from '#test/support/paper-lodge.ts';

const giveUp = (lodge: PaperLodge, bookingId: string, itemId: string) =>
  lodge.run('cancelItem', {
    bookingId,
    itemId,
    expectedVersion: lodge.one('booking', bookingId).version,
    reason: 'wish',
  });

/** A trek and two nights before it in one booking, held. */
function aPackage() {
  const { lodge, departure, roomTypeId, roomIds } = aDepartureOf(4);
  lodge.run('setBookingPolicy', { ...defaultPolicy, expectedVersion: null, balanceDays: 0 }, managerOnDuty);
  const room = { ...stayItem(roomTypeId, '2026-11-20', '2026-11-21'), roomId: roomIds[0] };
  const booking = heldBooking(lodge, hold(lodge, [room, seatsItem(departure.id)]));
  const ids = {
    bookingId: booking.id,
    seatsId: lodge.all('seats')[0]?.id ?? '',
    stayId: lodge.all('stay')[0]?.id ?? '',
  };
  return { lodge, departure, booking, ...ids };
}

describe('one item is given up', () => {
  test.each(['in the house', 'gone'])(
    '[B2] [I13] a guest who is %s gives up the trek that lies ahead; what was paid for it is a deposit',
    (where) => {
      const { lodge, departure, booking, bookingId, seatsId, stayId } = aPackage();
      pay(lodge, bookingId, booking.total);
      eventOf(lodge.run('checkIn', { stayId }), 'StayCheckedIn');
      if (where === 'gone') {
        lodge.run('rollDay', { businessDate: '2026-11-21' }, managerOnDuty);
        eventOf(lodge.run('checkOut', { stayId }), 'StayCheckedOut');
      }
      const { status } = lodge.one('booking', bookingId);
      eventOf(giveUp(lodge, bookingId, seatsId), 'ItemsCancelled');
      expect(lodge.one('booking', bookingId)).toMatchObject({ status, total: 500_000, depositHeld: 3_200_000 });
      expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 4');
      eventOf(lodge.run('refundCash', { bookingId, exceptionId: null, amount: 3_200_000 }), 'CashRefunded');
      expect(balances(lodge)['2000']).toBeUndefined();
      expect(giveUp(lodge, bookingId, stayId).ok).toBe(false);
    },
  );

  test('[I11] not one that has left', () => {
    const { lodge, departure, booking, bookingId, seatsId, stayId } = aPackage();
    pay(lodge, bookingId, booking.total);
    eventOf(lodge.run('checkIn', { stayId }), 'StayCheckedIn');
    lodge.clock = departure.startsAt;
    expect(giveUp(lodge, bookingId, seatsId)).toMatchObject({ ok: false, reason: 'departed' });
  });

  test('[I13] [A1] of two treks the one to come, once the first was travelled: it is over, and was not for nothing', () => {
    const { lodge, departure } = aDepartureOf(4);
    const next = addADeparture(lodge, '2026-11-30', { capacity: 4 }, departure.productId);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id), seatsItem(next.id)]));
    pay(lodge, booking.id, booking.total);
    lodge.clock = departure.startsAt;
    eventOf(lodge.run('markDeparted', { departureId: departure.id }, system), 'SeatsEarned');
    const cancelling = {
      bookingId: booking.id,
      expectedVersion: lodge.one('booking', booking.id).version,
      reason: 'no',
    };
    expect(lodge.run('cancelBooking', cancelling)).toMatchObject({ ok: false, reason: 'departed' });
    const item = lodge.all('seats').find(({ departureId }) => departureId === next.id);
    eventOf(giveUp(lodge, booking.id, item?.id ?? ''), 'ItemsCancelled');
    expect(lodge.one('booking', booking.id)).toMatchObject({ status: 'COMPLETED', total: 3_200_000 });
    expect(balances(lodge)).toEqual({ '1000': 6_400_000, '2000': -3_200_000, '4100': -3_200_000 });
  });

  test('[I13] [I10] of a package that is held: its units are free, the rest is held on for less, and is never taken again', () => {
    const { lodge, departure, booking, bookingId, seatsId } = aPackage();
    eventOf(giveUp(lodge, bookingId, seatsId), 'HeldItemGivenUp');
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 4');
    const left = lodge.one('booking', bookingId);
    expect(left).toMatchObject({ status: 'HELD', total: 500_000, depositDue: 150_000, quote: { total: 500_000 } });
    expect(left.expiresAt).toBe(booking.expiresAt);
    lodge.pass(31);
    lodge.run('expireHold', { holdId: booking.holdId }, system);
    eventOf(pay(lodge, bookingId, 500_000), 'BookingConfirmed');
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 4');
    expect(balances(lodge)).toEqual({ '1000': 500_000, '2000': -500_000 });
  });

  test('[I13] [B3] what is left is sold where its deposit was paid already; the last item ends the booking; what has run out is nobody’s', () => {
    const paid = aPackage();
    pay(paid.lodge, paid.bookingId, 1_000_000);
    eventOf(giveUp(paid.lodge, paid.bookingId, paid.stayId), 'BookingConfirmed');
    expect(figuresOf(paid.lodge, paid.departure.slotId)).toBe('0 held, 1 confirmed, 0 forced of 4');
    expect(paid.lodge.all('occupancy').map(({ status, roomId }) => [status, roomId])).toEqual([['released', null]]);

    const { lodge, bookingId, seatsId, stayId } = aPackage();
    giveUp(lodge, bookingId, seatsId);
    eventOf(giveUp(lodge, bookingId, stayId), 'HoldEnded');
    expect(lodge.one('booking', bookingId).status).toBe('CANCELLED');

    const late = aPackage();
    late.lodge.pass(31);
    expect(giveUp(late.lodge, late.bookingId, late.seatsId)).toMatchObject({ ok: false, reason: 'hold-ended' });
  });

  test('[I13] two items on the same departure: one is given up, the other’s seats stay held', () => {
    const { lodge, departure } = aDepartureOf(4);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 1), seatsItem(departure.id, 2)]));
    const one = lodge.all('seats').find(({ units }) => units === 1);
    eventOf(giveUp(lodge, booking.id, one?.id ?? ''), 'HeldItemGivenUp');
    expect(figuresOf(lodge, departure.slotId)).toBe('2 held, 0 confirmed, 0 forced of 4');
    eventOf(pay(lodge, booking.id, 6_400_000), 'BookingConfirmed');
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 2 confirmed, 0 forced of 4');
  });
});
