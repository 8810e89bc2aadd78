import { expect, test } from 'vitest';
import { aDepartureOf, balances, figuresOf, heldBooking, hold, pay, seatsItem } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf } from '#test/support/paper-lodge.ts';

const declined = (lodge: PaperLodge, bookingId: string) => {
  const asked = lodge.run('startPayment', { bookingId, amount: 100_000, method: 'CARD' });
  const paymentId = eventOf(asked, 'PaymentAsked').payment.id;
  const answer = lodge.run('settlePayment', { paymentId, outcome: 'declined', reference: 'no' });
  eventOf(answer, 'PaymentChanged');
  return answer;
};

test('[M6] [S24] a part that was paid begins the three tries anew, and after the third it is the guest’s credit, and somebody is told', () => {
  const { lodge, departure } = aDepartureOf(2);
  const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
  const status = () => lodge.one('booking', booking.id).status;
  for (const _ of [1, 2]) declined(lodge, booking.id);
  eventOf(pay(lodge, booking.id, 100_000), 'CashTaken');
  for (const _ of [1, 2]) {
    declined(lodge, booking.id);
    expect(status()).toBe('HELD');
  }
  const told = eventOf(declined(lodge, booking.id), 'ExceptionOpened').exception.fields;
  expect(status()).toBe('CANCELLED');
  expect(told).toMatchObject({
    kind: 'money-without-booking',
    detail: { status: 'CANCELLED', reason: 'payment-failed', amount: 100_000 },
    remedies: [{ kind: 'applyCredit' }, { kind: 'refundCash' }, { kind: 'keepCredit' }],
  });
  expect(lodge.one('booking', booking.id).depositHeld).toBe(0);
  expect(balances(lodge)).toEqual({ '1000': 100_000, '2100': -100_000 });
  expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 2');
});
