import { afterEach, expect, test } from 'vitest';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import { type ADesk, aDesk, eventIn } from '#test/support/a-desk.ts';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { eventOf, receptionist } from '#test/support/paper-lodge.ts';
import { type FeedChange, applyFeed } from './apply-feed.ts';
import { beginRefetch, completeRefetch, takeRefetched } from './refetch.ts';
import { runCommand } from './run-command.ts';
import { trialBalance } from './trial-balance.ts';
import { endOfFeed } from './settle-acknowledged.ts';

let desk: ADesk;
afterEach(() => desk.close());

test('[S29] pruned rows stay with the whole of their marker while a fact on one of them is pending, and count once in the books', () => {
  const { bookingId, otherId } = aDeskWithTwoBookings();
  const { store } = desk;
  const lines = desk.all('journalLine');
  const books = lines.map((row): Named => ['journalLine', row]);
  const past = trialBalance(store);
  expect(past).toHaveLength(2);
  takeCash(bookingId, 1_000);
  const [mine, others] = [rowsOf(bookingId), rowsOf(otherId)];
  const balance = trialBalance(store);
  const pruned = [...others, ...mine, ...books];
  const openings = lines.map(({ account, currency, debit, credit }, at) =>
    opening(at, { account, currency, debit, credit }),
  );
  applyFeed(store, [...leaving(pruned), ...openings, mark('1', pruned)], undefined, undefined);
  expect(rowsOf(bookingId)).toEqual(mine);
  expect(rowsOf(otherId)).toEqual(others);
  expect(trialBalance(store)).toEqual(balance);

  expect(applyFeed(store, [verdict(1)], undefined, undefined).settled).toBe(1);
  expect(rowsOf(bookingId)).toEqual([]);
  expect(rowsOf(otherId)).toEqual([]);
  // What the settled fact wrote here went with it: its own rows would have come with the verdict.
  expect(trialBalance(store)).toEqual(past);
  expect(desk.all('journalLine')).toEqual([]);
});

test('[S29] what nothing pending needs leaves at once, and what leaves unmarked leaves whatever is pending', () => {
  const { bookingId, otherId } = aDeskWithTwoBookings();
  const { store } = desk;
  takeCash(bookingId, 1_000);
  const others = rowsOf(otherId);
  applyFeed(store, [...leaving(others), mark('1', others)], undefined, undefined);
  expect(rowsOf(otherId)).toEqual([]);
  expect(store.journal.pending().map(({ likelyRefused }) => likelyRefused)).toEqual([false]);

  applyFeed(store, [{ entity: 'booking', id: bookingId, row: null }], undefined, undefined);
  expect(store.find('booking', bookingId)).toBeUndefined();
  expect(store.journal.count()).toBe(1);
});

test('[S29] a row that comes back is the feed’s again: it does not leave with its marker once that is free', () => {
  const { bookingId, otherId } = aDeskWithTwoBookings();
  const { store } = desk;
  const base = [...rowsOf(bookingId)];
  takeCash(bookingId, 1_000);
  const all = [...base, ...rowsOf(otherId)];
  applyFeed(store, [...leaving(all), mark('1', all)], undefined, undefined);
  applyFeed(store, [...base.map(arriving), verdict(1)], undefined, undefined);
  expect(rowsOf(bookingId)).toEqual(base);
  expect(rowsOf(otherId)).toEqual([]);
});

test('[S29] a marker that came and went in one batch has marked its rows all the same', () => {
  const { bookingId } = aDeskWithTwoBookings();
  takeCash(bookingId, 1_000);
  const mine = rowsOf(bookingId);
  const marker = mark('1', mine);
  const changes = [...leaving(mine), marker, { ...marker, row: null }];
  applyFeed(desk.store, changes, undefined, undefined);
  expect(rowsOf(bookingId)).toEqual(mine);
  expect(desk.all('prune')).toEqual([]);
});

test('[S11] [S29] over a new snapshot without the pruned booking a pending fact is still there, and settles', () => {
  const { bookingId, otherId } = aDeskWithTwoBookings();
  const { store, self } = desk;
  takeCash(bookingId, 1_000);
  const all = [...rowsOf(bookingId), ...rowsOf(otherId)];
  applyFeed(store, [...leaving(all), mark('1', all)], undefined, undefined);
  const base = [...desk.rows().entries()].map(([key, row]) => arriving([key.split('/')[0] ?? '', row]));
  beginRefetch(store);
  takeRefetched(
    store,
    base.filter(({ id }) => !all.some(([, row]) => row.id === id)),
  );
  completeRefetch(store, self, undefined, endOfFeed(store));
  expect(store.find('booking', bookingId)).toBeUndefined();
  expect(store.journal.count()).toBe(1);
  expect(applyFeed(store, [...all.map(arriving), verdict(1)], undefined, undefined).settled).toBe(1);
  expect(store.find('booking', bookingId)).toBeDefined();
  expect(store.find('booking', otherId)).toBeDefined();
});

