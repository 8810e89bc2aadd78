import { expect, test } from 'vitest';
import { aDepartureOf, balances, heldBooking, hold, pay, stayItem } from '#test/support/a-sale.ts';

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
