import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { doDue } from '#sync-server/jobs/do-due.ts';
import { byMinutes, bySeconds } from '#sync-server/jobs/due.ts';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import { whileMaking } from '#sync-server/store/in-the-making.ts';
import { executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { type RunningServer, startServer } from '#sync-server/server.ts';
import { aProduct, asTheProduct } from '#test/support/a-departure.ts';
import { holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { patience } from '#test/support/patience.ts';
import { type ALodgeOnServer, type ServerGround, madeBy, serverGround } from './server-harness.ts';

let ground: ServerGround;
let lodge: ALodgeOnServer;
let second: RunningServer;
let folder = '';
let clock = '2026-11-20T05:00:00.000Z';
const now = () => clock;

beforeAll(async () => {
  ground = await serverGround();
  lodge = await ground.lodge({ now, jobs: true });
  folder = await mkdtemp(join(tmpdir(), 'cairn-second-'));
  const { databaseUrl } = lodge.server;
  const listen = { host: '127.0.0.1', port: 0, logLevel: 'silent', poolSize: 4 } as const;
  second = await startServer({
    ...listen,
    databaseUrl,
    dataFolder: folder,
    electricUrl: lodge.server.electricUrl,
    now,
    jobs: true,
  });
});
afterAll(async () => {
  await second.stop();
  await rm(folder, { recursive: true, force: true });
  await ground.end();
});

const later = (ms: number) => (clock = new Date(Date.parse(clock) + ms).toISOString());
const MINUTE = 60_000;

describe('what comes due by the clock, with two servers on the database', () => {
  it('[I5] holds run out within seconds, each once, and are counted once', async () => {
    const departureId = await aDeparture('2026-12-10');
    const bookingIds: string[] = [];
    for (let n = 0; n < 12; n++) bookingIds.push(await held(departureId));
    expect((await slotOf(departureId)).held).toBe(12);
    later(31 * MINUTE);
    await vi.waitUntil(async () => (await slotOf(departureId)).held === 0, patience);
    await vi.waitUntil(async () => (await statusesOf(bookingIds)).every((status) => status === 'EXPIRED'), patience);
    expect(await eventsOf('HoldEnded')).toBe(12);
    const counted = async () => (await expiredAt(lodge.server)) + (await expiredAt(second));
    await vi.waitUntil(async () => (await counted()) === 12, patience);
  });

  it('[I5] a server that is gone leaves them to the other', async () => {
    const departureId = await aDeparture('2026-12-11');
    const bookingId = await held(departureId);
    await second.stop();
    later(31 * MINUTE);
    await vi.waitUntil(async () => (await statusesOf([bookingId]))[0] === 'EXPIRED', patience);
    expect((await slotOf(departureId)).held).toBe(0);
  });

  it('[I5] a property whose past is being told is left alone until it is made', async () => {
    const bookingId = await held(await aDeparture('2026-12-13'));
    const { pool } = lodge.server;
    const news = { logger: { info: () => {}, warn: () => {} }, expired: () => {} };
    const looked = await whileMaking(pool, lodge.place.propertyId, async () => {
      later(31 * MINUTE);
      return doDue({ pool, now }, bySeconds, news, () => false);
    });
    expect(looked).toEqual({ value: 0 });
    await vi.waitUntil(async () => (await statusesOf([bookingId]))[0] === 'EXPIRED', patience);
  });

  it('[I8] [A1] a departure leaves at its time: seats are used and earned once', async () => {
    const departureId = await aDeparture('2026-12-12');
    const bookingId = await held(departureId);
    const [booking] = (await lodge.all('booking')).filter(({ id }) => id === bookingId);
    const amount = booking?.total ?? 0;
    const cash = { name: 'takeCash', draft: { bookingId, amount, tendered: amount }, receipts: true };
    const side = { pool: lodge.server.pool, now };
    madeBy(await executeAsServer(side, lodge.place, { ...cash, actor: systemActor }), 'BookingConfirmed');
    clock = '2026-12-12T01:15:00.000Z';
    await vi.waitUntil(async () => (await statusesOf([bookingId]))[0] === 'COMPLETED', patience);
    const earned = (await lodge.all('journalLine')).filter(({ account }) => account === '4100');
    expect(earned.map(({ credit }) => credit)).toEqual([amount]);
  });

  it('[B9] a balance that stays unpaid is reminded of, and cancelled once the grace is over: each once', async () => {
    const terms = { ...defaultPolicy, expectedVersion: null, balanceDays: 5, graceDays: 2 };
    madeBy(await lodge.run('setBookingPolicy', terms), 'BookingPolicySet');
    const bookingId = await held(await aDeparture('2026-12-30'));
    const side = { pool: lodge.server.pool, now };
    const [booking] = (await lodge.all('booking')).filter(({ id }) => id === bookingId);
    const amount = booking?.depositDue ?? 0;
    const cash = { name: 'takeCash', draft: { bookingId, amount, tendered: amount }, receipts: true };
    madeBy(await executeAsServer(side, lodge.place, { ...cash, actor: systemActor }), 'BookingConfirmed');
    const news = { logger: { info: () => {}, warn: () => {} }, expired: () => {} };
    const round = async (day: string) => {
      madeBy(await lodge.run('rollDay', { businessDate: day }), 'PropertyDayRolled');
      clock = `${day}T06:00:00.000Z`;
      await doDue(side, byMinutes, news, () => false);
      await doDue(side, byMinutes, news, () => false);
      const told = (await lodge.all('notice')).filter(
        (one) => one.bookingId === bookingId && one.kind === 'balanceDue',
      );
      return [...told.map(({ body }) => body['stage']).toSorted(), ...(await statusesOf([bookingId]))];
    };
    expect(await round('2026-12-23')).toEqual(['due', 'CONFIRMED']);
    expect(await round('2026-12-26')).toEqual(['due', 'overdue', 'CONFIRMED']);
    expect(await round('2026-12-28')).toEqual(['due', 'overdue', 'CANCELLED']);
    const settled = (await lodge.all('exception')).filter(({ concerns }) => concerns.bookingId === bookingId);
    expect(settled.map(({ kind, concerns }) => [kind, concerns.amount])).toEqual([['money-without-booking', amount]]);
  });

  it('[S27] the queue lives beside the tenants’ tables: their role sees nothing of it, and no desk follows it', async () => {
    const owner = new pg.Client({ connectionString: lodge.server.databaseUrl });
    await owner.connect();
    const one = async (sql: string) => (await owner.query<{ found: unknown }>(sql)).rows[0]?.found;
    try {
      expect(await one(`SELECT has_schema_privilege('cairn_server', 'job_queue', 'USAGE') AS found`)).toBe(false);
      expect(await one(`SELECT count(*)::int AS found FROM pg_publication_tables WHERE schemaname = 'job_queue'`)).toBe(
        0,
      );
    } finally {
      await owner.end();
    }
  });
});

async function aDeparture(date: string): Promise<string> {
  const { product } = madeBy(await lodge.run('addProduct', { ...aProduct, code: date.slice(5) }), 'ProductAdded');
  const draft = { ...asTheProduct, productId: product.id, series: { every: 'date', on: [date] }, minParticipants: 0 };
  const { departures } = madeBy(await lodge.run('addDepartures', draft), 'DeparturesAdded');
  return departures[0]?.departure.id ?? '';
}

async function held(departureId: string): Promise<string> {
  const guest = { name: 'Jonas Weber', country: 'DE', phone: '', email: '', vip: false, note: '' };
  const { id } = madeBy(await lodge.run('addGuest', guest), 'GuestAdded').guest;
  return madeBy(await lodge.run('holdItems', holdDraft(id, [seatsItem(departureId)])), 'ItemsHeld').booking.id;
}

async function slotOf(departureId: string) {
  const found = (await lodge.all('slot')).find(({ resourceId }) => resourceId === departureId);
  if (found === undefined) throw new Error('no seats');
  return found;
}

async function statusesOf(bookingIds: readonly string[]) {
  const bookings = await lodge.all('booking');
  return bookingIds.map((id) => bookings.find((booking) => booking.id === id)?.status);
}

async function eventsOf(type: string): Promise<number> {
  const owner = new pg.Client({ connectionString: lodge.server.databaseUrl });
  await owner.connect();
  const { rows } = await owner.query<{ count: string }>(`SELECT count(*) FROM event WHERE body->>'type' = $1`, [type]);
  await owner.end();
  return Number(rows[0]?.count);
}

async function expiredAt({ url }: RunningServer): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^holds_expired_total (\d+)/m.exec(text)?.[1] ?? 0);
}
