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

const policy = { ...defaultPolicy, expectedVersion: null, approvalAbove: 3_000_000 };

const cancelDeparture = (lodge: PaperLodge, departureId: string, moveTo: string | null = null) => {
  const expectedVersion = lodge.one('departure', departureId).version;
  const draft = { departureId, expectedVersion, reason: 'storm', moveTo, refundRest: true };
  expect(lodge.run('cancelDeparture', draft, managerOnDuty).ok).toBe(true);
};

describe('money for what had run out', () => {
  test('[I6] [I8] no seat is sold of a departure that was cancelled meanwhile; cash that was taken is the guest’s credit [S24]', () => {
    const { lodge: server, departure } = aDepartureOf(4);
    const booking = heldBooking(server, hold(server, [seatsItem(departure.id, 2)]));
    const desk = server.copy('B');
    const cash = pay(desk, booking.id, booking.total);
    if (!cash.ok) throw new Error(cash.reason);
    server.pass(31);
    cancelDeparture(server, departure.id);
    expect(server.run('startPayment', { bookingId: booking.id, amount: 1, method: 'CARD' })).toMatchObject({
      ok: false,
      reason: 'not-on-sale',
      detail: { state: 'CANCELLED' },
    });
    expect(server.receive(cash.recorded, 'B').outcome).toBe('exception');
    expect(server.all('seats').every(({ status }) => status !== 'CONFIRMED')).toBe(true);
    expect(balances(server)).toEqual({ '1000': booking.total, '2100': -booking.total });
  });

  test('[I6] [I8] nor of one that had left when it was paid', () => {
    const { lodge, departure } = aDepartureOf(4);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
    lodge.clock = departure.startsAt;
    expect(pay(lodge, booking.id, booking.total)).toMatchObject({ ok: false, reason: 'departed' });
  });

  test('[I6] [I11] what has run out is not sold after the cutoff or once the sale is closed, but by a manager; what was paid in time is', () => {
    for (const shut of ['cutoff', 'closed']) {
      const { lodge, departure } = aDepartureOf(4);
      const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
      const desk = lodge.copy('B');
      const inTime = pay(desk, booking.id, 1_000);
      if (!inTime.ok) throw new Error(inTime.reason);
      lodge.pass(31);
      if (shut === 'cutoff') lodge.clock = departure.cutoffAt;
      else eventOf(lodge.run('closeSale', { departureId: departure.id, reason: 'snow' }), 'SaleSet');
      const reason = shut === 'cutoff' ? 'past-cutoff' : 'not-on-sale';
      expect(pay(lodge, booking.id, booking.total), shut).toMatchObject({ ok: false, reason });
      const late = { bookingId: booking.id, amount: 1, tendered: 1 };
      const server = lodge.copy('S');
      server.run('expireHold', { holdId: booking.holdId }, system);
      server.clock = new Date(Date.UTC(2026, 10, 20, 5, 10)).toISOString();
      expect(server.receive(inTime.recorded, 'B').outcome).toBe('applied');
      eventOf(lodge.run('takeCash', late, managerOnDuty), 'HeldAnew');
    }
  });

  test('[P3] [B7] a price is locked for the life of its hold: what has run out is sold at the agreed price only while that is today’s', () => {
    const { lodge, departure, roomTypeId } = aDepartureOf(4);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id), stayItem(roomTypeId)]));
    const desk = lodge.copy('B');
    const inTime = pay(desk, booking.id, booking.total);
    if (!inTime.ok) throw new Error(inTime.reason);
    const dear = departure.prices.map((price) => ({ ...price, amount: 9_900_000 }));
    const { id: departureId, version: expectedVersion, date, time, waitlist, onSaleAt, guide, note } = departure;
    const change = { departureId, expectedVersion, date, time, waitlist, onSaleAt, guide, note, prices: dear };
    const limits = { capacity: 4, overbookingLimit: 0, minParticipants: 4, cutoffHours: 13, decisionDays: 3 };
    eventOf(lodge.run('changeDeparture', { ...change, ...limits }, managerOnDuty), 'DepartureChanged');
    lodge.pass(31);
    lodge.run('expireHold', { holdId: booking.holdId }, system);
    expect(pay(lodge, booking.id, booking.total)).toMatchObject({
      ok: false,
      reason: 'price-changed',
      detail: { agreed: 4_200_000, now: 10_900_000 },
    });
    expect(lodge.run('startPayment', { bookingId: booking.id, amount: 1, method: 'CARD' })).toMatchObject({
      reason: 'price-changed',
    });
    // A desk without a line took it within the hold's life.
    lodge.clock = new Date(Date.UTC(2026, 10, 20, 5, 10)).toISOString();
    expect(lodge.receive(inTime.recorded, 'B').outcome).toBe('applied');
    expect(lodge.one('booking', booking.id)).toMatchObject({ status: 'CONFIRMED', total: 4_200_000 });
  });

  test('[B3] what a manager rejected, or nobody approved in time, is not sold by paying for it', () => {
    for (const end of ['rejected', 'run out']) {
      const { lodge, departure } = aDepartureOf(4);
      lodge.run('setBookingPolicy', policy, managerOnDuty);
      const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
      if (end === 'rejected') lodge.run('rejectBooking', { bookingId: booking.id, reason: 'no' }, managerOnDuty);
      lodge.pass(24 * 60 + 1);
      lodge.run(
        end === 'rejected' ? 'expireDraft' : 'expireHold',
        { bookingId: booking.id, holdId: booking.holdId },
        system,
      );
      expect(lodge.one('booking', booking.id).status).toBe('EXPIRED');
      expect(pay(lodge, booking.id, booking.total), end).toMatchObject({ ok: false, reason: 'invalid-transition' });
      expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 4');
    }
  });

  test('[S24] [B3] what had been paid for a booking that was rejected is the guest’s credit once its draft runs out, and somebody is told', () => {
    const { lodge, departure } = aDepartureOf(4);
    lodge.run('setBookingPolicy', policy, managerOnDuty);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
    eventOf(pay(lodge, booking.id, 500_000), 'CashTaken');
    lodge.run('rejectBooking', { bookingId: booking.id, reason: 'no' }, managerOnDuty);
    lodge.pass(24 * 60 + 1);
    const told = eventOf(lodge.run('expireDraft', { bookingId: booking.id }, system), 'ExceptionOpened').exception;
    expect(told.fields).toMatchObject({ kind: 'money-without-booking', concerns: { amount: 500_000 } });
    expect(told.fields.remedies.map(({ kind }) => kind)).toEqual(['applyCredit', 'refundCash', 'keepCredit']);
    expect(lodge.one('booking', booking.id)).toMatchObject({ status: 'EXPIRED', paid: 0, depositHeld: 0 });
    expect(balances(lodge)).toEqual({ '1000': 500_000, '2100': -500_000 });
    const sums = Map.groupBy(lodge.all('folioEntry'), ({ folioId }) => folioId);
    expect([...sums.values()].map((lines) => lines.reduce((sum, { amount }) => sum + amount, 0))).toEqual([
      0, -500_000,
    ]);
    const back = { bookingId: null, exceptionId: told.id, amount: 500_000 };
    expect(eventOf(lodge.run('refundCash', back), 'ExceptionResolved').resolution).toBe('refundCash');
    expect(balances(lodge)).toEqual({});
  });

  test('[I2] [I6] what was overbooked and is held anew on free seats is overbooked no more', () => {
    const { lodge, departure } = aDepartureOf(1, { overbookingLimit: 1 });
    hold(lodge, [seatsItem(departure.id)], { name: 'First' });
    const over = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)], { overbook: true }, managerOnDuty));
    expect(over.overbooked).toBe(true);
    lodge.pass(31);
    eventOf(pay(lodge, over.id, over.total), 'BookingConfirmed');
    expect(lodge.one('booking', over.id).overbooked).toBe(false);
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 1 confirmed, 0 forced of 1');
  });

  test('[P1] a code is used once by a booking, however often its hold runs out and is held anew', () => {
    const { lodge, departure } = aDepartureOf(4);
    const code = {
      code: 'EARLY10',
      name: 'Early',
      basisPoints: 1000,
      amount: 0,
      productIds: [],
      mostUses: 1,
      active: true,
    };
    const days = { fromDate: '2026-01-01', toDate: '2027-01-01', expectedVersion: null };
    eventOf(lodge.run('setPromotion', { ...code, ...days }, managerOnDuty), 'PromotionSet');
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)], { promotionCode: 'EARLY10' }));
    const uses = () => lodge.all('promotion').map((one) => one.uses);
    for (const _ of [1, 2]) {
      expect(uses()).toEqual([1]);
      lodge.pass(31);
      lodge.run('expireHold', { holdId: booking.holdId }, system);
      expect(uses()).toEqual([0]);
      eventOf(pay(lodge, booking.id, 1_000), 'HeldAnew');
    }
    expect(uses()).toEqual([1]);
  });

  test('[P1] [I6] a code that others have used up since is not used once more by what is held anew, however early it was paid', () => {
    const { lodge, departure } = aDepartureOf(4);
    const code = {
      code: 'ONCE',
      name: 'Once',
      basisPoints: 1000,
      amount: 0,
      productIds: [],
      mostUses: 1,
      active: true,
    };
    const days = { fromDate: '2026-01-01', toDate: '2027-01-01', expectedVersion: null };
    eventOf(lodge.run('setPromotion', { ...code, ...days }, managerOnDuty), 'PromotionSet');
    const buy = () => heldBooking(lodge, hold(lodge, [seatsItem(departure.id)], { promotionCode: 'ONCE' }));
    const booking = buy();
    const inTime = pay(lodge.copy('B'), booking.id, booking.total);
    if (!inTime.ok) throw new Error(inTime.reason);
    lodge.pass(31);
    lodge.run('expireHold', { holdId: booking.holdId }, system);
    const other = buy();
    const refused = { ok: false, reason: 'promotion-invalid', detail: { code: 'ONCE', why: 'used-up' } };
    expect(pay(lodge, booking.id, booking.total)).toMatchObject(refused);
    eventOf(pay(lodge, other.id, other.total), 'BookingConfirmed');
    lodge.clock = new Date(Date.UTC(2026, 10, 20, 5, 10)).toISOString();
    expect(lodge.receive(inTime.recorded, 'B').outcome).toBe('exception');
    expect(lodge.all('promotion').map(({ uses }) => uses)).toEqual([1]);
  });
});

test('[I4] [I8] a hold that was moved to another departure lives on there: it is extended, paid in parts, and held anew', () => {
  const { lodge, departure } = aDepartureOf(4);
  const other = addADeparture(lodge, '2026-11-25', { capacity: 4 }, departure.productId);
  const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
  cancelDeparture(lodge, departure.id, other.id);
  eventOf(lodge.run('extendHold', { holdId: booking.holdId, minutes: 60, waitsFor: '' }), 'HoldChanged');
  const part = pay(lodge, booking.id, 1_000);
  expect(part.ok && part.events.map(({ type }) => type)).toEqual(['CashTaken']);
  lodge.pass(61);
  eventOf(pay(lodge, booking.id, booking.total - 1_000), 'BookingConfirmed');
  expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 4');
  expect(figuresOf(lodge, other.slotId)).toBe('0 held, 2 confirmed, 0 forced of 4');
});
