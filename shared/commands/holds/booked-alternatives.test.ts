import { expect, test } from 'vitest';
import { loadNow } from '#shared/commands/drive.ts';
import { addADeparture } from '#test/support/a-departure.ts';
import { aDepartureOf, heldBooking, hold, seatsItem, sell, stayItem } from '#test/support/a-sale.ts';
import { eventOf, managerOnDuty, system } from '#test/support/paper-lodge.ts';
import { bookedAlternatives } from './booked-alternatives.ts';

test('[I6] [I13] other departures are offered with the nights of the package and the code of its price', () => {
  const { lodge, departure, roomTypeId, roomIds } = aDepartureOf(2);
  const other = addADeparture(lodge, '2026-11-26', { capacity: 4 }, departure.productId);
  const code = {
    expectedVersion: null,
    code: 'EARLY10',
    name: 'Early',
    basisPoints: 1_000,
    amount: 0,
    fromDate: '2026-01-01',
    toDate: '2027-01-01',
    productIds: [],
    mostUses: null,
    active: true,
  };
  eventOf(lodge.run('setPromotion', code, managerOnDuty), 'PromotionSet');
  const room = { ...stayItem(roomTypeId), roomId: roomIds[0] };
  const booking = heldBooking(lodge, hold(lodge, [room, seatsItem(departure.id, 2)], { promotionCode: 'EARLY10' }));
  lodge.pass(31);
  lodge.run('expireHold', { holdId: booking.holdId }, system);
  sell(lodge, departure.id);
  const refusal = lodge.run('startPayment', { bookingId: booking.id, amount: 1, method: 'CARD' });
  if (refusal.ok || refusal.reason !== 'sold-out') throw new Error('not sold out');
  const { seen } = loadNow(bookedAlternatives(refusal, booking.id, lodge.contextNow()), (need) => lodge.answer(need));
  expect(seen.map(({ kind, label }) => [kind, label['from']])).toEqual([['otherDates', '2026-11-26']]);
  expect(seen[0]?.difference).toBe(0);
  const again = lodge.run('holdItems', seen[0]?.input);
  const made = heldBooking(lodge, again);
  expect(made).toMatchObject({ status: 'HELD', total: booking.total, guestId: booking.guestId });
  expect(lodge.all('seats').find(({ bookingId }) => bookingId === made.id)).toMatchObject({ departureId: other.id });
  expect(lodge.all('stay').find(({ bookingId }) => bookingId === made.id)).toMatchObject({ arrival: '2026-11-22' });
});
