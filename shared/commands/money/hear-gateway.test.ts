import { describe, expect, test } from 'vitest';
import { aDepartureOf, balances, figuresOf, heldBooking, hold, seatsItem } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty, receptionist, system } from '#test/support/paper-lodge.ts';
import { answersOf, commandOf } from '#renderer/features/inbox/answers.ts';

/** A payment for a held booking of two seats of two, as far along as a test wants it. */
function aPayment(...outcomes: readonly string[]) {
  const { lodge, departure } = aDepartureOf(2);
  const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
  const begun = lodge.run('startPayment', { bookingId: booking.id, amount: booking.total, method: 'CARD' });
  const { id: paymentId } = eventOf(begun, 'PaymentAsked').payment;
  for (const outcome of outcomes) lodge.run('settlePayment', { paymentId, outcome, reference: '' }, system);
  const hear = (outcome: string) => lodge.run('hearGateway', { paymentId, outcome, reference: 'gw_1' }, system);
  return { lodge, departure, booking, paymentId, hear, alert: () => lodge.all('exception')[0] };
}

/** Presses an answer of the alert, as the Inbox does. */
function press(lodge: PaperLodge, index: number) {
  const exception = lodge.all('exception')[0];
  if (exception === undefined) throw new Error('no alert');
  const entry = {
    ...exception,
    type: 'exception' as const,
    what: exception.kind,
    command: '',
    since: exception.createdAt,
    answeredBy: '',
    alternatives: [],
    remedies: [...exception.remedies],
    creditTo: null,
  };
  const answer = answersOf(entry, false)[index];
  if (answer === undefined) throw new Error('no such answer');
  const given = commandOf(entry, answer);
  if (given === null) throw new Error('not answered here');
  const { command, draft } = given;
  return lodge.run(command, draft, receptionist);
}

describe('a payment of which nobody knows', () => {
  test('[M6] [I6] a person says that it was paid: confirmed, with its receipt, and the alert is answered', () => {
    const { lodge, booking, paymentId, alert } = aPayment('uncertain', 'unknown');
    expect(eventOf(press(lodge, 0), 'PaymentTaken').receipt.content.amount).toBe(booking.total);
    expect(lodge.one('booking', booking.id)).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' });
    expect(lodge.one('payment', paymentId).status).toBe('COMPLETED');
    expect(alert()).toMatchObject({ status: 'resolved', resolution: 'wasPaid', resolvedBy: receptionist.name });
    expect(balances(lodge)).toEqual({ '1020': booking.total, '2200': -booking.total });
  });

  test('[M6] [I6] a person says that it was not paid: held again, and its time goes on', () => {
    const { lodge, departure, booking, alert } = aPayment('uncertain', 'unknown');
    press(lodge, 1);
    expect(lodge.one('booking', booking.id)).toMatchObject({ status: 'HELD', paymentStatus: 'UNPAID' });
    expect(alert()).toMatchObject({ status: 'resolved', resolution: 'wasNotPaid' });
    lodge.pass(31);
    lodge.run('expireHold', { holdId: booking.holdId }, system);
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 2');
  });

  test('[M6] the alert is not put aside without saying which it was', () => {
    const { lodge, alert } = aPayment('unknown');
    const answered = lodge.run('resolveException', { exceptionId: alert()?.id, remedy: 0 }, managerOnDuty);
    expect(answered).toMatchObject({ ok: false, reason: 'wrong-input' });
  });

  test('[M6] the gateway answers at last: the alert is answered with it, and a person cannot answer it again', () => {
    const { lodge, booking, paymentId, hear, alert } = aPayment('uncertain', 'unknown');
    eventOf(hear('succeeded'), 'BookingConfirmed');
    expect(alert()).toMatchObject({ status: 'resolved', resolution: 'wasPaid' });
    const late = lodge.run('settlePayment', { paymentId, outcome: 'succeeded', reference: '' });
    expect(late).toMatchObject({ ok: false, reason: 'already-answered' });
    expect(balances(lodge)).toEqual({ '1020': booking.total, '2200': -booking.total });
  });
});

describe('the word of a gateway', () => {
  test('[M6] it is heard once', () => {
    const { hear } = aPayment();
    expect(hear('succeeded').ok).toBe(true);
    expect(hear('succeeded')).toMatchObject({ ok: false, reason: 'already-answered' });
    const other = aPayment();
    expect(other.hear('declined').ok).toBe(true);
    expect(other.hear('declined')).toMatchObject({ ok: false, reason: 'already-answered' });
  });

  test('[M6] [S24] money that it took although it was given up here is taken in: for the booking where it still waits, else as credit', () => {
    const { lodge, booking, hear } = aPayment('declined');
    eventOf(hear('succeeded'), 'BookingConfirmed');
    expect(balances(lodge)).toEqual({ '1020': booking.total, '2200': -booking.total });

    const gone = aPayment('declined');
    gone.lodge.run('releaseHold', { holdId: gone.booking.holdId, reason: 'the guest left' });
    const opened = eventOf(gone.hear('succeeded'), 'ExceptionOpened');
    expect(opened.exception.fields.kind).toBe('money-without-booking');
    expect(balances(gone.lodge)).toEqual({ '1020': booking.total, '2100': -booking.total });
  });

  test('[M6] declined where a person said that it was paid: the money stays in the books, and somebody is told', () => {
    const { lodge, booking, hear } = aPayment('succeeded');
    expect(eventOf(hear('declined'), 'ExceptionOpened').exception.fields.kind).toBe('payment-contradicted');
    expect(lodge.one('booking', booking.id).status).toBe('CONFIRMED');
    expect(balances(lodge)).toEqual({ '1020': booking.total, '2200': -booking.total });
  });
});
