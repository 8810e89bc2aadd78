import { describe, expect, test } from 'vitest';
import { bookingTransitions } from '#shared/bookings/states.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import { bookingStatuses } from '#shared/schema/words.ts';
import {
  balances,
  figuresOf,
  heldBooking,
  hold,
  aDepartureOf,
  pay,
  seatsItem,
  sell,
  stayItem,
} from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';
import type { Actor } from '#shared/commands/context.ts';

const policy = {
  expectedVersion: null,
  cartMinutes: 15,
  paymentMinutes: 30,
  approvalMinutes: 1440,
  draftMinutes: 30,
  waitlistMinutes: 240,
  depositBasisPoints: 3000,
  balanceDays: 1,
  demandBelow: 0,
  demandRaise: 0,
  rateThreshold: 0,
  approvalAbove: null,
};

const reseller = {
  expectedVersion: null,
  code: 'VTR',
  name: 'Viator',
  source: 'ota',
  channelGroup: 'ota',
  holdMinutes: 60,
  collects: 'channel',
  commissionBasisPoints: 2_000,
  mayOverbook: true,
  cutoffMinutes: 0,
  position: 0,
  active: true,
};

const aChannel = (lodge: PaperLodge, more: object = {}) =>
  eventOf(lodge.run('setChannel', { ...reseller, ...more }, managerOnDuty), 'ChannelSet').channelId;

const cancel = (lodge: PaperLodge, bookingId: string, actor?: Actor) =>
  lodge.run(
    'cancelBooking',
    { bookingId, expectedVersion: lodge.one('booking', bookingId).version, reason: 'wish' },
    actor,
  );

