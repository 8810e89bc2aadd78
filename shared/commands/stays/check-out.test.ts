import { expect, test } from 'vitest';
import { aDepartureOf, balances, heldBooking, hold, pay, seatsItem, stayItem } from '#test/support/a-sale.ts';
import { eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

test('[I13] [A1] two rooms of one booking leave one after the other; the booking has left with the last of them', () => {
  const { lodge, roomTypeId, roomIds } = aDepartureOf(1);
  const room = (n: number) => ({ ...stayItem(roomTypeId, '2026-11-20', '2026-11-21'), roomId: roomIds[n] });
  const { id, total } = heldBooking(lodge, hold(lodge, [room(0), room(1)]));
  expect(pay(lodge, id, total).ok).toBe(true);
  const stays = lodge.all('stay').map((stay) => stay.id);
  expect(stays).toHaveLength(2);
  for (const stayId of stays) expect(lodge.run('checkIn', { stayId }).ok).toBe(true);
  const [first, last] = stays;
  expect(lodge.run('checkOut', { stayId: first }).ok).toBe(true);
  expect(lodge.one('booking', id)).toMatchObject({ status: 'CHECKED_IN', total, paymentStatus: 'PAID' });
  expect(lodge.run('checkOut', { stayId: last }).ok).toBe(true);
  expect(lodge.one('booking', id)).toMatchObject({ status: 'CHECKED_OUT', total, paymentStatus: 'PAID' });
  expect(balances(lodge)).toEqual({ '1000': total, '4000': -total });
});

test('[A1] [R3] a guest who has a trek on the same booking leaves the house owing nothing: its seats are paid apart from the nights', () => {
  const { lodge, departure, roomTypeId, roomIds } = aDepartureOf(4);
  const stays = { ...stayItem(roomTypeId, '2026-11-20', '2026-11-21'), roomId: roomIds[0] };
  const booking = heldBooking(lodge, hold(lodge, [stays, seatsItem(departure.id)]));
  pay(lodge, booking.id, booking.total);
  const stayId = lodge.all('stay')[0]?.id;
  eventOf(lodge.run('checkIn', { stayId }), 'StayCheckedIn');
  lodge.run('rollDay', { businessDate: '2026-11-21' }, managerOnDuty);
  eventOf(lodge.run('checkOut', { stayId }), 'StayCheckedOut');
  expect(lodge.one('booking', booking.id)).toMatchObject({ total: 3_700_000, paid: 3_700_000, paymentStatus: 'PAID' });
  expect(balances(lodge)).toEqual({ '1000': 3_700_000, '2200': -3_200_000, '4000': -500_000 });
});
