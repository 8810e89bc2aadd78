import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventOf } from '#shared/commands/events.ts';
import type { Envelope } from '#shared/sync/envelope.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { doDueAt } from '#sync-server/jobs/do-due.ts';
import { byMinutes, bySeconds } from '#sync-server/jobs/due.ts';
import { executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { inTransaction } from '#sync-server/store/transaction.ts';
import { aProduct, asTheProduct } from '#test/support/a-departure.ts';
import { holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { type ALodgeOnServer, type ARemoteDesk, type ServerGround, madeBy, serverGround } from './server-harness.ts';

let ground: ServerGround;
let first: ALodgeOnServer;
/** Of each test its own. */
let lodge: ALodgeOnServer;
let clock = '2026-11-20T05:00:00.000Z';
const now = () => clock;

beforeAll(async () => {
  ground = await serverGround();
  first = await ground.lodge({ rooms: 0, now });
});
afterAll(async () => ground.end());
beforeEach(async () => {
  clock = '2026-11-20T05:00:00.000Z';
  lodge = await ground.lodge({ rooms: 1, beside: first });
});

describe('what is due on a day', () => {
  it('[I8] staff hear on the decision day in the lodge’s zone, once; decided anew, they hear again, once', async () => {
    const { id: departureId } = await aDeparture('2026-12-10', { minParticipants: 4, decisionDays: 3 });
    // Midnight in Kathmandu, where the seventh of December begins, is 18:15 of the sixth.
    clock = '2026-12-06T18:14:59.000Z';
    expect(await look()).toBe(0);
    clock = '2026-12-06T18:15:00.000Z';
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    expect(await alerts()).toEqual([4]);
    await change(departureId, { minParticipants: 6 });
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    expect(await alerts()).toEqual([4, 6]);
    await change(departureId, { minParticipants: 0 });
    await change(departureId, { minParticipants: 6 });
    expect([await look(), await look()]).toEqual([1, 0]);
  });

  it('[I8] what was done before and is found again is not done, and does not count as if it were', async () => {
    const { id } = await aDeparture('2026-12-10', { minParticipants: 0 });
    clock = '2026-12-10T01:15:00.000Z';
    const expired: number[] = [];
    const counting = { ...news, expired: (holds: number) => expired.push(holds) };
    const again = () => doDueAt(side(), lodge.place, bySeconds, counting, () => false);
    expect(await again()).toBe(1);
    // As if only what happened had been kept of it.
    const forgotten = `UPDATE departure SET state = 'scheduled' WHERE id = '${id}'`;
    await inTransaction(lodge.server.pool, lodge.place, (tx) => tx.finish(forgotten));
    expect(await again()).toBe(0);
    expect(expired).toHaveLength(1);
  });

  it('[I7] [I9] who waits behind a quota is offered seats when it is released, once, in their order', async () => {
    const quotas = { manual: { units: 2, basisPoints: null, releasedAt: '2026-12-01T00:00:00.000Z' } };
    const { id } = await aDeparture('2026-12-10', { capacity: 4, quotas, waitlist: true, minParticipants: 0 });
    await sold(id, 2);
    const entries = [await waits(id, 2), await waits(id, 2)];
    expect(await look()).toBe(0);
    expect(await statusesOf(entries)).toEqual(['waiting', 'waiting']);
    clock = '2026-12-01T00:00:00.000Z';
    expect([await look(), await look()]).toEqual([1, 0]);
    expect(await statusesOf(entries)).toEqual(['offered', 'waiting']);
  });

  it('[I8] sales of a desk that was offline when its departure was cancelled are taken in, and go where the others went, once', async () => {
    // The desk goes by the machine's clock, and so does everything here.
    const tick = () => (clock = new Date().toISOString());
    tick();
    const on = (days: number) => addDays(clock.slice(0, 10), days);
    const [from, to] = [await aDeparture(on(20), { capacity: 4 }), await aDeparture(on(21), { capacity: 4 })];
    const desk = await ground.desk(lodge);
    await sold(from.id, 1);
    const guest = desk.run('addGuest', { name: 'Lena', country: 'DE', phone: '', email: '', vip: false, note: '' });
    const [added] = guest.events as unknown as { guest: { id: string } }[]; // the event of the command
    desk.run('holdItems', holdDraft(added?.guest.id ?? '', [seatsItem(from.id, 2)]));
    tick();
    const moved = {
      departureId: from.id,
      expectedVersion: from.version,
      reason: 'Snow',
      moveTo: to.id,
      refundRest: true,
    };
    madeBy(await lodge.run('cancelDeparture', moved), 'DepartureCancelled');
    tick();
    const { verdicts } = await desk.push(desk.envelopes());
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
    expect([await look(), await look()]).toEqual([1, 0]);
    const seats = (await lodge.all('seats')).map(({ departureId, status, units }) => [departureId, status, units]);
    expect(seats.toSorted()).toEqual([
      [to.id, 'CONFIRMED', 1],
      [to.id, 'HELD', 2],
    ]);
  });

  it('[C4] guests are reminded three days before, by the lodge’s day, once each; who books later is reminded then, who cancelled is not', async () => {
    const { id } = await aDeparture('2026-12-10', { minParticipants: 0 });
    const [first, gone] = [await sold(id, 1), await sold(id, 2)];
    await cancel(gone);
    clock = '2026-12-06T18:14:59.000Z';
    expect(await look()).toBe(0);
    clock = '2026-12-06T18:15:00.000Z';
    expect([await look(), await look()]).toEqual([1, 0]);
    const later = await sold(id, 1);
    expect([await look(), await look()]).toEqual([1, 0]);
    expect(await told('reminder')).toEqual([first, later].toSorted());
    // What has left reminds nobody.
    await sold(id, 1);
    clock = '2026-12-10T01:15:00.000Z';
    expect(await look()).toBe(0);
  });

  it('[B9] [C4] guests hear three days before their balance is due, by the lodge’s day, once; who paid, or whose channel pays, does not', async () => {
    const { id } = await aDeparture('2027-01-10', { minParticipants: 0 });
    const owing = await sold(id, 1, 1_000_000);
    await sold(id, 1);
    const channelId = await aChannelThatPays();
    await held(id, 1, { source: 'ota', channelId, externalRef: 'V-1' });
    expect((await lodge.all('booking')).find((booking) => booking.id === owing)?.balanceDueOn).toBe('2026-12-27');
    clock = '2026-12-23T18:14:59.000Z';
    expect(await look()).toBe(0);
    clock = '2026-12-23T18:15:00.000Z';
    expect([await look(), await look()]).toEqual([1, 0]);
    expect(await told('balanceDue')).toEqual([owing]);
  });

  it('[I8] [A1] what a desk sold without a line before the departure left is taken in and earned when it is heard of, once', async () => {
    const { id } = await aDeparture('2026-12-10', { minParticipants: 0 });
    const desk = await ground.desk(lodge);
    const sale = await soldWithoutLine(desk, id, '2026-12-09T12:00:00.000Z');
    clock = '2026-12-10T01:15:00.000Z';
    expect(await doDueAt(side(), lodge.place, ['markDeparted'], news, () => false)).toBe(1);
    expect(await look()).toBe(0);
    const { verdicts } = await desk.push(sale);
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
    expect([await look(), await look()]).toEqual([1, 0]);
    expect((await lodge.all('seats')).map(({ status }) => status)).toEqual(['COMPLETED']);
    const earned = (await lodge.all('journalLine')).filter(({ account }) => account === '4100');
    expect(earned.map(({ credit }) => credit)).toEqual([3_200_000]);
  });
});

const news = { logger: { info: () => {}, warn: () => {} }, expired: () => {} };
const side = () => ({ pool: lodge.server.pool, now });
/** One look at everything that is due; how much was done. */
const look = () => doDueAt(side(), lodge.place, byMinutes, news, () => false);

async function held(
  departureId: string,
  adults: number,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const draft = holdDraft(await aGuest(), [seatsItem(departureId, adults)], more);
  return madeBy(await lodge.run('holdItems', draft), 'ItemsHeld').booking.id;
}

/** A channel that collects the money itself. */
async function aChannelThatPays(): Promise<string> {
  const how = { channelGroup: 'ota', holdMinutes: 60, collects: 'channel', commissionBasisPoints: 2_000 };
  const more = { mayOverbook: false, cutoffMinutes: 0, position: 0, active: true, expectedVersion: null };
  const channel = { code: 'VIATOR', name: 'Viator', source: 'ota', ...how, ...more };
  return madeBy(await lodge.run('setChannel', channel), 'ChannelSet').channelId;
}

async function cancel(bookingId: string): Promise<void> {
  const expectedVersion = (await lodge.all('booking')).find(({ id }) => id === bookingId)?.version;
  const outcome = await lodge.run('cancelBooking', { bookingId, expectedVersion, reason: 'wish' });
  if (!outcome.ok) throw new Error(outcome.reason);
}

/** A sale paid in cash, as a desk will send it that made it at a moment of the server's clock. */
async function soldWithoutLine(desk: ARemoteDesk, departureId: string, at: string): Promise<readonly Envelope[]> {
  const guestId = await aGuest();
  await desk.pull();
  const sale = desk.run('holdItems', holdDraft(guestId, [seatsItem(departureId, 1)]));
  const made = sale.events.find((event): event is EventOf<'ItemsHeld'> => event.type === 'ItemsHeld');
  const { id: bookingId = '', fields } = made?.booking ?? {};
  const amount = fields?.total ?? 0;
  const drawer = desk.run('takeCash', { bookingId, amount, tendered: amount });
  const first = desk.forge(sale.envelope, { now: at });
  return [first, desk.forge(drawer.envelope, { now: at, prevHash: first.hash })];
}

/** Whose bookings heard of it. */
async function told(kind: string): Promise<string[]> {
  return (await lodge.all('notice'))
    .flatMap((notice) => (notice.kind === kind ? [notice.bookingId ?? ''] : []))
    .toSorted();
}

/** Seats that are sold, and paid up to so much; all by default. */
async function sold(departureId: string, adults: number, amount?: number): Promise<string> {
  const bookingId = await held(departureId, adults);
  const total = (await lodge.all('booking')).find(({ id }) => id === bookingId)?.total ?? 0;
  const paid = { bookingId, amount: amount ?? total, tendered: amount ?? total };
  const cash = { name: 'takeCash', draft: paid, receipts: true, actor: systemActor };
  madeBy(await executeAsServer(side(), lodge.place, cash), 'BookingConfirmed');
  return bookingId;
}

async function aGuest(): Promise<string> {
  const guest = { name: 'Jonas Weber', country: 'DE', phone: '', email: '', vip: false, note: '' };
  return madeBy(await lodge.run('addGuest', guest), 'GuestAdded').guest.id;
}

async function waits(departureId: string, count: number): Promise<string> {
  const pax = [{ category: 'adult', count }];
  const draft = { departureId, guestId: await aGuest(), variantId: null, pax, source: 'phone', note: '' };
  return madeBy(await lodge.run('joinWaitlist', draft), 'WaitlistJoined').entry.id;
}

async function statusesOf(entryIds: readonly string[]) {
  const entries = await lodge.all('waitlistEntry');
  return entryIds.map((id) => entries.find((entry) => entry.id === id)?.status);
}

async function alerts(): Promise<unknown[]> {
  const opened = (await lodge.all('exception')).filter(({ kind }) => kind === 'minimum-not-reached');
  return opened.map(({ detail }) => detail['minParticipants']).toSorted();
}

async function aDeparture(date: string, more: Readonly<Record<string, unknown>> = {}) {
  const { product } = madeBy(await lodge.run('addProduct', { ...aProduct, code: date }), 'ProductAdded');
  const draft = { ...asTheProduct, productId: product.id, series: { every: 'date', on: [date] }, ...more };
  const { departures } = madeBy(await lodge.run('addDepartures', draft), 'DeparturesAdded');
  const found = (await lodge.all('departure')).find(({ id }) => id === departures[0]?.departure.id);
  if (found === undefined) throw new Error('no departure');
  return found;
}

/** The departure as the form shows it, with something else in it. */
async function change(departureId: string, more: Readonly<Record<string, unknown>>): Promise<void> {
  const departure = (await lodge.all('departure')).find(({ id }) => id === departureId);
  const slot = (await lodge.all('slot')).find(({ id }) => id === departure?.slotId);
  if (departure === undefined || slot === undefined) throw new Error('no departure');
  const { version, date, time, minParticipants, waitlist, onSaleAt, guide, note, prices } = departure;
  const standing = { date, time, minParticipants, waitlist, onSaleAt, guide, note, prices };
  const { total: capacity, overbookingLimit } = slot;
  const draft = { departureId, expectedVersion: version, capacity, overbookingLimit, cutoffHours: 13, decisionDays: 3 };
  madeBy(await lodge.run('changeDeparture', { ...draft, ...standing, ...more }), 'DepartureChanged');
}
