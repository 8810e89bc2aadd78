import { describe, expect, test } from 'vitest';
import type { Row } from '#shared/schema/entities.ts';
import { departureStatus } from '#shared/tours/departure-status.ts';
import { addADeparture } from '#test/support/a-departure.ts';
import { aLodgeWithDesks } from '#test/support/a-lodge-with-desks.ts';
import { aGuest, aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, eventOf, managerOnDuty, receptionist, system } from '#test/support/paper-lodge.ts';

describe('a departure in the hands of staff', () => {
  test('[I8] capacity below what is sold is refused, with the last to book as those affected; above it, seats come free', () => {
    const { lodge } = aLodge();
    const departure = addADeparture(lodge);
    const bookings = [2, 3, 4].map((seats) => sell(lodge, departure, seats));
    const refused = change(lodge, departure, { capacity: 6 });
    expect(refused).toMatchObject({ ok: false, reason: 'below-sold', detail: { sold: 9, capacity: 6, least: 9 } });
    const affected = refused.ok ? [] : (refused.detail['affected'] as { bookingId: string; units: number }[]);
    expect(affected).toMatchObject([{ bookingId: bookings[2], units: 4 }]);
    expect(change(lodge, departure, { capacity: 9 }).ok).toBe(true);
    expect(slotOf(lodge, departure)).toMatchObject({ total: 9, held: 9, forced: 0 });
    expect(statusOf(lodge, departure)).toBe('FULL');
    expect(change(lodge, departure, { capacity: 20 }).ok).toBe(true);
    expect(statusOf(lodge, departure)).toBe('OPEN');
  });

  test('[I8] [S31] what desks keep goes before anybody who booked, and is not said to be sold', () => {
    const { lodge, departure, topUp } = aLodgeWithDesks(14);
    const bookings = [3, 4].map((seats) => sell(lodge, departure, seats));
    for (const code of ['A', 'B']) eventOf(topUp(code), 'LeasesToppedUp');
    const detailOf = (more: Readonly<Record<string, unknown>>) => {
      const refused = change(lodge, departure, more);
      return refused.ok ? undefined : refused.detail;
    };
    expect(detailOf({ capacity: 8 })).toMatchObject({ sold: 7, leased: 4, least: 11, affected: [] });
    expect(detailOf({ capacity: 5 })).toMatchObject({ affected: [{ bookingId: bookings[1], units: 4 }] });
    const moved = detailOf({ date: '2026-11-26' });
    expect(moved).toMatchObject({ sold: 7, leased: 4 });
    expect(moved?.['affected']).toHaveLength(2);
  });

  test('[I2] the overbooking limit is not lowered below what is used of it', () => {
    const { lodge } = aLodge();
    const departure = addADeparture(lodge, '2026-11-24', { capacity: 4, overbookingLimit: 2 });
    sell(lodge, departure, 4);
    sell(lodge, departure, 1, { overbook: true });
    expect(slotOf(lodge, departure).held).toBe(5);
    expect(change(lodge, departure, { overbookingLimit: 0 })).toMatchObject({ reason: 'below-sold' });
    expect(change(lodge, departure, { overbookingLimit: 1, guide: 'Pemba' }).ok).toBe(true);
    // More seats make the overbooked one whole [I10].
    expect(change(lodge, departure, { capacity: 5, overbookingLimit: 1 }).ok).toBe(true);
    expect(lodge.all('heldUnits').every(({ overbooked }) => overbooked === 0)).toBe(true);
  });

  test('[I8] its day moves only while nobody has seats, and the old day has none to sell then', () => {
    const { lodge } = aLodge();
    const departure = addADeparture(lodge, '2026-11-24', { blocked: 2, quotas: { ota: quota(4) } });
    expect(change(lodge, departure, { date: '2026-11-26' }).ok).toBe(true);
    const moved = lodge.one('departure', departure.id);
    expect(moved).toMatchObject({ date: '2026-11-26', endsOn: '2026-11-29', startsAt: '2026-11-26T01:15:00.000Z' });
    expect(lodge.one('slot', departure.slotId)).toMatchObject({ total: 0, blocked: 0 });
    expect(slotOf(lodge, moved)).toMatchObject({ total: 14, blocked: 2, quotas: { ota: quota(4) } });
    expect(change(lodge, moved, { date: '2026-11-24', capacity: 10 }).ok).toBe(true);
    const back = lodge.one('departure', departure.id);
    expect(back.slotId).toBe(departure.slotId);
    expect(slotOf(lodge, back)).toMatchObject({ total: 10, blocked: 2 });
    sell(lodge, back, 1);
    expect(change(lodge, back, { date: '2026-11-27' })).toMatchObject({
      reason: 'invalid-transition',
      detail: { sold: 1 },
    });
  });

  test('[I8] another time is told to everybody with seats', () => {
    const { lodge } = aLodge();
    const departure = addADeparture(lodge);
    const bookingId = sell(lodge, departure, 2);
    expect(change(lodge, departure, { time: '06:00' }).ok).toBe(true);
    expect(lodge.one('departure', departure.id).cutoffAt).toBe('2026-11-23T11:15:00.000Z');
    expect(lodge.all('notice')).toMatchObject([
      { kind: 'departureMoved', bookingId, body: { fromTime: '07:00', time: '06:00' } },
    ]);
  });

  test('[I1] free seats are blocked and given back; those that are sold are not', () => {
    const { lodge } = aLodge();
    const departure = addADeparture(lodge);
    sell(lodge, departure, 10);
    const act = (command: string, units: number) =>
      lodge.run(command, { departureId: departure.id, units, ...(command === 'blockSeats' ? { reason: 'VIP' } : {}) });
    expect(act('blockSeats', 5)).toMatchObject({ reason: 'sold-out', detail: { free: 4 } });
    expect(act('blockSeats', 4).ok).toBe(true);
    expect(statusOf(lodge, departure)).toBe('FULL');
    expect(act('unblockSeats', 5)).toMatchObject({ reason: 'wrong-input' });
    expect(act('unblockSeats', 3).ok).toBe(true);
    expect(slotOf(lodge, departure)).toMatchObject({ blocked: 1, held: 10 });
  });

  test('[I8] [I11] it is put on sale and closed by hand, not past its cutoff', () => {
    const { lodge } = aLodge();
    const departure = addADeparture(lodge, '2026-12-24', { onSaleAt: '2026-12-01T00:00:00.000Z' });
    const { id: departureId } = departure;
    expect(statusOf(lodge, departure)).toBe('SCHEDULED');
    expect(lodge.run('openSale', { departureId, sale: 'open' }, managerOnDuty).ok).toBe(true);
    expect(statusOf(lodge, departure)).toBe('OPEN');
    expect(lodge.run('closeSale', { departureId, reason: 'Snow' }).ok).toBe(true);
    expect(statusOf(lodge, departure)).toBe('CLOSED');
    const soon = addADeparture(lodge, '2026-11-20', { time: '12:00' }, departure.productId);
    expect(lodge.run('openSale', { departureId: soon.id, sale: 'open' }, managerOnDuty)).toMatchObject({
      reason: 'past-cutoff',
    });
  });

  test('[I11] after the cutoff only a manager books, who says why', () => {
    const { lodge } = aLodge();
    const departure = addADeparture(lodge, '2026-11-20', { time: '12:00' });
    const late = (actor: typeof receptionist, lateReason: string) =>
      lodge.run('holdItems', draftOf(lodge, departure, 1, { lateReason }), actor);
    expect(late(receptionist, '')).toMatchObject({ reason: 'past-cutoff' });
    expect(late(receptionist, 'They stand here')).toMatchObject({ ok: false });
    expect(late(managerOnDuty, '')).toMatchObject({ ok: false });
    expect(late(managerOnDuty, 'They stand here').ok).toBe(true);
  });

  test('[I7] a quota is not set below what its group has, and one that was released binds nobody', () => {
    const { lodge } = aLodge();
    const departure = addADeparture(lodge);
    sell(lodge, departure, 4);
    const set = (quotas: unknown) => lodge.run('setQuotas', { departureId: departure.id, quotas }, managerOnDuty);
    expect(set({ manual: quota(3) })).toMatchObject({
      reason: 'below-sold',
      detail: { group: 'manual', quota: 3, sold: 4 },
    });
    expect(set({ manual: quota(4), ota: { units: null, basisPoints: 2_500, releasedAt: null } }).ok).toBe(true);
    expect(lodge.run('holdItems', draftOf(lodge, departure, 1))).toMatchObject({ reason: 'quota-reached' });
    expect(set({ manual: { ...quota(3), releasedAt: '2026-11-19T00:00:00.000Z' } }).ok).toBe(true);
    expect(lodge.run('holdItems', draftOf(lodge, departure, 1)).ok).toBe(true);
  });

  test('[I8] on the decision day staff hear once that the minimum is not reached; guaranteed, they do not', () => {
    const { lodge } = aLodge();
    const departure = addADeparture(lodge, '2026-11-23');
    const alert = ({ id }: Row<'departure'>) => lodge.run('alertDeparture', { departureId: id }, system);
    expect(eventOf(alert(departure), 'ExceptionOpened').exception.fields).toMatchObject({
      kind: 'minimum-not-reached',
      detail: { minParticipants: 4, confirmed: 0 },
    });
    expect(lodge.all('notice')).toMatchObject([{ kind: 'minimumNotReached', departureId: departure.id }]);
    expect(alert(departure).ok).toBe(false);
    const { productId } = departure;
    const later = addADeparture(lodge, '2026-11-24', {}, productId);
    expect(alert(later).ok).toBe(false);
    const sure = addADeparture(lodge, '2026-11-22', {}, productId);
    expect(lodge.run('guaranteeDeparture', { departureId: sure.id }, managerOnDuty).ok).toBe(true);
    expect(alert(sure).ok).toBe(false);
  });

  test('[P1] variants are other ways to join on the same seats', () => {
    const { lodge } = aLodge();
    const departure = addADeparture(lodge);
    const variant = {
      departureId: departure.id,
      name: 'From Kathmandu',
      time: '05:30',
      priceDifference: 250_000,
      position: 0,
    };
    const made = eventOf(lodge.run('addVariant', variant, managerOnDuty), 'VariantAdded').variant;
    expect(lodge.run('addVariant', variant, managerOnDuty)).toMatchObject({ reason: 'already-exists' });
    const { departureId: _departureId, ...fields } = variant;
    const off = { ...fields, variantId: made.id, expectedVersion: 1, active: false };
    expect(lodge.run('changeVariant', off, managerOnDuty).ok).toBe(true);
    expect(lodge.one('variant', made.id).active).toBe(false);
  });
});

