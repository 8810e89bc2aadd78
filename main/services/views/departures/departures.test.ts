import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  aDeparture,
  aHold,
  aProduct,
  aSeatBooking,
  aSeatLease,
  anEntry,
  departureIdOf,
} from '#test/integration/host-departures.ts';
import { type Replica, aReplica } from '#test/integration/host-replica.ts';
import { aGuest, aRow, idFor } from '#test/integration/host-rows.ts';
import { hereOf } from '../here.ts';
import { prepareDepartureBookings, prepareManifest } from './departure-bookings.ts';
import { type DepartureStandpoint, prepareDepartureWindow } from './departure-window.ts';
import { prepareDeparture } from './departure.ts';
import { prepareFindDepartures } from './find-departures.ts';
import { prepareProducts } from './products.ts';

const NOW = '2026-11-20T05:21:00.000Z';
const later = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
const hill = { product: 'PH', date: '2026-11-24' };

let replica: Replica;
beforeEach(() => (replica = aReplica()));
afterEach(() => replica.remove());

const at = (now = NOW): DepartureStandpoint => ({ ...replica.standpoint(), now, here: hereOf(replica.store().meta) });
const db = () => replica.store().db;
const month = (now = NOW) => prepareDepartureWindow(db())('2026-11-01', 30, at(now));
const page = (now = NOW) => prepareDeparture(db())(departureIdOf(hill), false, at(now));

describe('the month', () => {
  test('has a row per product and a cell per departure, with its seats and how it stands [I8]', () => {
    replica.given(
      aProduct('PH', { name: 'Ghorepani Poon Hill', position: 2 }),
      aProduct('DH', { name: 'Dhampus day hike', days: 1, hours: 7, position: 1 }),
      aProduct('OLD', { active: false }),
      aDeparture({ ...hill, slot: { total: 16, blocked: 2, held: 3, confirmed: 9, website: 6, ota: 3, manual: 3 } }),
      aDeparture({ product: 'DH', date: '2026-11-24', time: '08:00' }),
      aDeparture({ product: 'DH', date: '2026-12-01' }),
    );
    const view = month();
    expect(view.products.map(({ name }) => name)).toEqual(['Dhampus day hike', 'Ghorepani Poon Hill']);
    expect(view.departures).toEqual([
      expect.objectContaining({ id: departureIdOf(hill), status: 'FEW_LEFT', total: 16, blocked: 2, held: 3 }),
      expect.objectContaining({ date: '2026-11-24', time: '08:00', status: 'OPEN', confirmed: 0 }),
    ]);
  });

  test('shows a product that is no longer sold as long as one of its departures is in sight', () => {
    replica.given(aProduct('PH', { active: false }), aDeparture(hill));
    expect(month().products).toHaveLength(1);
    expect(prepareDepartureWindow(db())('2026-12-01', 30, at()).products).toEqual([]);
  });

  test('[I5] what has run out blocks nothing, though nobody has released it yet; what pays does', () => {
    const full = { total: 10, held: 4, confirmed: 6, website: 4, manual: 6 };
    replica.given(
      aProduct('PH'),
      aDeparture({ ...hill, slot: full }),
      aHold('cart', { of: hill, units: 2, expiresAt: later(5), group: 'website' }),
      aHold('card', { of: hill, units: 2, expiresAt: later(5), group: 'website', fields: { paying: true } }),
    );
    expect(month(later(4)).departures[0]).toMatchObject({ held: 4, status: 'WAITLIST' });
    expect(month(later(5)).departures[0]).toMatchObject({ held: 2, status: 'OPEN' });
  });

  test('says who waits, what is this desk’s own, and what was sold here and waits for the server [S32]', () => {
    replica.given(
      aProduct('PH'),
      aDeparture({ ...hill, slot: { held: 3, confirmed: 2, manual: 5 } }),
      anEntry('Emma', { of: hill, guest: 'Yuki Sato', units: 3, joinedAt: later(-60) }),
      anEntry('gone', { of: hill, guest: 'Yuki Sato', units: 1, joinedAt: later(-90), status: 'withdrawn' }),
      aSeatLease('A', hill, 2),
      aSeatLease('B', hill, 1),
      aSeatBooking('A1', { of: hill, guest: 'James Whitfield', units: 2, madeBy: 'A/1/11' }),
    );
    db()
      .prepare('INSERT INTO before_image (epoch, seq, ordinal, entity, id, row) VALUES (1, 11, 0, ?, ?, NULL)')
      .run('seats', idFor('seats A1'));
    expect(month().departures[0]).toMatchObject({ waiting: 1, promised: 2, tentative: 2 });
  });
});