describe('what a booking may become', () => {
  test('[B1] [B2] every step is in the one table, between statuses that there are; CANCELLED and ARCHIVED lead nowhere', () => {
    for (const { from, to } of bookingTransitions)
      for (const status of [...from, to]) expect(bookingStatuses).toContain(status);
    expect(bookingTransitions.some(({ from }) => from.includes('CANCELLED') || from.includes('ARCHIVED'))).toBe(false);
  });

  test('[B2] whatever the table does not allow is refused as invalid-transition, and changes nothing', () => {
    const { lodge, departure } = aDepartureOf(9);
    const held = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
    const sold = sell(lodge, departure.id);
    const over = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
    lodge.run('releaseHold', { holdId: over.holdId, reason: '' });
    const drafts = (id: string) => ({
      approveBooking: { bookingId: id },
      rejectBooking: { bookingId: id, reason: 'no' },
      confirmBooking: { bookingId: id, by: 'approved', reference: '' },
      startPayment: { bookingId: id, amount: 1, method: 'CARD' },
      cancelBooking: { bookingId: id, expectedVersion: lodge.one('booking', id).version, reason: 'no' },
    });
    const before = JSON.stringify(lodge.all('booking'));
    for (const { id, status } of [held, sold, over].map(({ id: one }) => lodge.one('booking', one)))
      for (const [command, draft] of Object.entries(drafts(id))) {
        expect(commandNamed(command)).toBeDefined();
        const allowed = bookingTransitions.some((step) => step.command === command && step.from.includes(status));
        if (allowed) continue;
        expect(lodge.run(command, draft, managerOnDuty), `${command} from ${status}`).toMatchObject({
          ok: false,
          reason: 'invalid-transition',
          detail: { status },
        });
      }
    expect(JSON.stringify(lodge.all('booking'))).toBe(before);
  });

  test('[B3] above the threshold it waits for a manager who did not ask; rejected, it is a draft and its seats are free', () => {
    const { lodge, departure } = aDepartureOf(4);
    lodge.run('setBookingPolicy', { ...policy, approvalAbove: 3_000_000 }, managerOnDuty);
    const mine = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)], {}, managerOnDuty));
    expect(mine.status).toBe('PENDING_APPROVAL');
    expect(lodge.run('approveBooking', { bookingId: mine.id }, managerOnDuty)).toMatchObject({
      ok: false,
      reason: 'no-right',
    });
    lodge.run('rejectBooking', { bookingId: mine.id, reason: 'too cheap' }, managerOnDuty);
    expect(lodge.one('booking', mine.id)).toMatchObject({ status: 'DRAFT', statusReason: 'too cheap' });
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 4');
    const theirs = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
    eventOf(lodge.run('approveBooking', { bookingId: theirs.id }, managerOnDuty), 'BookingConfirmed');
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 1 confirmed, 0 forced of 4');
    expect(balances(lodge)).toEqual({ '1200': 3_200_000, '2200': -3_200_000 });
  });

  test('[B3] the channel collects: sold at once, its money owed by the channel, its commission earned and recalled [A1]', () => {
    const { lodge, departure } = aDepartureOf(4);
    const channelId = aChannel(lodge);
    const answer = hold(lodge, [seatsItem(departure.id)], { source: 'ota', channelId, externalRef: 'V-1' });
    expect(heldBooking(lodge, answer)).toMatchObject({ status: 'CONFIRMED', depositDue: 0, receivable: 3_200_000 });
    expect(lodge.one('slot', departure.slotId)).toMatchObject({ ota: 1, manual: 0, confirmed: 1, held: 0 });
    expect(balances(lodge)).toEqual({ '1250': 3_200_000, '2200': -3_200_000, '2400': -640_000, '5000': 640_000 });
    cancel(lodge, heldBooking(lodge, answer).id);
    expect(balances(lodge)).toEqual({});
    expect(lodge.all('commission').map(({ amount, recalled }) => [amount, recalled])).toEqual([[640_000, 640_000]]);
  });

  test('[B5] a reseller’s second push of a reference answers with the first booking, and takes nothing', () => {
    const { lodge, departure } = aDepartureOf(4);
    const push = { source: 'ota', channelId: aChannel(lodge), externalRef: 'V-77' };
    const first = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)], push));
    const again = eventOf(hold(lodge, [seatsItem(departure.id, 2)], push), 'BookingKnown');
    expect(again).toMatchObject({ bookingId: first.id, number: first.number, status: 'CONFIRMED' });
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 2 confirmed, 0 forced of 4');
    const other = { ...push, channelId: aChannel(lodge, { code: 'GYG' }) };
    eventOf(hold(lodge, [seatsItem(departure.id)], other), 'ItemsHeld');
  });

  test('[C2] [I2] a late push: free, it is taken; within the overbooking limit, taken and flagged; beyond, refused', () => {
    const { lodge, departure } = aDepartureOf(1, { overbookingLimit: 1 });
    const channelId = aChannel(lodge);
    const push = (externalRef: string) =>
      hold(lodge, [seatsItem(departure.id)], { source: 'ota', channelId, externalRef });
    expect(heldBooking(lodge, push('1'))).toMatchObject({ status: 'CONFIRMED', overbooked: false });
    expect(heldBooking(lodge, push('2'))).toMatchObject({ status: 'CONFIRMED', overbooked: true });
    expect(push('3')).toMatchObject({ ok: false, reason: 'sold-out' });
    // Nobody else uses the limit.
    const { lodge: other, departure: full } = aDepartureOf(0 + 1, { overbookingLimit: 1 });
    sell(other, full.id);
    expect(hold(other, [seatsItem(full.id)])).toMatchObject({ ok: false, reason: 'sold-out' });
    expect(hold(other, [seatsItem(full.id)], { overbook: true })).toMatchObject({ ok: false, reason: 'no-right' });
  });

  test('[I11] after the cutoff only a manager books, and says why; a cancellation is taken until it departs, then refused', () => {
    const { lodge, departure } = aDepartureOf(3);
    const channelId = aChannel(lodge);
    const pushed = heldBooking(
      lodge,
      hold(lodge, [seatsItem(departure.id)], { source: 'ota', channelId, externalRef: 'a' }),
    );
    const second = heldBooking(
      lodge,
      hold(lodge, [seatsItem(departure.id)], { source: 'ota', channelId, externalRef: 'b' }),
    );
    lodge.clock = departure.cutoffAt;
    expect(hold(lodge, [seatsItem(departure.id)])).toMatchObject({ ok: false, reason: 'past-cutoff' });
    expect(hold(lodge, [seatsItem(departure.id)], { lateReason: 'regular' })).toMatchObject({
      ok: false,
      reason: 'no-right',
    });
    heldBooking(lodge, hold(lodge, [seatsItem(departure.id)], { lateReason: 'a regular guest' }, managerOnDuty));
    eventOf(cancel(lodge, pushed.id), 'BookingCancelled');
    lodge.clock = departure.startsAt;
    expect(cancel(lodge, second.id)).toMatchObject({ ok: false, reason: 'departed' });
    expect(hold(lodge, [seatsItem(departure.id)], { lateReason: 'x' }, managerOnDuty)).toMatchObject({
      ok: false,
      reason: 'departed',
    });
  });

  test('[I7] a channel group never passes its quota, and the rest shares the pool', () => {
    const quotas = { ota: { units: 2, basisPoints: null, releasedAt: null } };
    const { lodge, departure } = aDepartureOf(5, { quotas });
    const channelId = aChannel(lodge, { mayOverbook: false });
    const push = (externalRef: string) =>
      hold(lodge, [seatsItem(departure.id, 2)], { source: 'ota', channelId, externalRef });
    heldBooking(lodge, push('1'));
    expect(push('2')).toMatchObject({ ok: false, reason: 'quota-reached', detail: { group: 'ota', left: 0, item: 0 } });
    heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 3)]));
  });

  test('[I12] what a channel does is its settings: the same source with others behaves otherwise', () => {
    const { lodge, departure } = aDepartureOf(5);
    const plain = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)], { source: 'ota', externalRef: 'x' }));
    expect(plain.status).toBe('HELD');
    const channelId = aChannel(lodge, { code: 'WEB', source: 'website', channelGroup: 'website', mayOverbook: false });
    const web = heldBooking(
      lodge,
      hold(lodge, [seatsItem(departure.id)], { source: 'website', channelId, externalRef: 'w' }),
    );
    expect(web.status).toBe('CONFIRMED');
  });

  test('[I13] [A1] one item of a package is given up: its seats, its goods and its share of the commission; the stay stands', () => {
    const { lodge, departure, roomTypeId } = aDepartureOf(4);
    const booking = heldBooking(lodge, hold(lodge, [stayItem(roomTypeId), seatsItem(departure.id, 2)]));
    pay(lodge, booking.id, booking.total);
    const [seats] = lodge.all('seats');
    const draft = { bookingId: booking.id, itemId: seats?.id, reason: 'ill' };
    eventOf(
      lodge.run('cancelItem', { ...draft, expectedVersion: lodge.one('booking', booking.id).version }),
      'ItemsCancelled',
    );
    expect(lodge.one('booking', booking.id)).toMatchObject({
      status: 'CONFIRMED',
      total: 1_000_000,
      depositHeld: 7_400_000,
    });
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 4');
    expect(balances(lodge)).toEqual({ '1000': 7_400_000, '2000': -7_400_000 });
    expect(lodge.run('refundCash', { bookingId: booking.id, exceptionId: null, amount: 6_400_000 }).ok).toBe(true);
    const stay = lodge.all('stay')[0]?.id;
    const last = { ...draft, itemId: stay, expectedVersion: lodge.one('booking', booking.id).version };
    eventOf(lodge.run('cancelItem', last), 'BookingCancelled');
    expect(lodge.all('slot').every(({ held, confirmed }) => held + confirmed === 0)).toBe(true);
    expect(balances(lodge)).toEqual({ '1000': 1_000_000, '2000': -1_000_000 });
  });

  test('[A1] cancelling seats posts the mirror: what is owed falls, what was paid is the guest’s again, and can be given back', () => {
    const { lodge, departure } = aDepartureOf(4);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
    pay(lodge, booking.id, 2_000_000);
    expect(lodge.run('refundCash', { bookingId: booking.id, exceptionId: null, amount: 1 })).toMatchObject({
      ok: false,
      reason: 'amount-invalid',
    });
    cancel(lodge, booking.id);
    expect(lodge.one('booking', booking.id)).toMatchObject({
      status: 'CANCELLED',
      receivable: 0,
      depositHeld: 2_000_000,
    });
    expect(balances(lodge)).toEqual({ '1000': 2_000_000, '2000': -2_000_000 });
    lodge.run('refundCash', { bookingId: booking.id, exceptionId: null, amount: 2_000_000 });
    expect(balances(lodge)).toEqual({});
  });

  test('[B9] the deposit was paid and the balance was not: on the day after it was due the policy cancels, and not before', () => {
    const { lodge, departure } = aDepartureOf(4);
    lodge.run('setBookingPolicy', { ...policy, balanceDays: 3 }, managerOnDuty);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
    pay(lodge, booking.id, booking.depositDue);
    expect(booking.balanceDueOn).toBe('2026-11-21');
    const run = () => lodge.run('cancelUnpaid', { bookingId: booking.id }, managerOnDuty);
    lodge.run('rollDay', { businessDate: '2026-11-21' }, managerOnDuty);
    run();
    expect(lodge.one('booking', booking.id).status).toBe('CONFIRMED');
    lodge.run('rollDay', { businessDate: '2026-11-22' }, managerOnDuty);
    run();
    expect(lodge.one('booking', booking.id)).toMatchObject({ status: 'CANCELLED', statusReason: 'balance-unpaid' });
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 4');
  });

  test('[B6] travellers who stay keep the agreed price, who join pay today’s, who leave give their seats on', () => {
    const { lodge, departure } = aDepartureOf(3);
    const booking = sell(lodge, departure.id, 2);
    const [seats] = lodge.all('seats');
    const change = (adults: number, children: number) =>
      lodge.run('changePax', {
        seatsId: seats?.id,
        expectedVersion: lodge.one('seats', seats?.id ?? '').version,
        pax: [
          { category: 'adult', count: adults },
          { category: 'child', count: children },
        ],
      });
    eventOf(change(2, 1), 'PaxChanged');
    expect(lodge.one('booking', booking.id)).toMatchObject({
      total: 8_400_000,
      paymentStatus: 'PARTIAL',
      receivable: 2_000_000,
    });
    expect(change(4, 0)).toMatchObject({ ok: false, reason: 'sold-out' });
    eventOf(change(1, 0), 'PaxChanged');
    expect(lodge.one('booking', booking.id)).toMatchObject({ total: 3_200_000, depositHeld: 3_200_000, receivable: 0 });
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 1 confirmed, 0 forced of 3');
    expect(balances(lodge)).toEqual({ '1000': 6_400_000, '2000': -3_200_000, '2200': -3_200_000 });
  });

  test('[U7] an agent’s commission is by its rules, on what is sold before tax', () => {
    const { lodge, departure, roomTypeId } = aDepartureOf(4);
    const rules = [
      { productId: departure.productId, basisPoints: 1_500 },
      { productId: null, basisPoints: 1_000 },
    ];
    const agent = { expectedVersion: null, code: 'HT', name: 'Hima', email: '', phone: '', rules, active: true };
    const { agentId } = eventOf(lodge.run('setAgent', agent, managerOnDuty), 'AgentSet');
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id), stayItem(roomTypeId)], { agentId }));
    pay(lodge, booking.id, booking.total);
    expect(lodge.all('commission').map(({ base, amount }) => [base, amount])).toEqual([[4_200_000, 480_000 + 100_000]]);
  });
});
