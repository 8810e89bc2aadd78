import { describe, expect, test } from 'vitest';
import type { Row } from '#shared/schema/entities.ts';
import { aDepartureOf, balances, figuresOf, heldBooking, hold, pay, seatsItem, sell } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, system } from '#test/support/paper-lodge.ts';

const start = (lodge: PaperLodge, booking: Row<'booking'>, amount = booking.total) =>
  eventOf(lodge.run('startPayment', { bookingId: booking.id, amount, method: 'CARD' }), 'PaymentAsked').payment.id;

const settle = (lodge: PaperLodge, paymentId: string, outcome: string) =>
  lodge.run('settlePayment', { paymentId, outcome, reference: 'pay_1' }, system);

describe('a payment that is under way', () => {
  test('[I6] [M6] while a payment is under way its hold does not run out; settled, it is confirmed', () => {
    const { lodge, departure } = aDepartureOf(2);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
    const paymentId = start(lodge, booking);
    expect(lodge.one('booking', booking.id).status).toBe('PENDING_PAYMENT');
    lodge.pass(24 * 60);
    lodge.run('expireHold', { holdId: booking.holdId }, system);
    expect(hold(lodge, [seatsItem(departure.id)])).toMatchObject({ ok: false, reason: 'sold-out' });
    eventOf(settle(lodge, paymentId, 'succeeded'), 'BookingConfirmed');
    expect(lodge.one('payment', paymentId)).toMatchObject({ status: 'COMPLETED', method: 'CARD' });
    expect(balances(lodge)).toEqual({ '1020': 6_400_000, '2200': -6_400_000 });
    expect(settle(lodge, paymentId, 'succeeded')).toMatchObject({ ok: false, reason: 'already-answered' });
  });

  test('[M6] declined, it is HELD again and can be tried; the third time it is given up and its seats are free', () => {
    const { lodge, departure } = aDepartureOf(2);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
    for (const status of ['HELD', 'HELD', 'CANCELLED']) {
      settle(lodge, start(lodge, booking), 'declined');
      expect(lodge.one('booking', booking.id).status).toBe(status);
    }
    expect(lodge.one('booking', booking.id).statusReason).toBe('payment-failed');
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 2');
  });

  test('[I6] [M6] no answer keeps the hold; unknown alerts staff; what comes at last is taken once', () => {
    const { lodge, departure } = aDepartureOf(2);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
    const paymentId = start(lodge, booking);
    settle(lodge, paymentId, 'uncertain');
    expect(lodge.one('booking', booking.id).paymentStatus).toBe('UNCERTAIN');
    lodge.pass(600);
    lodge.run('expireHold', { holdId: booking.holdId }, system);
    eventOf(settle(lodge, paymentId, 'unknown'), 'ExceptionOpened');
    expect(lodge.one('booking', booking.id)).toMatchObject({ paymentStatus: 'UNKNOWN', status: 'PENDING_PAYMENT' });
    expect(figuresOf(lodge, departure.slotId)).toBe('2 held, 0 confirmed, 0 forced of 2');
    settle(lodge, paymentId, 'succeeded');
    expect(lodge.one('booking', booking.id)).toMatchObject({ paymentStatus: 'PAID', status: 'CONFIRMED' });
  });

  test('[I6] a payment begun after the hold ran out asks for the seats again: held anew, or refused with other departures', () => {
    const { lodge, departure } = aDepartureOf(2);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
    lodge.pass(31);
    lodge.run('expireHold', { holdId: booking.holdId }, system);
    settle(lodge, start(lodge, booking), 'declined');
    expect(figuresOf(lodge, departure.slotId)).toBe('2 held, 0 confirmed, 0 forced of 2');
    lodge.pass(31);
    sell(lodge, departure.id, 1);
    expect(lodge.run('startPayment', { bookingId: booking.id, amount: 1, method: 'CARD' })).toMatchObject({
      ok: false,
      reason: 'sold-out',
      detail: { free: 1 },
    });
  });

  test('[I6] a person ends it while the gateway is silent; money that comes then is the guest’s credit [S24]', () => {
    const { lodge, departure } = aDepartureOf(2);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
    const paymentId = start(lodge, booking);
    lodge.run('releaseHold', { holdId: booking.holdId, reason: 'no answer' });
    const opened = eventOf(settle(lodge, paymentId, 'succeeded'), 'ExceptionOpened');
    expect(opened.exception.fields.kind).toBe('money-without-booking');
    expect(balances(lodge)).toEqual({ '1020': 6_400_000, '2100': -6_400_000 });
  });

  test.each(['payment first', 'job first', 'buyer first'])(
    '[I5] [I6] a hold that runs out in the same millisecond as its payment: one of them has the seat, %s',
    (first) => {
      const { lodge, departure } = aDepartureOf(1);
      const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
      lodge.clock = booking.expiresAt ?? '';
      const act = {
        'payment first': () => void pay(lodge, booking.id, booking.total),
        'job first': () => void lodge.run('expireHold', { holdId: booking.holdId }, system),
        'buyer first': () => void hold(lodge, [seatsItem(departure.id)], { name: 'Other' }),
      };
      const order = [first, ...Object.keys(act).filter((one) => one !== first)] as (keyof typeof act)[];
      for (const one of order) act[one]();
      const slot = lodge.one('slot', departure.slotId);
      expect(slot.held + slot.confirmed).toBe(1);
      const paidFor = lodge.one('booking', booking.id).status === 'CONFIRMED';
      expect(paidFor).toBe(first !== 'buyer first');
      // At the desk the money is not taken where the seat is gone: nothing is lost.
      expect(balances(lodge)).toEqual(paidFor ? { '1000': 3_200_000, '2200': -3_200_000 } : {});
    },
  );

  test('[I6] [S24] cash that a desk took in time and the server hears of too late: confirmed where seats are left, else the guest’s credit', () => {
    for (const taken of [false, true]) {
      const { lodge: server, departure } = aDepartureOf(1);
      const booking = heldBooking(server, hold(server, [seatsItem(departure.id)]));
      const desk = server.copy('B');
      const cash = pay(desk, booking.id, booking.total);
      if (!cash.ok) throw new Error(cash.reason);
      server.pass(31);
      if (taken) sell(server, departure.id);
      const judged = server.receive(cash.recorded, 'B');
      expect(judged.outcome).toBe(taken ? 'exception' : 'applied');
      expect(server.one('booking', booking.id).status).toBe(taken ? 'HELD' : 'CONFIRMED');
      expect(figuresOf(server, departure.slotId)).toBe('0 held, 1 confirmed, 0 forced of 1');
    }
  });

  test('[M6] [S24] money that comes although the gateway had declined, or the payment was never let begin, is in the books', () => {
    const { lodge: server, departure } = aDepartureOf(2);
    const booking = heldBooking(server, hold(server, [seatsItem(departure.id)]));
    const paymentId = start(server, booking);
    const desk = server.copy('B');
    const came = settle(desk, paymentId, 'succeeded');
    if (!came.ok) throw new Error(came.reason);
    settle(server, paymentId, 'declined');
    const next = start(server, booking, 1_000);
    expect(server.receive(came.recorded, 'B').outcome).toBe('exception');
    expect(server.one('payment', paymentId)).toMatchObject({ status: 'COMPLETED', amount: booking.total });
    expect(server.one('booking', booking.id)).toMatchObject({ status: 'CONFIRMED', paid: booking.total });
    settle(server, next, 'declined');
    expect(balances(server)).toEqual({ '1020': booking.total, '2200': -booking.total });

    const other = heldBooking(server, hold(server, [seatsItem(departure.id)], { name: 'Other' }));
    const away = server.copy('C');
    const begun = start(away, other);
    const paid = settle(away, begun, 'succeeded');
    if (!paid.ok) throw new Error(paid.reason);
    expect(server.receive(paid.recorded, 'C').outcome).toBe('exception');
    expect(server.one('payment', begun)).toMatchObject({ status: 'COMPLETED', amount: other.total });
    expect(server.one('booking', other.id)).toMatchObject({ status: 'CONFIRMED', paid: other.total });
  });

  test('[M3] [S5] [S24] two desks settle one payment as taken: both receipts are kept, the second’s money is in suspense', () => {
    const { lodge: server, departure } = aDepartureOf(2);
    const booking = heldBooking(server, hold(server, [seatsItem(departure.id)]));
    const deposit = booking.depositDue;
    const paymentId = start(server, booking, deposit);
    const [first, second] = [server.copy('B'), server.copy('C')].map((desk) => settle(desk, paymentId, 'succeeded'));
    if (!first?.ok || !second?.ok) throw new Error('refused at the desk');
    expect(server.receive(first.recorded, 'B').outcome).toBe('applied');
    expect(server.receive(second.recorded, 'C').outcome).toBe('exception');
    expect(
      server
        .all('receipt')
        .map(({ series, number }) => `${series}/${number}`)
        .toSorted(),
    ).toEqual(['B26/1', 'C26/1']);
    // The booking is paid once, whatever it still owes: that it came twice nobody knows.
    expect(server.one('booking', booking.id)).toMatchObject({ paid: deposit, status: 'CONFIRMED' });
    expect(balances(server)).toMatchObject({ '1020': 2 * deposit, '2900': -deposit });
    const [open] = server.all('exception');
    expect(open).toMatchObject({ kind: 'overpaid', concerns: { amount: deposit } });
    const back = server.run('refundCash', { bookingId: null, exceptionId: open?.id ?? '', amount: deposit });
    expect(eventOf(back, 'ExceptionResolved').resolution).toBe('refundCash');
    expect(balances(server)['2900']).toBeUndefined();
  });

  test('[M2] [A1] a card, a transfer and a cheque are taken with their reference and lie where they are', () => {
    const { lodge, departure } = aDepartureOf(4);
    for (const [method, account] of [
      ['CARD', '1020'],
      ['UPI', '1010'],
      ['BANK_TRANSFER', '1010'],
      ['CHEQUE', '1010'],
    ] as const) {
      const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
      const before = balances(lodge)[account] ?? 0;
      const draft = { bookingId: booking.id, amount: booking.total, method, reference: `${method} 4711` };
      const taken = eventOf(lodge.run('takePayment', draft), 'PaymentTaken');
      expect(taken.receipt.content.method).toBe(method);
      expect(taken.folioEntry.fields.description).toContain('4711');
      expect((balances(lodge)[account] ?? 0) - before).toBe(3_200_000);
      expect(lodge.one('booking', booking.id).status).toBe('CONFIRMED');
    }
  });
});
