import { expect, test } from 'vitest';
import { roleMay } from '#shared/commands/judge.ts';
import { receiptFaults } from './receipt-draft.ts';
import { aDepartureOf, balances, heldBooking, hold, pay, seatsItem } from '#test/support/a-sale.ts';
import { type PaperAnswer, type PaperLodge, eventOf, managerOnDuty, system } from '#test/support/paper-lodge.ts';
import { voidPayment } from './void-payment.ts';

/** A deposit by card that desks B and C both settled as taken, neither knowing of the other. */
function settledTwice() {
  const { lodge: server, departure } = aDepartureOf(2);
  const { id: bookingId, depositDue: amount, total } = heldBooking(server, hold(server, [seatsItem(departure.id)]));
  const asked = server.run('startPayment', { bookingId, amount, method: 'CARD' });
  const { id: paymentId } = eventOf(asked, 'PaymentAsked').payment;
  const settled = { paymentId, outcome: 'succeeded', reference: '' };
  const [atB, atC] = ['B', 'C'].map((desk) => server.copy(desk).run('settlePayment', settled, system));
  arriving(server, 'B', atB);
  arriving(server, 'C', atC);
  return { server, bookingId, amount, total, exceptionId: server.all('exception')[0]?.id ?? '' };
}

function arriving(server: PaperLodge, desk: string, made: PaperAnswer | undefined) {
  if (made?.ok !== true) throw new Error(made?.reason);
  return server.receive(made.recorded, desk);
}

const exceptions = (server: PaperLodge) => server.all('exception').map(({ kind, resolution }) => [kind, resolution]);

test('[M1] [M3] [S24] of a payment that two desks settled it is said that it came once: the second posting is reversed, its receipt is voided by a credit receipt', () => {
  const { server, bookingId, amount, total, exceptionId } = settledTwice();
  const before = server.one('booking', bookingId);
  const second = server.all('payment').find(({ deskCode, amount: of }) => deskCode === 'C' && of > 0);
  const voided = eventOf(server.run('voidPayment', { exceptionId }, managerOnDuty), 'PaymentVoided');
  // As if it had been settled once: nothing in suspense, and nothing out of the drawer.
  expect(balances(server)).toEqual({ '1020': amount, '1200': total - amount, '2200': -total });
  expect(server.one('booking', bookingId)).toMatchObject({ paid: before.paid, depositHeld: before.depositHeld });
  expect(server.all('folioEntry').reduce((sum, entry) => sum + entry.amount, 0)).toBe(-amount);
  const wrong = server.all('folioEntry').find(({ receiptId }) => receiptId === second?.receiptId);
  expect(voided.folioEntry.fields).toMatchObject({ kind: 'adjustment', amount, correctsId: wrong?.id });
  // No receipt is gone, and the new one says which it voids.
  const numbers = server.all('receipt').map(({ content }) => content.number);
  expect(numbers.toSorted()).toEqual(['B26-000001', 'C26-000001', 'S26-000001']);
  const { content } = voided.receipt;
  expect(content).toMatchObject({ method: 'CARD', amount: -amount, tendered: 0, voids: 'C26-000001' });
  expect(receiptFaults(voided.receipt, { amount: -amount, currency: 'NPR', deskCode: 'S' })).toEqual([]);
  expect(exceptions(server)).toEqual([['overpaid', 'cameOnce']]);
  expect(server.run('voidPayment', { exceptionId }, managerOnDuty)).toMatchObject({ reason: 'already-answered' });
});

test('[U3] who says so has the right to it; and of what is beyond a booking’s due otherwise nobody can', () => {
  expect((['frontDesk', 'cashier', 'manager'] as const).map((role) => roleMay(voidPayment, role))).toEqual([
    false,
    false,
    true,
  ]);
  const { lodge, departure } = aDepartureOf(2);
  const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
  const [atB, atC] = ['B', 'C'].map((desk) => pay(lodge.copy(desk), booking.id, booking.total));
  arriving(lodge, 'B', atB);
  arriving(lodge, 'C', atC);
  const [beyond] = lodge.all('exception');
  expect(beyond).toMatchObject({ kind: 'overpaid' });
  expect(lodge.run('voidPayment', { exceptionId: beyond?.id }, managerOnDuty)).toMatchObject({ reason: 'wrong-input' });
  const remedies = beyond?.remedies.map(({ kind }) => kind);
  expect(remedies).toEqual(['refundCash', 'acknowledge']);
});

test('[S24] [M3] voided at one desk and given back at another: both receipts stand, and somebody hears what is missing', () => {
  const { server, amount, exceptionId } = settledTwice();
  const back = server.copy('D').run('refundCash', { bookingId: null, exceptionId, amount });
  const voided = server.copy('E').run('voidPayment', { exceptionId }, managerOnDuty);
  expect(arriving(server, 'D', back).outcome).toBe('applied');
  expect(arriving(server, 'E', voided).outcome).toBe('exception');
  expect(exceptions(server)).toEqual([
    ['overpaid', 'refundCash'],
    ['voided-late', ''],
  ]);
  expect(balances(server)).toMatchObject({ '1000': -amount, '1020': amount, '2900': amount });
  expect(server.all('receipt')).toHaveLength(4);
});