const quota = (units: number) => ({ units, basisPoints: null, releasedAt: null });

function slotOf(lodge: PaperLodge, departure: Row<'departure'>) {
  return lodge.one('slot', lodge.one('departure', departure.id).slotId);
}

function statusOf(lodge: PaperLodge, departure: Row<'departure'>) {
  return departureStatus(lodge.one('departure', departure.id), slotOf(lodge, departure), 0, lodge.contextNow().now);
}

/** The departure as the form shows it, with something else in it. */
function change(lodge: PaperLodge, { id }: Row<'departure'>, more: Readonly<Record<string, unknown>>) {
  const departure = lodge.one('departure', id);
  const { version, date, time, minParticipants, waitlist, onSaleAt, guide, note, prices, slotId } = departure;
  const slot = lodge.one('slot', slotId);
  const draft = {
    departureId: id,
    expectedVersion: version,
    date,
    time,
    capacity: slot.total,
    overbookingLimit: slot.overbookingLimit,
    minParticipants,
    cutoffHours: 13,
    decisionDays: 3,
    waitlist,
    onSaleAt,
    guide,
    note,
    prices,
    ...more,
  };
  return lodge.run('changeDeparture', draft, managerOnDuty);
}

function sell(lodge: PaperLodge, departure: Row<'departure'>, count: number, more = {}): string {
  return eventOf(lodge.run('holdItems', draftOf(lodge, departure, count, more), managerOnDuty), 'ItemsHeld').booking.id;
}

function draftOf(
  lodge: PaperLodge,
  departure: Row<'departure'>,
  count: number,
  more: Readonly<Record<string, unknown>> = {},
) {
  return {
    guestId: aGuest(lodge, 'Hannah Brandt'),
    source: 'phone',
    channelId: null,
    agentId: null,
    promotionCode: '',
    override: null,
    holdType: null,
    waitsFor: '',
    overbook: false,
    lateReason: '',
    shownTotal: null,
    items: [
      {
        kind: 'seats',
        departureId: departure.id,
        variantId: null,
        pax: [{ category: 'adult', count }],
        travellers: '',
        requirements: '',
      },
    ],
    note: '',
    ...more,
  };
}