describe('a departure', () => {
  test('tells its capacity, its groups with their quotas, its holds and who waits [I7]', () => {
    replica.given(
      aProduct('PH'),
      aDeparture({
        ...hill,
        slot: {
          total: 16,
          blocked: 2,
          held: 5,
          confirmed: 9,
          website: 6,
          ota: 3,
          manual: 5,
          overbookingLimit: 1,
          quotas: {
            website: { units: 6, basisPoints: null, releasedAt: null },
            ota: { units: null, basisPoints: 3000, releasedAt: null },
          },
        },
      }),
      aSeatBooking('W1', { of: hill, guest: 'James Whitfield', units: 2, status: 'HELD' }),
      aHold('website', { of: hill, units: 2, expiresAt: later(12), group: 'website', booking: 'W1' }),
      aHold('passport', { of: hill, units: 1, expiresAt: later(1368), fields: { waitsFor: 'passport awaited' } }),
      aHold('over', { of: hill, units: 4, expiresAt: later(-1), fields: { status: 'expired' } }),
      aSeatLease('A', hill, 2),
      anEntry('second', { of: hill, guest: 'Yuki Sato', units: 1, joinedAt: later(-10) }),
      anEntry('first', { of: hill, guest: 'Lucía Delgado', units: 3, joinedAt: later(-900) }),
    );
    const view = page();
    expect(view).toMatchObject({
      total: 16,
      blocked: 2,
      held: 5,
      confirmed: 9,
      status: 'WAITLIST',
      overbooked: 0,
      allotments: [{ deskCode: 'A', units: 2, own: true }],
      groups: [
        { group: 'website', sold: 4, held: 2, most: 6 },
        { group: 'ota', sold: 3, held: 0, most: 4 },
        { group: 'manual', sold: 2, held: 3, most: null },
      ],
    });
    expect(view?.holds.map(({ guest, units, waitsFor }) => [guest, units, waitsFor])).toEqual([
      ['James Whitfield', 2, ''],
      ['', 1, 'passport awaited'],
    ]);
    expect(view?.waitlistEntries.map(({ guest, units }) => [guest, units])).toEqual([
      ['Lucía Delgado', 3],
      ['Yuki Sato', 1],
    ]);
  });

  test('tells what happened, the newest first, and how much there is in all', () => {
    replica.given(
      aProduct('PH'),
      aDeparture(hill),
      ...Array.from({ length: 9 }, (_, index) =>
        aSeatBooking(`A${index}`, {
          of: hill,
          guest: 'Yuki Sato',
          units: 1,
          status: index === 8 ? 'CANCELLED' : 'CONFIRMED',
        }),
      ),
      anEntry('last', { of: hill, guest: 'Lucía Delgado', units: 1, joinedAt: later(-5) }),
    );
    const view = page();
    expect(view?.latest).toHaveLength(8);
    expect(view?.latest[0]).toMatchObject({ kind: 'joined', guest: 'Lucía Delgado', at: later(-5) });
    expect(view?.happened).toBe(12);
    expect(prepareDeparture(db())(departureIdOf(hill), true, at())?.latest).toHaveLength(12);
  });

  test('that this replica does not have is none', () => {
    replica.given();
    expect(page()).toBeUndefined();
  });
});

