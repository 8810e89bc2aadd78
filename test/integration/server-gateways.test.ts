import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GatewayAccount, GatewayAnswer } from '#sync-server/gateways/gateway.ts';
import { doDue } from '#sync-server/jobs/do-due.ts';
import { bySeconds } from '#sync-server/jobs/due.ts';
import { seeToPayments } from '#sync-server/jobs/payments.ts';
import { type RunningServer, startServer } from '#sync-server/server.ts';
import { aProduct, asTheProduct } from '#test/support/a-departure.ts';
import { holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { patience } from '#test/support/patience.ts';
import { type Report, sendReport, transactionsOpen, wordOf } from './gateway-reports.ts';
import { type ALodgeOnServer, type ServerGround, madeBy, serverGround } from './server-harness.ts';

const SECRET = 'what the gateway signs with';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let ground: ServerGround;
let lodge: ALodgeOnServer;
/** The server that gateways report to, and that asks them. */
let second: RunningServer;
let folder = '';
let clock = '2026-11-20T05:00:00.000Z';
const now = () => clock;
const later = (ms: number) => (clock = new Date(Date.parse(clock) + ms).toISOString());

/** What the gateway says when it is asked; each test puts its own. */
let says: (reference: string) => Promise<GatewayAnswer>;
let asked: string[] = [];
let account: GatewayAccount;
let guestId = '';
let departureId = '';

beforeAll(async () => {
  ground = await serverGround();
  lodge = await ground.lodge({ now });
  account = {
    name: 'himalpay',
    place: lodge.place,
    methods: ['CARD'],
    secret: SECRET,
    gateway: {
      ask: async (reference) => {
        asked.push(reference);
        return says(reference);
      },
    },
  };
  folder = await mkdtemp(join(tmpdir(), 'cairn-second-'));
  second = await startSecond(false);
  const guest = { name: 'Jonas Weber', country: 'DE', phone: '', email: '', vip: false, note: '' };
  guestId = madeBy(await lodge.run('addGuest', guest), 'GuestAdded').guest.id;
  departureId = await aDeparture('2026-12-10', 40);
});
afterAll(async () => {
  await second.stop();
  await rm(folder, { recursive: true, force: true });
  await ground.end();
});
beforeEach(() => {
  asked = [];
  says = async () => 'pending';
});

describe('a gateway that does not answer', () => {
  it('[M6] [I6] after a minute it is in doubt, asked about for five minutes, then unknown and told to staff; the hold stays', async () => {
    const { bookingId, paymentId } = await begun();
    later(30 * SECOND);
    await round();
    expect(await paymentOf(paymentId)).toBe('PROCESSING');
    later(30 * SECOND);
    await round();
    expect(await bookingOf(bookingId)).toMatchObject({ status: 'PENDING_PAYMENT', paymentStatus: 'UNCERTAIN' });
    for (let n = 0; n < 9; n++) {
      later(30 * SECOND);
      await round();
    }
    expect(asked).toEqual(Array.from({ length: 10 }, () => paymentId));
    expect(await alertsOf(paymentId)).toEqual([]);
    later(30 * SECOND);
    await round();
    expect(await bookingOf(bookingId)).toMatchObject({ status: 'PENDING_PAYMENT', paymentStatus: 'UNKNOWN' });
    expect(await alertsOf(paymentId)).toMatchObject([
      { status: 'open', remedies: [{ kind: 'wasPaid' }, { kind: 'wasNotPaid' }] },
    ]);
    const times = asked.length;
    later(48 * 60 * MINUTE);
    await doDue(side(), bySeconds, news, () => false);
    await round();
    expect([asked.length, (await alertsOf(paymentId)).length]).toEqual([times, 1]);
    expect((await bookingOf(bookingId))?.status).toBe('PENDING_PAYMENT');
  });

  it('[M6] without any gateway the clock alone gives it to staff', async () => {
    const { bookingId, paymentId } = await begun();
    later(MINUTE);
    await seeToPayments(side(), [], news, () => false);
    later(5 * MINUTE);
    await seeToPayments(side(), [], news, () => false);
    expect((await bookingOf(bookingId))?.paymentStatus).toBe('UNKNOWN');
    expect(await alertsOf(paymentId)).toHaveLength(1);
  });

  it('[M6] [S26] what it says when it is asked settles it, once, though two servers ask', async () => {
    const { bookingId, paymentId } = await begun();
    later(MINUTE);
    await round();
    says = async (reference) => (reference === paymentId ? 'succeeded' : 'pending');
    await Promise.all([round(), seeToPayments({ pool: second.pool, now }, [account], news, () => false)]);
    expect(await bookingOf(bookingId)).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' });
    expect(await receiptsOf(paymentId)).toBe(1);
  });

  it('[S26] while it is asked no transaction is open', async () => {
    await begun();
    const open: number[] = [];
    says = async () => {
      open.push(await transactionsOpen(lodge.server.databaseUrl));
      return 'pending';
    };
    later(MINUTE);
    await round();
    expect(open.length).toBeGreaterThan(0);
    expect(open.filter((count) => count > 0)).toEqual([]);
  });

  it('[M6] declined, it is held again; one that fails or is of another method keeps nothing from the others', async () => {
    const [first, other, elsewhere] = [await begun(), await begun(), await begun('UPI')];
    says = async (reference) => {
      if (reference === first.paymentId) throw new Error('the line is down');
      return 'declined';
    };
    later(MINUTE);
    await round();
    expect(await bookingOf(other.bookingId)).toMatchObject({ status: 'HELD', paymentStatus: 'UNPAID' });
    expect(await paymentOf(first.paymentId)).toBe('UNCERTAIN');
    expect(asked).not.toContain(elsewhere.paymentId);
  });

  it('[M6] a server with jobs sees to them by itself', async () => {
    const { bookingId, paymentId } = await begun();
    says = async (reference) => (reference === paymentId ? 'succeeded' : 'pending');
    later(MINUTE);
    await second.stop();
    second = await startSecond(true);
    await vi.waitUntil(async () => (await bookingOf(bookingId))?.status === 'CONFIRMED', patience);
    expect(asked).toContain(paymentId);
  });
});

describe('POST /v1/gateways/:name', () => {
  it('[M6] a report settles the payment; reported again it is answered alike, and nothing is taken twice', async () => {
    const { bookingId, paymentId } = await begun();
    for (let n = 0; n < 2; n++) {
      const response = await report({ reference: paymentId, outcome: 'succeeded', id: 'hp_77' });
      expect([response.status, await response.json()]).toEqual([200, { reference: paymentId, settled: 'succeeded' }]);
    }
    expect(await bookingOf(bookingId)).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' });
    expect(await receiptsOf(paymentId)).toBe(1);
  });

  it('[M6] [I6] a report that comes after staff were told answers their alert; many at once settle it once', async () => {
    const { bookingId, paymentId } = await begun();
    later(MINUTE);
    await round();
    later(5 * MINUTE);
    await round();
    expect(await alertsOf(paymentId)).toMatchObject([{ status: 'open' }]);
    const body = { reference: paymentId, outcome: 'succeeded' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => report(body)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(await alertsOf(paymentId)).toMatchObject([{ status: 'resolved', resolution: 'wasPaid' }]);
    expect((await bookingOf(bookingId))?.status).toBe('CONFIRMED');
    expect(await receiptsOf(paymentId)).toBe(1);
  });

  it('[M6] [S24] money for what was given up meanwhile is the guest’s credit, not lost', async () => {
    const last = await aDeparture('2026-12-11', 1);
    const { bookingId, paymentId } = await begun('CARD', last);
    expect((await report({ reference: paymentId, outcome: 'declined' })).status).toBe(200);
    later(31 * MINUTE);
    await doDue(side(), bySeconds, news, () => false);
    expect((await bookingOf(bookingId))?.status).toBe('EXPIRED');
    await begun('CARD', last);
    expect((await report({ reference: paymentId, outcome: 'succeeded' })).status).toBe(200);
    const credit = (await lodge.all('exception')).filter(({ kind }) => kind === 'money-without-booking');
    expect(credit.map(({ concerns }) => concerns.bookingId)).toEqual([bookingId]);
    expect(await receiptsOf(paymentId)).toBe(1);
  });

  it('[M6] what is not signed, of another time, of another gateway or of no payment changes nothing', async () => {
    const { paymentId } = await anyPayment();
    const body = { reference: paymentId, outcome: 'succeeded' };
    const answers = [
      await report(body, { signature: '' }),
      await report(body, { secret: 'another' }),
      await report(body, { signature: 'f'.repeat(64) }),
      await report(body, { at: String(Date.parse(clock) - 6 * MINUTE) }),
      await report(body, { at: 'now' }),
      await report(body, { name: 'otherpay' }),
      await report({ ...body, reference: '019a9000-0000-7000-8000-000000000000' }),
      await report({ ...body, reference: 'hp_1' }),
      await report({ ...body, outcome: 'perhaps' }),
    ];
    expect(await Promise.all(answers.map(wordOf))).toEqual([
      [401, 'bad-signature'],
      [401, 'bad-signature'],
      [401, 'bad-signature'],
      [401, 'stale'],
      [401, 'bad-signature'],
      [404, 'no-gateway'],
      [404, 'no-payment'],
      [400, 'wrong-shape'],
      [400, 'wrong-shape'],
    ]);
    expect((await report({ ...body, outcome: 'pending' })).status).toBe(202);
    expect(await receiptsOf(paymentId)).toBe(0);
  });
});

const news = { logger: { info: () => {}, warn: () => {} }, expired: () => {} };
const side = () => ({ pool: lodge.server.pool, now });
const round = () => seeToPayments(side(), [account], news, () => false);

function startSecond(jobs: boolean): Promise<RunningServer> {
  const { databaseUrl, electricUrl } = lodge.server;
  const listen = { host: '127.0.0.1', port: 0, logLevel: 'silent', poolSize: 4 } as const;
  return startServer({ ...listen, databaseUrl, electricUrl, dataFolder: folder, now, jobs, gateways: [account] });
}

async function aDeparture(date: string, capacity: number): Promise<string> {
  const { product } = madeBy(await lodge.run('addProduct', { ...aProduct, code: date, capacity }), 'ProductAdded');
  const draft = { ...asTheProduct, productId: product.id, series: { every: 'date', on: [date] } };
  const { departures } = madeBy(await lodge.run('addDepartures', draft), 'DeparturesAdded');
  return departures[0]?.departure.id ?? '';
}

/** A held seat whose payment was just begun. */
async function begun(
  method: 'CARD' | 'UPI' = 'CARD',
  on = departureId,
): Promise<{ bookingId: string; paymentId: string }> {
  const held = madeBy(await lodge.run('holdItems', holdDraft(guestId, [seatsItem(on)])), 'ItemsHeld').booking;
  const amount = (await bookingOf(held.id))?.total ?? 0;
  const started = madeBy(await lodge.run('startPayment', { bookingId: held.id, amount, method }), 'PaymentAsked');
  return { bookingId: held.id, paymentId: started.payment.id };
}

/** One that is under way or in doubt. */
async function anyPayment(): Promise<{ paymentId: string }> {
  const found = (await lodge.all('payment')).find(({ status }) => status === 'PROCESSING' || status === 'UNCERTAIN');
  if (found === undefined) throw new Error('no payment is under way');
  return { paymentId: found.id };
}

const report = (body: object, more: Partial<Report> = {}) =>
  sendReport(second.url, { body, secret: SECRET, at: String(Date.parse(clock)), name: account.name, ...more });

async function bookingOf(bookingId: string) {
  return (await lodge.all('booking')).find(({ id }) => id === bookingId);
}

async function paymentOf(paymentId: string) {
  return (await lodge.all('payment')).find(({ id }) => id === paymentId)?.status;
}

async function alertsOf(paymentId: string) {
  const about = (await lodge.all('exception')).filter(({ kind }) => kind === 'payment-unknown');
  return about.filter(({ detail }) => detail['paymentId'] === paymentId);
}

async function receiptsOf(paymentId: string): Promise<number> {
  return (await lodge.all('receipt')).filter((receipt) => receipt.paymentId === paymentId).length;
}
