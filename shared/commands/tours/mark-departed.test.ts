import { describe, expect, test } from 'vitest';
import type { Row } from '#shared/schema/entities.ts';
import { aGuest } from '#test/support/a-lodge.ts';
import { aDepartureOf, balances, hold, pay, seatsItem, sell, stayItem } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty, system } from '#test/support/paper-lodge.ts';

const YESTERDAY = '2026-11-19T01:15:00.000Z';

describe('a departure that has left', () => {
  test('[I8] [A1] its sold seats are used, what was deferred is earned, those who wait have waited in vain', () => {
    const { lodge, departure } = aDepartureOf(2, { waitlist: true });
    const booking = sell(lodge, departure.id, 2);
    joinWaitlist(lodge, departure);
    leave(lodge, departure);
    const left = lodge.run('markDeparted', { departureId: departure.id }, system);
    expect(eventOf(left, 'SeatsEarned')).toMatchObject({ bookingId: booking.id, net: booking.total });
    expect(lodge.one('departure', departure.id).state).toBe('departed');
    expect(lodge.all('seats').map(({ status }) => status)).toEqual(['COMPLETED']);
    expect(lodge.one('booking', booking.id).status).toBe('COMPLETED');
    expect(lodge.all('waitlistEntry').map(({ status }) => status)).toEqual(['expired']);
    // Cash against tour revenue: nothing stands deferred any more.
    expect(balances(lodge)).toEqual({ '1000': booking.total, '4100': -booking.total });
  });

  test('[I8] [A1] twice is once; a sale that arrives after it is earned by itself', () => {
    const { lodge, departure } = aDepartureOf(4);
    sell(lodge, departure.id, 1);
    const late = sell(lodge, departure.id, 2);
    const seats = lodge.all('seats').find(({ bookingId }) => bookingId === late.id);
    lodge.rows.get('seats')?.delete(seats?.id ?? '');
    leave(lodge, departure);
    const mark = () => lodge.run('markDeparted', { departureId: departure.id }, system);
    expect(mark().ok).toBe(true);
    expect(mark()).toMatchObject({ ok: false, reason: 'invalid-transition' });
    // Confirmed by a desk that was offline, it comes to stand only now.
    if (seats !== undefined) lodge.rows.get('seats')?.set(seats.id, seats);
    expect(eventOf(mark(), 'SeatsEarned').bookingId).toBe(late.id);
    expect(mark().ok).toBe(false);
    expect(balances(lodge)['4100']).toBe(-3 * 3_200_000);
  });

  test('[I8] it has not left before its time', () => {
    const { lodge, departure } = aDepartureOf(2);
    expect(lodge.run('markDeparted', { departureId: departure.id }, managerOnDuty)).toMatchObject({
      reason: 'invalid-transition',
    });
  });

  test('[B1] a booking with nights to come is not over with its tour', () => {
    const { lodge, departure, roomTypeId } = aDepartureOf(2);
    const held = hold(lodge, [seatsItem(departure.id), stayItem(roomTypeId)]);
    const { id, fields } = eventOf(held, 'ItemsHeld').booking;
    eventOf(pay(lodge, id, fields.total), 'BookingConfirmed');
    leave(lodge, departure);
    expect(lodge.run('markDeparted', { departureId: departure.id }, system).ok).toBe(true);
    expect(lodge.one('booking', id).status).toBe('CONFIRMED');
  });
});

describe('what guests are told in time', () => {
  test('[C4] [B9] of their departure and of what is still to pay, once each', () => {
    const { lodge, departure } = aDepartureOf(2);
    const held = hold(lodge, [seatsItem(departure.id)]);
    const { id, fields } = eventOf(held, 'ItemsHeld').booking;
    eventOf(pay(lodge, id, fields.depositDue), 'BookingConfirmed');
    for (let time = 0; time < 2; time++) {
      expect(lodge.run('queueReminder', { bookingId: id, departureId: departure.id }, system).ok).toBe(true);
      expect(lodge.run('queueBalanceNotice', { bookingId: id }, system).ok).toBe(true);
    }
    expect(lodge.all('notice').map(({ kind, body }) => [kind, body['amount'] ?? body['date']])).toEqual([
      ['reminder', '2026-11-24'],
      ['balanceDue', fields.total - fields.depositDue],
    ]);
  });
});

/** The clock has passed its start. */
function leave(lodge: PaperLodge, departure: Row<'departure'>): void {
  lodge.rows.get('departure')?.set(departure.id, Object.assign({}, departure, { startsAt: YESTERDAY }));
}

function joinWaitlist(lodge: PaperLodge, departure: Row<'departure'>): void {
  const [like] = lodge.all('seats');
  if (like === undefined) throw new Error('nobody is aboard');
  const { tenantId, propertyId, version, writer, createdAt, createdBy, updatedAt, updatedBy } = like;
  const base = { tenantId, propertyId, version, writer, createdAt, createdBy, updatedAt, updatedBy };
  const id = 'a0000000-0000-7000-8000-000000000001';
  const row: Row<'waitlistEntry'> = {
    id,
    ...base,
    departureId: departure.id,
    slotId: departure.slotId,
    guestId: aGuest(lodge, 'Tom Aldridge'),
    variantId: null,
    pax: [{ category: 'adult', count: 1 }],
    units: 1,
    source: 'whatsapp',
    status: 'waiting',
    joinedAt: createdAt,
    holdId: null,
    offeredUntil: null,
    bookingId: null,
    note: '',
    channelId: null,
    agentId: null,
    channelGroup: null,
  };
  lodge.rows.set('waitlistEntry', new Map([[id, row]]));
}
