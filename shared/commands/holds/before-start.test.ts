import { describe, expect, test } from 'vitest';
import type { Row } from '#shared/schema/entities.ts';
import { aGuest } from '#test/support/a-lodge.ts';
import { aDepartureOf, heldBooking, hold, pay, seatsItem, sell } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, system } from '#test/support/paper-lodge.ts';

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
    expect(held.expiresAt).toBe(minutesBefore(departure.startsAt, -10));
    eventOf(longer(24 * 60), 'HoldChanged');
    expect(lodge.one('hold', held.holdId ?? '').expiresAt).toBe(held.expiresAt);
    const asked = lodge.run('startPayment', { bookingId: paying.id, amount: paying.total, method: 'CARD' });
    lodge.pass(20);
    expect(longer(5)).toMatchObject({ ok: false, reason: 'departed' });
    expect(pay(lodge, held.id, held.total)).toMatchObject({ ok: false, reason: 'departed' });
    const paymentId = eventOf(asked, 'PaymentAsked').payment.id;
    eventOf(lodge.run('settlePayment', { paymentId, outcome: 'succeeded', reference: 'g' }), 'BookingConfirmed');
  });
});
