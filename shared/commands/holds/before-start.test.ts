import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import type { Row } from '#shared/schema/entities.ts';
import { aGuest } from '#test/support/a-lodge.ts';
import { aDepartureOf, heldBooking, hold, pay, seatsItem, sell } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty, system } from '#test/support/paper-lodge.ts';
import { heldUntil } from './before-start.ts';

const joins = (lodge: PaperLodge, departureId: string) =>
  eventOf(
    lodge.run('joinWaitlist', {
      departureId,
      guestId: aGuest(lodge, 'Waiting'),
      variantId: null,
      pax: [{ category: 'adult', count: 1 }],
      source: 'phone',
      note: '',
    }),
    'WaitlistJoined',
  ).entry.id;

const cancel = (lodge: PaperLodge, { id }: Row<'booking'>) =>
  lodge.run('cancelBooking', { bookingId: id, expectedVersion: lodge.one('booking', id).version, reason: 'wish' });

const minutesBefore = (moment: string, minutes: number) =>
  new Date(Date.parse(moment) - minutes * 60_000).toISOString();

describe('what has left', () => {
  test('[I8] [I9] an offer ends with the start, and is not taken behind it; nobody is kept in it', () => {
    const { lodge, departure } = aDepartureOf(1, { waitlist: true, cutoffHours: 0 });
    const sold = sell(lodge, departure.id);
    const entryId = joins(lodge, departure.id);
    lodge.clock = minutesBefore(departure.startsAt, 20);
    cancel(lodge, sold);
    expect(lodge.one('waitlistEntry', entryId)).toMatchObject({
      status: 'offered',
      offeredUntil: departure.startsAt,
    });
    // At a desk whose replica says otherwise, as when the start was put forward.
    const early = Object.assign({}, departure, { startsAt: minutesBefore(departure.startsAt, 15) });
    lodge.rows.get('departure')?.set(departure.id, early);
    lodge.pass(10);
    const draft = { entryId, promotionCode: '', travellers: '', requirements: '', note: '' };
    expect(lodge.run('takeOffer', draft)).toMatchObject({ ok: false, reason: 'departed' });
    expect(lodge.run('markDeparted', { departureId: departure.id }, system).ok).toBe(true);
    expect(lodge.one('waitlistEntry', entryId).status).toBe('expired');
  });

  test('[I4] [I8] a hold is not extended beyond the start, nor sold behind it; a payment that began before is waited for [I6]', () => {
    const { lodge, departure } = aDepartureOf(3, { cutoffHours: 0 });
    lodge.clock = minutesBefore(departure.startsAt, 20);
    const [held, paying] = [1, 2].map(() => heldBooking(lodge, hold(lodge, [seatsItem(departure.id)])));
    if (held === undefined || paying === undefined) throw new Error('not held');
    const longer = (minutes: number) => lodge.run('extendHold', { holdId: held.holdId, minutes, waitsFor: '' });
    expect(held.expiresAt).toBe(departure.startsAt);
    eventOf(longer(24 * 60), 'HoldChanged');
    expect(lodge.one('hold', held.holdId ?? '').expiresAt).toBe(held.expiresAt);
    const asked = lodge.run('startPayment', { bookingId: paying.id, amount: paying.total, method: 'CARD' });
    lodge.pass(20);
    expect(longer(5)).toMatchObject({ ok: false, reason: 'departed' });
    expect(pay(lodge, held.id, held.total)).toMatchObject({ ok: false, reason: 'departed' });
    const paymentId = eventOf(asked, 'PaymentAsked').payment.id;
    eventOf(lodge.run('settlePayment', { paymentId, outcome: 'succeeded', reference: 'g' }), 'BookingConfirmed');
  });

  test('[I4] [I8] no hold is begun to last beyond the start: not a sale’s, a draft’s held again, nor one that waits for a manager', () => {
    const { lodge, departure } = aDepartureOf(3, { cutoffHours: 0 });
    const policy = { ...defaultPolicy, expectedVersion: null, approvalAbove: 6_000_000 };
    lodge.run('setBookingPolicy', policy, managerOnDuty);
    lodge.clock = minutesBefore(departure.startsAt, 10);
    const waits = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
    expect(waits).toMatchObject({ status: 'PENDING_APPROVAL', expiresAt: departure.startsAt });
    const rejected = { bookingId: waits.id, reason: 'Not yet' };
    eventOf(lodge.run('rejectBooking', rejected, managerOnDuty), 'HoldEnded');
    eventOf(lodge.run('holdDraft', { bookingId: waits.id }), 'HoldChanged');
    expect(lodge.one('booking', waits.id).expiresAt).toBe(departure.startsAt);
    for (const line of lodge.all('heldUnits').filter(({ status }) => status === 'active'))
      expect(line.expiresAt <= departure.startsAt).toBe(true);
  });

  test('[I8] [S32] what a desk sold before the start and is heard of behind it is held for its money all the same', () => {
    const { departure } = aDepartureOf(3, { cutoffHours: 0 });
    const arrivedAt = minutesBefore(departure.startsAt, -60);
    expect(heldUntil(30, [departure], { arrivedAt })).toBe(minutesBefore(departure.startsAt, -90));
    expect(heldUntil(30, [departure], { arrivedAt: minutesBefore(departure.startsAt, 10) })).toBe(departure.startsAt);
    expect(heldUntil(5, [departure], { arrivedAt: minutesBefore(departure.startsAt, 10) })).toBe(
      minutesBefore(departure.startsAt, 5),
    );
  });
});
