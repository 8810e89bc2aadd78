import { describe, expect, test } from 'vitest';
import type { Row } from '#shared/schema/entities.ts';
import { aGuest } from '#test/support/a-lodge.ts';
import { aDepartureOf, sell } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty, system } from '#test/support/paper-lodge.ts';

describe('who waits where the clock or the plan lets them in', () => {
  test('[I9] [I11] a cutoff that is moved later serves those who wait, one that is moved before now serves nobody', () => {
    const { lodge, departure } = aDepartureOf(2, { waitlist: true, time: '12:00', cutoffHours: 48 });
    const booking = sell(lodge, departure.id, 2);
    const entryId = waits(lodge, departure.id);
    // Past the cutoff seats that come free are offered to nobody.
    lodge.clock = '2026-11-23T00:00:00.000Z';
    const { version: expectedVersion } = lodge.one('booking', booking.id);
    lodge.run('cancelBooking', { bookingId: booking.id, expectedVersion, reason: 'wish' }, managerOnDuty);
    expect(lodge.one('waitlistEntry', entryId).status).toBe('waiting');
    change(lodge, departure, { cutoffHours: 40 });
    expect(lodge.one('waitlistEntry', entryId).status).toBe('waiting');
    change(lodge, departure, { cutoffHours: 6 });
    expect(lodge.one('waitlistEntry', entryId).status).toBe('offered');
  });

  test('[I9] more seats on a departure whose cutoff is moved before now go to nobody who waits', () => {
    const { lodge, departure } = aDepartureOf(2, { waitlist: true });
    sell(lodge, departure.id, 2);
    const entryId = waits(lodge, departure.id);
    change(lodge, departure, { cutoffHours: 200, capacity: 4 });
    expect(lodge.one('waitlistEntry', entryId).status).toBe('waiting');
  });

  test('[I7] [I9] a quota that was released by its moment lets in who waits; nothing happens where nobody fits', () => {
    const quotas = { manual: { units: 2, basisPoints: null, releasedAt: '2026-11-21T00:00:00.000Z' } };
    const { lodge, departure } = aDepartureOf(3, { waitlist: true, quotas });
    sell(lodge, departure.id, 2);
    const entryId = waits(lodge, departure.id);
    const serve = () => lodge.run('serveWaitlist', { departureId: departure.id }, system);
    expect(serve()).toMatchObject({ ok: true, events: [] });
    lodge.clock = '2026-11-21T00:00:00.000Z';
    expect(serve().ok).toBe(true);
    expect(lodge.one('waitlistEntry', entryId).status).toBe('offered');
  });
});

function waits(lodge: PaperLodge, departureId: string): string {
  const pax = [{ category: 'adult', count: 1 }];
  const draft = { departureId, guestId: aGuest(lodge, 'Waiting'), variantId: null, pax, source: 'phone', note: '' };
  return eventOf(lodge.run('joinWaitlist', draft), 'WaitlistJoined').entry.id;
}

/** The departure as the form shows it, with something else in it. */
function change(lodge: PaperLodge, { id }: Row<'departure'>, more: Readonly<Record<string, unknown>>): void {
  const departure = lodge.one('departure', id);
  const { version, date, time, minParticipants, waitlist, onSaleAt, guide, note, prices } = departure;
  const standing = { date, time, minParticipants, waitlist, onSaleAt, guide, note, prices };
  const { total: capacity, overbookingLimit } = lodge.one('slot', departure.slotId);
  const form = {
    departureId: id,
    expectedVersion: version,
    capacity,
    overbookingLimit,
    cutoffHours: 13,
    decisionDays: 3,
  };
  eventOf(lodge.run('changeDeparture', { ...form, ...standing, ...more }, managerOnDuty), 'DepartureChanged');
}
