import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import { addADeparture, addAProduct } from '#test/support/a-departure.ts';
import { aGuest } from '#test/support/a-lodge.ts';
import {
  aDepartureOf,
  balances,
  figuresOf,
  heldBooking,
  hold,
  pay,
  seatsItem,
  sell,
  stayItem,
} from '#test/support/a-sale.ts';
import { eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';
import { adultAt, move, twoDepartures } from '#test/support/two-departures.ts';

describe('seats of a booking go to another departure', () => {
  test('[B6] [I3] held ones are taken there and given back here in one step, and come back the same way', () => {
    const { lodge, from, to } = twoDepartures(4, { prices: adultAt(3_500_000) });
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(from.id, 3)]));
    eventOf(move(lodge, booking.id, [from, to]), 'SeatsMoved');
    expect(figuresOf(lodge, from.slotId)).toBe('0 held, 0 confirmed, 0 forced of 4');
    expect(figuresOf(lodge, to.slotId)).toBe('3 held, 0 confirmed, 0 forced of 4');
    expect(lodge.one('booking', booking.id)).toMatchObject({
      total: 10_500_000,
      depositDue: 3_150_000,
      quote: { total: 10_500_000, items: [{ total: 10_500_000 }] },
    });
    expect(lodge.all('notice')).toMatchObject([
      { kind: 'departureMoved', body: { fromDate: '2026-11-24', date: '2026-11-26' } },
    ]);
    eventOf(move(lodge, booking.id, [to, from]), 'SeatsMoved');
    expect(lodge.one('booking', booking.id)).toMatchObject({ total: booking.total, depositDue: booking.depositDue });
    expect(figuresOf(lodge, from.slotId)).toBe('3 held, 0 confirmed, 0 forced of 4');
    eventOf(pay(lodge, booking.id, booking.total), 'BookingConfirmed');
    expect(figuresOf(lodge, from.slotId)).toBe('0 held, 3 confirmed, 0 forced of 4');
  });

  test('[B6] [A1] sold ones post the difference, dearer or cheaper, and are earned at what they cost there', () => {
    const { lodge, from, to } = twoDepartures(4, { prices: adultAt(3_500_000) });
    const sold = sell(lodge, from.id, 2);
    eventOf(move(lodge, sold.id, [from, to]), 'SeatsMoved');
    expect(figuresOf(lodge, to.slotId)).toBe('0 held, 2 confirmed, 0 forced of 4');
    expect(lodge.one('booking', sold.id)).toMatchObject({
      total: 7_000_000,
      receivable: 600_000,
      paymentStatus: 'PARTIAL',
    });
    expect(balances(lodge)).toEqual({ '1000': 6_400_000, '1200': 600_000, '2200': -7_000_000 });
    eventOf(move(lodge, sold.id, [to, from]), 'SeatsMoved');
    expect(lodge.one('booking', sold.id)).toMatchObject({ total: 6_400_000, receivable: 0, paymentStatus: 'PAID' });
    expect(balances(lodge)).toEqual({ '1000': 6_400_000, '2200': -6_400_000 });
  });

  test('[P1] the agreed price stands by a manager’s word only', () => {
    const { lodge, from, to } = twoDepartures(4, { prices: adultAt(3_500_000) });
    const sold = sell(lodge, from.id, 2);
    const keep = { keepPrice: true };
    expect(move(lodge, sold.id, [from, to], keep)).toMatchObject({ reason: 'no-right', detail: { why: 'price' } });
    eventOf(move(lodge, sold.id, [from, to], keep, managerOnDuty), 'SeatsMoved');
    expect(lodge.one('booking', sold.id)).toMatchObject({ total: 6_400_000, paymentStatus: 'PAID' });
    expect(balances(lodge)).toEqual({ '1000': 6_400_000, '2200': -6_400_000 });
  });

  test('[I2] [I7] where they are not there nothing changes', () => {
    const quotas = { manual: { units: 1, basisPoints: null, releasedAt: null } };
    const { lodge, from, to } = twoDepartures(3, { quotas });
    const full = addADeparture(lodge, '2026-11-28', { capacity: 1 }, from.productId);
    const sold = sell(lodge, from.id, 2);
    expect(move(lodge, sold.id, [from, to])).toMatchObject({ reason: 'quota-reached' });
    expect(move(lodge, sold.id, [from, full])).toMatchObject({ reason: 'sold-out', detail: { free: 1 } });
    expect(figuresOf(lodge, from.slotId)).toBe('0 held, 2 confirmed, 0 forced of 3');
    expect(lodge.one('booking', sold.id).total).toBe(6_400_000);
  });

  test('[I9] who waits here is offered what came free, and who waits there comes first', () => {
    const { lodge, from, to } = twoDepartures(2, { waitlist: true }, { waitlist: true });
    const [mine, other] = [sell(lodge, from.id, 2), sell(lodge, to.id, 2)];
    const waits = (departureId: string) => {
      const pax = [{ category: 'adult', count: 2 }];
      const draft = { departureId, guestId: aGuest(lodge, 'Waiting'), variantId: null, pax, source: 'phone', note: '' };
      return eventOf(lodge.run('joinWaitlist', draft), 'WaitlistJoined').entry.id;
    };
    const [here, there] = [waits(from.id), waits(to.id)];
    lodge.run('cancelBooking', { bookingId: other.id, expectedVersion: other.version, reason: 'wish' });
    expect(lodge.one('waitlistEntry', there).status).toBe('offered');
    expect(move(lodge, mine.id, [from, to])).toMatchObject({ reason: 'sold-out' });
    lodge.run('leaveWaitlist', { entryId: there });
    eventOf(move(lodge, mine.id, [from, to]), 'SeatsMoved');
    expect(lodge.one('waitlistEntry', here).status).toBe('offered');
  });

  test('[I4] [I8] a hold does not outlive the start of the earlier one', () => {
    const { lodge, departure: from } = aDepartureOf(4);
    const to = addADeparture(lodge, '2026-11-20', { capacity: 4, time: '11:00', cutoffHours: 0 }, from.productId);
    lodge.clock = '2026-11-20T05:00:00.000Z';
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(from.id, 2)]));
    expect(to.startsAt).toBe('2026-11-20T05:15:00.000Z');
    eventOf(move(lodge, booking.id, [from, to]), 'HoldChanged');
    expect(lodge.one('booking', booking.id).expiresAt).toBe(to.startsAt);
    expect(lodge.all('heldUnits').filter(({ status }) => status === 'active')).toMatchObject([
      { slotId: to.slotId, expiresAt: to.startsAt },
    ]);
  });

  test('[B3] cheaper, and its deposit paid by then, it is sold; dearer and above the threshold it waits for a manager', () => {
    const { lodge, from, to } = twoDepartures(6, { prices: adultAt(1_000_000) });
    const dear = addADeparture(lodge, '2026-11-27', { prices: adultAt(9_000_000) }, from.productId);
    lodge.run('setBookingPolicy', { ...defaultPolicy, expectedVersion: null, approvalAbove: 8_000_000 }, managerOnDuty);
    const cheaper = heldBooking(lodge, hold(lodge, [seatsItem(from.id, 2)]));
    eventOf(pay(lodge, cheaper.id, 700_000), 'CashTaken');
    eventOf(move(lodge, cheaper.id, [from, to]), 'BookingConfirmed');
    expect(lodge.one('booking', cheaper.id)).toMatchObject({ status: 'CONFIRMED', total: 2_000_000 });
    expect(figuresOf(lodge, to.slotId)).toBe('0 held, 2 confirmed, 0 forced of 6');
    const dearer = heldBooking(lodge, hold(lodge, [seatsItem(from.id)]));
    eventOf(move(lodge, dearer.id, [from, dear]), 'SeatsMoved');
    expect(lodge.one('booking', dearer.id).status).toBe('PENDING_APPROVAL');
  });

  test('[U7] what is earned on them is earned by their price there; of what stays nothing changes', () => {
    const { lodge, from, to, roomTypeId } = twoDepartures(4, { prices: adultAt(4_000_000) });
    const rules = [{ productId: from.productId, basisPoints: 1_500 }];
    const agent = { expectedVersion: null, code: 'HT', name: 'Hima', email: '', phone: '', rules, active: true };
    const { agentId } = eventOf(lodge.run('setAgent', agent, managerOnDuty), 'AgentSet');
    const booking = heldBooking(lodge, hold(lodge, [stayItem(roomTypeId), seatsItem(from.id)], { agentId }));
    eventOf(pay(lodge, booking.id, booking.total), 'BookingConfirmed');
    const before = lodge.one('booking', booking.id);
    eventOf(move(lodge, booking.id, [from, to]), 'SeatsMoved');
    expect(lodge.all('commission').map(({ amount }) => amount)).toEqual([600_000]);
    const after = lodge.one('booking', booking.id);
    expect(after.total - before.total).toBe(800_000);
    expect(after.quote?.items.map(({ total }) => total)).toEqual([before.quote?.items[0]?.total, 4_000_000]);
  });

  test('[B7] at another price than was shown it is not moved', () => {
    const { lodge, from, to } = twoDepartures(4);
    const sold = sell(lodge, from.id, 1);
    const server = lodge.copy('S');
    const asked = move(lodge, sold.id, [from, to]);
    if (!asked.ok) throw new Error(asked.reason);
    const dearer = Object.assign({}, server.one('departure', to.id), { prices: adultAt(5_000_000) });
    server.rows.get('departure')?.set(to.id, dearer);
    expect(server.receive(asked.recorded, 'A')).toMatchObject({
      outcome: 'refused',
      refusal: { reason: 'price-changed', detail: { agreed: 3_200_000, now: 5_000_000 } },
    });
    expect(server.one('booking', sold.id).total).toBe(3_200_000);
  });

  test('[B2] [I11] only to another departure of the same product that is for sale, and not behind the start', () => {
    const { lodge, from, to } = twoDepartures(4);
    const elsewhere = addADeparture(lodge, '2026-11-26', {}, addAProduct(lodge, { code: 'ABC' }));
    const sold = sell(lodge, from.id, 1);
    for (const there of [from, elsewhere])
      expect(move(lodge, sold.id, [from, there])).toMatchObject({ reason: 'wrong-input' });
    expect(move(lodge, sold.id, [to, from])).toMatchObject({ reason: 'not-found' });
    lodge.run('closeSale', { departureId: to.id, reason: 'storm' }, managerOnDuty);
    expect(move(lodge, sold.id, [from, to])).toMatchObject({ reason: 'not-on-sale' });
    lodge.clock = from.startsAt;
    expect(move(lodge, sold.id, [from, to], {}, managerOnDuty)).toMatchObject({ reason: 'departed' });
  });

  test('[I5] what has run out is held anew first, not moved', () => {
    const { lodge, from, to } = twoDepartures(4);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(from.id)]));
    lodge.pass(31);
    expect(move(lodge, booking.id, [from, to])).toMatchObject({ reason: 'hold-ended' });
  });
});