test('[S11] [S29] a new snapshot that has the booking again keeps it: what left before is not remembered beyond it', () => {
  const { bookingId, otherId } = aDeskWithTwoBookings();
  const { store, self } = desk;
  const base = [...desk.rows().entries()].map(([key, row]) => arriving([key.split('/')[0] ?? '', row]));
  takeCash(bookingId, 1_000);
  const all = [...rowsOf(bookingId), ...rowsOf(otherId)];
  applyFeed(store, [...leaving(all), mark('1', all)], undefined, undefined);
  beginRefetch(store);
  takeRefetched(store, base);
  completeRefetch(store, self, undefined, endOfFeed(store));
  expect(applyFeed(store, [verdict(1)], undefined, undefined).settled).toBe(1);
  expect(store.find('booking', bookingId)).toBeDefined();
  expect(store.find('booking', otherId)).toBeDefined();
});

type Named = readonly [entity: string, row: Row<EntityName>];

function aDeskWithTwoBookings() {
  const { lodge, roomTypeId } = aLodge();
  const ids = ['Hannah Brandt', 'Jean Martin'].map(
    (name) => eventOf(aBooking(lodge, { roomTypeId, name }), 'StayBooked').booking.id,
  );
  const paid = { bookingId: ids[1] ?? '', amount: 2_000, tendered: 2_000 };
  eventOf(lodge.run('takeCash', paid), 'CashTaken');
  desk = aDesk(lodge);
  return { bookingId: ids[0] ?? '', otherId: ids[1] ?? '' };
}

function takeCash(bookingId: string, amount: number): void {
  eventIn(runCommand(desk.store, 'takeCash', { bookingId, amount, tendered: amount }, receptionist), 'CashTaken');
}

/** The rows of a booking as the server has mirrored them: not those that pending work made. */
function rowsOf(bookingId: string): Named[] {
  return [...desk.rows()]
    .map(([key, row]): Named => [key.split('/')[0] ?? '', row])
    .filter(([entity, row]) => ['booking', 'stay', 'occupancy', 'folio'].includes(entity) && belongs(row, bookingId));
}

function belongs(row: Row<EntityName>, bookingId: string): boolean {
  return row.id === bookingId || ('bookingId' in row && row.bookingId === bookingId);
}

const arriving = ([entity, row]: Named): FeedChange => ({ entity, id: row.id, row: { ...row } });
const leaving = (rows: readonly Named[]): FeedChange[] =>
  rows.map(([entity, row]) => ({ entity, id: row.id, row: null }));
const stamps = { version: 1, writer: 'server/0/x', createdBy: 'system', updatedBy: 'system' };
const times = { createdAt: '2026-11-20T05:00:00.000Z', updatedAt: '2026-11-20T05:00:00.000Z' };

function mark(name: string, rows: readonly Named[]): FeedChange {
  const { tenantId, propertyId } = desk.self;
  const id = `019a9000-0097-7000-8000-${name.padStart(12, '0')}`;
  const keys = Object.fromEntries(
    [...Map.groupBy(rows, ([entity]) => entity)].map(([entity, of]) => [entity, of.map(([, row]) => row.id)]),
  );
  return {
    entity: 'prune',
    id,
    row: { id, tenantId, propertyId, ...stamps, ...times, horizon: '2026-08-22', keys },
  };
}

function opening(at: number, fields: Readonly<Record<string, unknown>>): FeedChange {
  const { tenantId, propertyId } = desk.self;
  const id = `019a9000-0096-7000-8000-${String(at).padStart(12, '0')}`;
  return { entity: 'openingBalance', id, row: { id, tenantId, propertyId, ...stamps, ...times, ...fields } };
}

function verdict(seq: number): FeedChange {
  const [own] = desk.store.journal.envelopesAfter(1, seq - 1, 1);
  const id = `019a9000-0098-7000-8000-${String(seq).padStart(12, '0')}`;
  const place = { deskCode: 'A', epoch: 1, seq, envelopeId: own?.id ?? '' };
  const answer = { command: 'takeCash', outcome: 'applied', reason: '', detail: {} };
  return { entity: 'verdict', id, row: { id, ...stamps, ...times, ...place, ...answer } };
}
