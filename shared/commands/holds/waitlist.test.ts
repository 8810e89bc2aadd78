import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import type { Row } from '#shared/schema/entities.ts';
import { aGuest } from '#test/support/a-lodge.ts';
import { aDepartureOf, figuresOf, heldBooking, hold, pay, seatsItem, sell } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty, system } from '#test/support/paper-lodge.ts';

const waits = (lodge: PaperLodge, departureId: string, adults: number, name = 'Waiting') =>
  eventOf(
    lodge.run('joinWaitlist', {
      departureId,
      guestId: aGuest(lodge, name),
      variantId: null,
      pax: [{ category: 'adult', count: adults }],
      source: 'phone',
      note: '',
    }),
    'WaitlistJoined',
  ).entry.id;

const cancel = (lodge: PaperLodge, booking: Row<'booking'>) =>
  lodge.run('cancelBooking', {
    bookingId: booking.id,
    expectedVersion: lodge.one('booking', booking.id).version,
    reason: 'wish',
  });

describe('who waits, and what comes free', () => {
  test('[I9] units that come free are held for the first who waits, for four hours, with a notice; then for the next', () => {
    const { lodge, departure } = aDepartureOf(2, { waitlist: true });
    const sold = sell(lodge, departure.id, 2);
    const first = waits(lodge, departure.id, 2, 'First');
    const second = waits(lodge, departure.id, 1, 'Second');
    cancel(lodge, sold);
    const offered = lodge.one('waitlistEntry', first);
    expect(offered.status).toBe('offered');
    expect(Date.parse(offered.offeredUntil ?? '') - Date.parse(offered.updatedAt)).toBe(4 * 3_600_000);
    expect(lodge.all('notice').map(({ kind, waitlistEntryId }) => [kind, waitlistEntryId])).toEqual([
      ['waitlistOffer', first],
    ]);
    expect(hold(lodge, [seatsItem(departure.id)])).toMatchObject({ ok: false, reason: 'sold-out' });
    lodge.pass(4 * 60 + 1);
    lodge.run('expireHold', { holdId: offered.holdId }, system);
    expect(lodge.one('waitlistEntry', first).status).toBe('expired');
    expect(lodge.one('waitlistEntry', second).status).toBe('offered');
    heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
  });

  test('[I9] [B3] [B7] an offer is taken at the price that holds where it is decided; above the threshold it waits for a manager', () => {
    const { lodge: server, departure } = aDepartureOf(2, { waitlist: true });
    const sold = sell(server, departure.id, 2);
    const entryId = waits(server, departure.id, 2);
    cancel(server, sold);
    const desk = server.copy('B');
    const draft = { entryId, promotionCode: '', travellers: '', requirements: '', note: '' };
    const taken = desk.run('takeOffer', draft);
    if (!taken.ok) throw new Error(taken.reason);
    const tax = { code: 'VAT', name: 'VAT', appliesTo: 'all', per: 'item', base: 'afterDiscount', inclusive: false };
    const more = { basisPoints: 1_300, amount: 0, position: 0, fromDate: '2026-01-01', toDate: null, active: true };
    eventOf(server.run('setTaxRule', { expectedVersion: null, ...tax, ...more }, managerOnDuty), 'TaxRuleSet');
    expect(server.receive(taken.recorded, 'B')).toMatchObject({
      outcome: 'refused',
      refusal: { reason: 'price-changed' },
    });
    server.run(
      'setBookingPolicy',
      { ...defaultPolicy, expectedVersion: null, approvalAbove: 1_000_000 },
      managerOnDuty,
    );
    const again = eventOf(server.run('takeOffer', draft), 'OfferTaken');
    expect(server.one('booking', again.booking.id).status).toBe('PENDING_APPROVAL');
    eventOf(server.run('approveBooking', { bookingId: again.booking.id }, managerOnDuty), 'BookingConfirmed');
    expect(figuresOf(server, departure.slotId)).toBe('0 held, 2 confirmed, 0 forced of 2');
  });

  test('[I9] an entry that does not fit lets those behind it be served, and is served when it fits', () => {
    const { lodge, departure } = aDepartureOf(5, { waitlist: true });
    const [a, b, c] = [sell(lodge, departure.id, 2), sell(lodge, departure.id, 2), sell(lodge, departure.id, 1)];
    const big = waits(lodge, departure.id, 4, 'Four of them');
    const small = waits(lodge, departure.id, 2, 'Two of them');
    cancel(lodge, a);
    expect([big, small].map((id) => lodge.one('waitlistEntry', id).status)).toEqual(['waiting', 'offered']);
    lodge.run('releaseHold', { holdId: lodge.one('waitlistEntry', small).holdId, reason: '' });
    const later = waits(lodge, departure.id, 3, 'Three of them');
    cancel(lodge, c);
    // Three are free: the four do not fit, the three behind them do.
    expect([big, later].map((id) => lodge.one('waitlistEntry', id).status)).toEqual(['waiting', 'offered']);
    lodge.run('leaveWaitlist', { entryId: later });
    cancel(lodge, b);
    expect(lodge.one('waitlistEntry', big).status).toBe('offered');
    expect(figuresOf(lodge, departure.slotId)).toBe('4 held, 0 confirmed, 0 forced of 5');
  });

  test('[I9] nobody overtakes an entry that fits: who comes first after a hold ran out finds it served', () => {
    const { lodge, departure } = aDepartureOf(2, { waitlist: true });
    heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
    const entry = waits(lodge, departure.id, 2);
    lodge.pass(31);
    // No job has come by: the buyer's own decision finds what ran out, and who waits for it.
    expect(hold(lodge, [seatsItem(departure.id, 1)])).toMatchObject({ ok: false, reason: 'sold-out' });
    lodge.run('joinWaitlist', {
      departureId: departure.id,
      guestId: aGuest(lodge, 'Late'),
      variantId: null,
      pax: [{ category: 'adult', count: 1 }],
      source: 'walkIn',
      note: '',
    });
    expect(lodge.one('waitlistEntry', entry).status).toBe('offered');
  });

  test('[I9] who waited takes the offer: a booking of their own, confirmed by its money; one that ran out is refused', () => {
    const { lodge, departure } = aDepartureOf(2, { waitlist: true });
    const sold = sell(lodge, departure.id, 2);
    const entry = waits(lodge, departure.id, 2);
    cancel(lodge, sold);
    const draft = { entryId: entry, promotionCode: '', travellers: '', requirements: '', note: '' };
    const taken = eventOf(lodge.run('takeOffer', draft), 'OfferTaken');
    expect(taken.booking.fields).toMatchObject({ status: 'HELD', total: 6_400_000 });
    eventOf(pay(lodge, taken.booking.id, 6_400_000), 'BookingConfirmed');
    expect(lodge.one('waitlistEntry', entry).status).toBe('booked');
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 2 confirmed, 0 forced of 2');
    expect(lodge.run('takeOffer', draft)).toMatchObject({ ok: false, reason: 'invalid-transition' });
    const next = waits(lodge, departure.id, 1);
    cancel(lodge, lodge.one('booking', taken.booking.id));
    lodge.pass(4 * 60 + 1);
    expect(lodge.run('takeOffer', { ...draft, entryId: next })).toMatchObject({ ok: false, reason: 'hold-ended' });
  });

  test('[I9] staff offer seats by hand to one whose turn has passed', () => {
    const { lodge, departure } = aDepartureOf(2, { waitlist: true });
    const sold = sell(lodge, departure.id, 2);
    const entry = waits(lodge, departure.id, 2);
    cancel(lodge, sold);
    lodge.pass(4 * 60 + 1);
    lodge.run('expireHold', { holdId: lodge.one('waitlistEntry', entry).holdId }, system);
    eventOf(lodge.run('offerSeats', { entryId: entry, overbook: false }), 'SeatsOffered');
    expect(lodge.one('waitlistEntry', entry).status).toBe('offered');
    expect(figuresOf(lodge, departure.slotId)).toBe('2 held, 0 confirmed, 0 forced of 2');
  });

  test('[I10] two overbooked, two cancellations: both are whole, the oldest first, and only then who waits is served', () => {
    const { lodge, departure } = aDepartureOf(4, { waitlist: true, overbookingLimit: 2 });
    const sold = [1, 2, 3, 4].map(() => sell(lodge, departure.id));
    const over = ['Older', 'Younger'].map((name) => {
      const booking = heldBooking(
        lodge,
        hold(lodge, [seatsItem(departure.id)], { name, overbook: true }, managerOnDuty),
      );
      pay(lodge, booking.id, booking.total);
      return lodge.one('booking', booking.id);
    });
    expect(over.map(({ overbooked }) => overbooked)).toEqual([true, true]);
    const entry = waits(lodge, departure.id, 1);
    const wholeAfter = (index: number) => {
      const [booking] = sold.slice(index, index + 1);
      if (booking !== undefined) cancel(lodge, booking);
      return over.map(({ id }) => lodge.one('booking', id).overbooked);
    };
    expect(wholeAfter(0)).toEqual([false, true]);
    expect(wholeAfter(1)).toEqual([false, false]);
    expect(lodge.one('waitlistEntry', entry).status).toBe('waiting');
    wholeAfter(2);
    expect(lodge.one('waitlistEntry', entry).status).toBe('offered');
    expect(lodge.all('seats').reduce((sum, seats) => sum + seats.overbooked, 0)).toBe(0);
  });

  test('[I2] [I10] what is held beyond what is there is made whole as well, before it is sold', () => {
    const { lodge, departure } = aDepartureOf(1, { overbookingLimit: 1 });
    const sold = sell(lodge, departure.id);
    const over = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)], { overbook: true }, managerOnDuty));
    expect(
      lodge
        .all('heldUnits')
        .filter(({ status }) => status === 'active')
        .map(({ overbooked }) => overbooked),
    ).toEqual([1]);
    cancel(lodge, sold);
    expect(lodge.one('booking', over.id).overbooked).toBe(false);
    pay(lodge, over.id, over.total);
    expect(lodge.all('seats').map(({ status, overbooked }) => [status, overbooked])).toContainEqual(['CONFIRMED', 0]);
  });

  test('[I9] nobody joins where nobody is kept waiting, and a departure that is shut serves nobody', () => {
    const { lodge, departure } = aDepartureOf(2);
    const draft = {
      departureId: departure.id,
      guestId: aGuest(lodge, 'X'),
      variantId: null,
      pax: [{ category: 'adult', count: 1 }],
      source: 'phone',
      note: '',
    };
    expect(lodge.run('joinWaitlist', draft)).toMatchObject({ ok: false, reason: 'not-on-sale' });
  });
});
