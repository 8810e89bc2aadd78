import { expect, test } from 'vitest';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, eventOf } from '#test/support/paper-lodge.ts';

test('[S6] [S24] an exception that holds no money gives none back, and one that does only to its own booking', () => {
  const { lodge, roomTypeId, roomIds } = aLodge({ rooms: 1 });
  const booked = eventOf(aBooking(lodge, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
  const a = lodge.copy('A');
  const inside = a.run('checkIn', { stayId: booked.stay.id });
  const { version } = lodge.one('booking', booked.booking.id);
  lodge.run('cancelBooking', { bookingId: booked.booking.id, expectedVersion: version, reason: 'ill' });
  if (!inside.ok) throw new Error(inside.reason);
  lodge.receive(inside.recorded, 'A');
  const standsAlone = lodge.all('exception')[0];
  expect(standsAlone).toMatchObject({ kind: 'stay-without-booking', concerns: { amount: 1_000_000 } });
  expect(lodge.run('refundCash', { bookingId: null, exceptionId: standsAlone?.id, amount: 1_000_000 })).toMatchObject({
    ok: false,
    reason: 'wrong-input',
  });
  expect(lodge.all('payment')).toEqual([]);
});

test('[S24] [M5] a deposit that two desks give back is paid out once; the rest is missing in suspense, and nothing goes below zero', () => {
  const { lodge: server, roomTypeId } = aLodge();
  const { booking } = eventOf(aBooking(server, { roomTypeId }), 'StayBooked');
  server.run('takeCash', { bookingId: booking.id, amount: 300_000, tendered: 300_000 });
  const [a, b] = [server.copy('A'), server.copy('B')];
  const refund = (amount: number) => ({ bookingId: booking.id, exceptionId: null, amount });
  const [first, second] = [a.run('refundCash', refund(200_000)), b.run('refundCash', refund(300_000))];
  if (!first.ok || !second.ok) throw new Error('refused at the desk');

  expect(server.receive(first.recorded, 'A').outcome).toBe('applied');
  expect(server.receive(second.recorded, 'B').outcome).toBe('exception');

  expect(server.one('booking', booking.id)).toMatchObject({ paid: 0, depositHeld: 0, paymentStatus: 'REFUNDED' });
  expect(balances(server)).toEqual({ '1000': -200_000, '2000': 0, '2900': 200_000 });
  expect(server.all('exception')).toMatchObject([{ kind: 'refunded-twice', concerns: { amount: 200_000 } }]);
});

test('[S24] a credit that was put to a booking and given back at another desk is missing in suspense', () => {
  const { server, b, sale, exceptionId } = homelessMoney();
  const back = b.run('refundCash', { bookingId: null, exceptionId, amount: 300_000 });
  if (!back.ok) throw new Error(back.reason);
  const guest = server.one('guest', sale.booking.fields.guestId);
  const draft = { ...sale.stay.fields, guestId: guest.id, from: '2026-11-25', to: '2026-11-27', roomId: null };
  const wish = { source: 'walkIn', nightlyRate: null, note: '' };
  eventOf(server.run('bookStay', { ...draft, ...wish }), 'StayBooked');
  eventOf(server.run('resolveException', { exceptionId, remedy: 0 }), 'CreditApplied');

  expect(server.receive(back.recorded, 'B').outcome).toBe('exception');

  expect(balances(server)).toEqual({ '1000': 0, '2000': -300_000, '2100': 0, '2900': 300_000 });
  expect(server.all('exception').map((exception) => exception.kind)).toContain('refunded-twice');
});

/** Cash of desk A for a sale that the server refused; desk B sees the credit. */
function homelessMoney() {
  const { lodge: server, roomTypeId } = aLodge({ rooms: 1 });
  const a = server.copy('A');
  eventOf(aBooking(server, { roomTypeId, name: 'First' }), 'StayBooked');
  const sold = aBooking(a, { roomTypeId, name: 'Second' });
  const sale = eventOf(sold, 'StayBooked');
  const guestId = sale.booking.fields.guestId;
  server.rows.get('guest')?.set(guestId, a.one('guest', guestId));
  const cash = a.run('takeCash', { bookingId: sale.booking.id, amount: 300_000, tendered: 300_000 });
  if (!sold.ok || !cash.ok) throw new Error('refused at the desk');
  server.receive(sold.recorded, 'A');
  server.receive(cash.recorded, 'A');
  return { server, b: server.copy('B'), sale, exceptionId: server.all('exception')[0]?.id };
}

/** Balance by account, debit positive. */
function balances(lodge: PaperLodge): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { account, debit, credit } of lodge.all('journalLine'))
    sums[account] = (sums[account] ?? 0) + debit - credit;
  return sums;
}
