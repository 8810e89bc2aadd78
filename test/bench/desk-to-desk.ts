import pg from 'pg';
import type { Client } from '#shared/rpc/client.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { type Figure, percentile } from './figure.ts';
import { windowAt } from './desk-client.ts';
import { desksSynced } from './first-sync.ts';
import type { Ground } from './ground.ts';

const changes = 200;
const warmUp = 20;
const patienceMs = 10_000;

/** From the click at desk A to the row as a window of desk B is given it: command, push, verdict, feed, apply, notice, read. */
export async function deskToDesk(ground: Ground): Promise<Figure[]> {
  const { databaseUrl } = await ground.loaded();
  const [deskA, deskB] = await Promise.all(desksSynced.slice(0, 2).map((name) => ground.desk(name)));
  if (deskA === undefined || deskB === undefined) throw new Error('there are no two desks');
  const [a, b] = await Promise.all([windowAt(await deskA.newLink()), windowAt(await deskB.newLink())]);
  const bare = await bareRoundTrip(databaseUrl);
  try {
    await Promise.all([a, b].map(untilOnline));
    const durable: number[] = [];
    const seen: number[] = [];
    const bound: number[] = [];
    const make = await changesAt(a);
    for (let turn = 0; turn < warmUp + changes; turn++) {
      const { ms, answeredMs } = await oneChange(b, make);
      const bareMs = await bare.once();
      if (turn < warmUp) continue;
      seen.push(ms);
      durable.push(answeredMs);
      bound.push(bareMs);
    }
    return figuresOf(seen, durable, bound);
  } finally {
    a.close();
    b.close();
    await bare.end();
  }
}

/** A change made at one desk, and what the other must be given when it has come. */
interface Change {
  readonly bookingId: string;
  readonly status: string;
}

async function oneChange(b: Client, make: () => Promise<Change>): Promise<{ ms: number; answeredMs: number }> {
  let look: () => void = () => undefined;
  // Notices that come before the question is known are not lost: the first look asks anyway.
  const unhear = b.onNotice((notice) => notice.type === 'changed' && notice.from === 'feed' && look());
  try {
    const began = performance.now();
    const { bookingId, status } = await make();
    const answeredMs = performance.now() - began;
    const ms = await new Promise<number>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('a change did not reach the other desk')), patienceMs);
      look = () => {
        b.call('booking.get', { bookingId }).then((booking) => {
          if (booking?.status !== status) return;
          clearTimeout(late);
          resolve(performance.now() - began);
        }, reject);
      };
      look();
    });
    return { ms, answeredMs };
  } finally {
    unhear();
  }
}

/** Sells a stay and cancels it, in turn. */
async function changesAt(a: Client): Promise<() => Promise<Change>> {
  const { property, roomTypes } = await a.call('lodge.get', {});
  const [guest] = await a.call('guests.find', { text: 'gurung', limit: 1 });
  const from = addDays(property.businessDate, 240);
  let open: string | undefined;
  let turn = 0;
  return async () => {
    if (open !== undefined) {
      const bookingId = open;
      open = undefined;
      const version = (await a.call('booking.get', { bookingId }))?.version ?? 0;
      await given(a, 'cancelBooking', { bookingId, reason: 'Bench', expectedVersion: version });
      return { bookingId, status: 'CANCELLED' };
    }
    const roomTypeId = roomTypes[turn++ % roomTypes.length]?.id ?? '';
    const sale = { guestId: guest?.id ?? '', source: 'phone', roomTypeId, roomId: null, from, to: addDays(from, 2) };
    const more = { adults: 2, children: 0, nightlyRate: null, wishes: '', expectedAt: '', note: '' };
    const events = await given(a, 'bookStay', { ...sale, ...more });
    open = bookedIn(events);
    return { bookingId: open, status: 'CONFIRMED' };
  };
}

async function given(client: Client, name: string, draft: unknown): Promise<readonly Record<string, unknown>[]> {
  const answer = await client.call('command.run', { name, draft });
  if (!answer.ok) throw new Error(`${name} was refused: ${answer.reason} ${JSON.stringify(answer.detail)}`);
  return answer.events;
}

function bookedIn(events: readonly Record<string, unknown>[]): string {
  const booking: unknown = events.find((event) => event['type'] === 'StayBooked')?.['booking'];
  const id: unknown = typeof booking === 'object' && booking !== null ? Reflect.get(booking, 'id') : undefined;
  if (typeof id !== 'string') throw new Error('a sale without its booking');
  return id;
}

/** The line of a desk is up, and what it had to catch up with is in. */
async function untilOnline(client: Client): Promise<void> {
  const online = async () => (await client.call('sync.get', {})).line.state === 'online';
  if (await online()) return;
  await new Promise<void>((resolve, reject) => {
    const unhear = client.onNotice((notice) => {
      if (notice.type !== 'line' || notice.line.state !== 'online') return;
      unhear();
      resolve();
    });
    // It may have come up between the question and the listening.
    online().then((up) => up && resolve(), reject);
  });
}

/** What the same Postgres takes to commit one row and tell another connection of it. */
async function bareRoundTrip(url: string): Promise<{ once(): Promise<number>; end(): Promise<void> }> {
  const [writer, listener] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
  await Promise.all([writer.connect(), listener.connect()]);
  await writer.query(
    'CREATE TABLE bench_bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL)',
  );
  await listener.query('LISTEN bench_bare');
  const body = 'x'.repeat(600);
  return {
    async once() {
      const told = new Promise<void>((resolve) => listener.once('notification', () => resolve()));
      const began = performance.now();
      await writer.query(`BEGIN; INSERT INTO bench_bare (body) VALUES ('${body}'); NOTIFY bench_bare; COMMIT`);
      await told;
      return performance.now() - began;
    },
    async end() {
      await writer.query('DROP TABLE bench_bare');
      await Promise.all([writer.end(), listener.end()]);
    },
  };
}

function figuresOf(seen: readonly number[], durable: readonly number[], bound: readonly number[]): Figure[] {
  const what = 'bare Postgres commit and NOTIFY';
  const line = (percent: number): Figure => ({
    part: 'a-to-b',
    name: `click on desk A to row on desk B, p${percent}`,
    value: percentile(seen, percent),
    unit: 'ms',
    bound: { value: percentile(bound, percent), what },
    target: { below: percent === 50 ? 30 : 150 },
    note: `${seen.length} changes; answered at desk A after ${percentile(durable, percent).toFixed(1)} ms`,
  });
  return [line(50), line(99)];
}