describe('its bookings and its manifest', () => {
  beforeEach(() =>
    replica.given(
      aProduct('PH'),
      aDeparture(hill),
      aGuest('Marcus Bell', { country: 'US', phone: '+1 555 0100' }),
      aRow('channel', idFor('channel viator'), {
        code: 'viator',
        name: 'Viator',
        source: 'ota',
        channelGroup: 'ota',
        holdMinutes: 60,
        collects: 'channel',
        commissionBasisPoints: 2000,
        mayOverbook: false,
        cutoffMinutes: 0,
        position: 1,
        active: true,
      }),
      aSeatBooking('V0118', {
        of: hill,
        guest: 'Marcus Bell',
        units: 1,
        booking: { source: 'ota', channelId: idFor('channel viator') },
        seats: { travellers: 'Marcus Bell, 44', requirements: 'Coeliac' },
      }),
      aSeatBooking('A0455', { of: hill, guest: 'James Whitfield', units: 2, paid: 1_920_000, madeBy: 'A/1/12' }),
      aSeatBooking('A0456', { of: hill, guest: 'Yuki Sato', units: 2, status: 'CANCELLED' }),
    ),
  );

  test('every booking with who sold it, what it owes, and whether the server has it', () => {
    const rows = prepareDepartureBookings(db())(departureIdOf(hill), replica.standpoint());
    expect(rows).toHaveLength(3);
    expect(rows.find(({ number }) => number === 'V0118')).toMatchObject({
      seller: 'Viator',
      channelCollects: true,
      tentative: false,
    });
    expect(rows.find(({ number }) => number === 'A0455')).toMatchObject({
      paid: 1_920_000,
      tentative: true,
      paymentStatus: 'PARTIAL',
    });
  });

  test('the manifest has who goes, by name, and nobody who has cancelled', () => {
    const { lines } = prepareManifest(db())(departureIdOf(hill), replica.standpoint());
    expect(lines.map(({ guest, seats, unpaid }) => [guest, seats, unpaid])).toEqual([
      ['James Whitfield', 2, 4_480_000],
      ['Marcus Bell', 1, 3_200_000],
    ]);
    expect(lines[1]).toMatchObject({ travellers: 'Marcus Bell, 44', requirements: 'Coeliac', channelCollects: true });
  });
});

describe('seats that are looked for', () => {
  test('are found where the house may take so many, within its quota and with its own allotment [I7, S32]', () => {
    const quotas = { manual: { units: 4, basisPoints: null, releasedAt: null } };
    const capped = { product: 'PH', date: '2026-11-26' };
    const full = { product: 'PH', date: '2026-11-27' };
    const shut = { product: 'PH', date: '2026-11-28' };
    replica.given(
      aProduct('PH', { name: 'Ghorepani Poon Hill' }),
      aDeparture(hill),
      aDeparture({ ...capped, slot: { quotas, held: 2, confirmed: 1, manual: 3 } }),
      aSeatLease('A', capped, 2),
      aDeparture({ ...full, slot: { confirmed: 16, manual: 16 } }),
      aDeparture({ ...shut, fields: { sale: 'closed' } }),
    );
    const find = (seats: number) =>
      prepareFindDepartures(db())({ from: '2026-11-20', to: '2026-11-30', seats }, at()).map(({ date, mine }) => [
        date,
        mine,
      ]);
    expect(find(0)).toEqual([
      ['2026-11-24', 16],
      ['2026-11-26', 3],
      ['2026-11-27', 0],
    ]);
    expect(find(3)).toEqual([
      ['2026-11-24', 16],
      ['2026-11-26', 3],
    ]);
    expect(find(4)).toEqual([['2026-11-24', 16]]);
  });
});

test('the products are listed with what a new departure begins with, the active first', () => {
  replica.given(aProduct('PH', { position: 3 }), aProduct('OLD', { position: 1, active: false }));
  expect(prepareProducts(db())()).toMatchObject([
    { code: 'PH', waitlist: true, active: true, prices: [{ category: 'adult', amount: 3_200_000 }] },
    { code: 'OLD', active: false },
  ]);
});

test('looking for seats in a month of 500 departures takes less than 10 ms, 99 times in 100', () => {
  const products = Array.from({ length: 20 }, (_, index) => aProduct(`P${index}`));
  const departures = Array.from({ length: 500 }, (_, index) =>
    aDeparture({
      product: `P${index % 20}`,
      date: `2026-12-${String(1 + (Math.floor(index / 20) % 30)).padStart(2, '0')}`,
      slot: { confirmed: index % 17, manual: index % 17 },
    }),
  );
  replica.given(products, departures.flat());
  const find = prepareFindDepartures(db());
  const standpoint = at();
  const look = () => find({ from: '2026-12-01', to: '2026-12-31', seats: 2 }, standpoint);
  expect(look().length).toBeGreaterThan(400);
  Array.from({ length: 50 }, look);
  // The processor's own time: what else the machine does meanwhile is not what is measured.
  const spent = Array.from({ length: 200 }, () => {
    const begun = process.cpuUsage();
    look();
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  });
  expect(spent.toSorted((a, b) => a - b)[197]).toBeLessThan(10);
});
