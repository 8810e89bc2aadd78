import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { takeCash } from '#shared/commands/money/take-cash.ts';
import type { Envelope } from '#shared/sync/envelope.ts';
import type { Stretch } from '#sync-server/engine/opening.ts';
import type { Ruling } from '#sync-server/engine/rule.ts';
import { type Attempted, type Delivery, takeLot } from '#sync-server/engine/take-lot.ts';
import { openPool } from '#sync-server/store/pool.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';
import { type ALodgeOnServer, type ARemoteDesk, type ServerGround, bookHere, serverGround } from './server-harness.ts';

let ground: ServerGround;
beforeAll(async () => {
  ground = await serverGround();
});
afterAll(async () => ground.end());
afterEach(() => vi.restoreAllMocks());

/** A payment of this amount is one that the engine cannot carry out. */
const POISON = 1313;

describe('envelopes of several desks that are taken together', () => {
  it('[S20] come to what they come to one by one: answers, rows, events and feed', async () => {
    let runs = 0;
    const taken = { all: 0, refused: 0, thrown: 0 };
    const property = fc.asyncProperty(
      fc.array(fc.array(fc.nat(999), { minLength: 12, maxLength: 12 }), { minLength: 4, maxLength: 4 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 6, maxLength: 6 }),
      async (draws, lengths) => {
        runs += 1;
        const lodge = await ground.lodge({ rooms: 2 });
        const desks: ARemoteDesk[] = [];
        for (const name of ['First', 'Second', 'Third', 'Fourth']) desks.push(await ground.desk(lodge, name));
        const first = bookHere(desks[0] as ARemoteDesk, lodge, { name: 'Common' }); // there are four
        await desks[0]?.push(first.envelopes);
        for (const [index, desk] of desks.entries()) {
          await desk.pull();
          act(desk, lodge, first, draws[index] ?? []);
        }
        const mend = poisonPayments();
        const base = new URL(lodge.server.databaseUrl).pathname.slice(1);
        await lodge.server.stop();
        const [one, other] = await copiesOf(base, runs);
        const queues = desks.map((desk) => ({
          left: desk.envelopes(desk === desks[0] ? 2 : 0),
          ruling: { by: 'deciding' } as Ruling,
        }));
        for (let round = 0; queues.some(({ left }) => left.length > 0); round++) {
          const length = lengths[round % lengths.length] ?? 1;
          const deliveries = queues.flatMap(({ left, ruling }) => deliveryOf(left.slice(0, length), ruling, round));
          const together = await takenIn(one.pool, lodge.place, deliveries);
          const apart: Attempted[] = [];
          for (const delivery of deliveries) apart.push(await oneByOne(other.pool, lodge.place, delivery));
          expect(plain(together)).toEqual(plain(apart));
          const served = queues.filter(({ left }) => left.length > 0);
          for (const [index, queue] of served.entries()) {
            const attempted = together[index] ?? [];
            taken.all += attempted.length;
            const last = attempted.at(-1);
            queue.ruling = { by: 'deciding' };
            if (last?.taken === 'refused') queue.ruling = { by: 'refusing', refused: last.refused, alternatives: [] };
            if (last?.taken === 'thrown') queue.ruling = { by: 'setting-aside' };
            const isOpen = last?.taken === 'refused' || last?.taken === 'thrown';
            if (isOpen) taken[last.taken === 'refused' ? 'refused' : 'thrown'] += 1;
            queue.left = queue.left.slice(attempted.length - (isOpen ? 1 : 0));
          }
          expect(await contents(one.pool)).toEqual(await contents(other.pool));
        }
        mend();
        await one.pool.end();
        await other.pool.end();
      },
    );
    await fc.assert(property, { numRuns: 4, seed: 20, endOnFailure: true });
    // A run in which nothing was in anything's way would prove nothing.
    expect(taken.all).toBeGreaterThan(100);
    expect(taken.refused).toBeGreaterThan(5);
    expect(taken.thrown).toBeGreaterThan(2);
  });
});

function poisonPayments(): () => void {
  const { record } = takeCash;
  const spy = vi.spyOn(takeCash, 'record').mockImplementation((seen, input, context) => {
    if (input.amount === POISON) throw new TypeError('poison');
    return record(seen, input, context);
  });
  return () => spy.mockRestore();
}

type Queue = readonly Envelope[];

function deliveryOf([first, ...more]: Queue, ruling: Ruling, round: number): Delivery[] {
  if (first === undefined) return [];
  const envelopes: Stretch = [first, ...more];
  return [{ envelopes, ruling, arrival: new Date(Date.UTC(2027, 0, 1, 0, round)).toISOString(), tooOld: false }];
}

/** What becomes of deliveries that are taken in one transaction. */
async function takenIn(pool: pg.Pool, place: Place, deliveries: readonly Delivery[]): Promise<readonly Attempted[]> {
  const works = deliveries.map((delivery) => ({ of: 'desk', delivery }) as const);
  const takings = await inTransaction(pool, place, (tx) => takeLot(tx, works, false));
  return takings.map((taking) => (taking.of === 'desk' ? taking.attempted : []));
}

/** Each envelope in a transaction of its own, until one does not come to stand. */
async function oneByOne(pool: pg.Pool, place: Place, delivery: Delivery): Promise<Attempted> {
  const attempted: Attempted[number][] = [];
  for (const [index, envelope] of delivery.envelopes.entries()) {
    const ruling: Ruling = index === 0 ? delivery.ruling : { by: 'deciding' };
    const single = { ...delivery, envelopes: [envelope] as const, ruling };
    const [answers] = await takenIn(pool, place, [single]);
    attempted.push(...(answers ?? []));
    if (attempted.at(-1)?.taken !== true) break;
  }
  return attempted;
}

/** Answers as they can be compared: a context has functions, an error a stack. */
function plain(all: readonly Attempted[]): unknown {
  return all.map((attempted) =>
    attempted.map((attempt) =>
      attempt.taken === 'refused'
        ? { refused: attempt.refused, id: attempt.context.envelopeId, now: attempt.context.now }
        : attempt.taken === 'thrown'
          ? { thrown: String(attempt.error) }
          : attempt,
    ),
  );
}

async function copiesOf(base: string, run: number) {
  const admin = new pg.Client({ connectionString: ground.postgres.url });
  await admin.connect();
  const copies = [`together_${run}`, `apart_${run}`];
  for (const name of copies) {
    // The server's last connections may take a moment to go.
    await vi.waitFor(() => admin.query(`CREATE DATABASE ${name} TEMPLATE ${base}`), { timeout: 20_000, interval: 50 });
  }
  await admin.end();
  const [one, other] = copies.map((name) => ({
    pool: openPool(ground.postgres.url.replace(/\/postgres$/, `/${name}`), 2),
  }));
  if (one === undefined || other === undefined) throw new Error('two copies');
  return [one, other] as const;
}

/** All rows of all tables. */
async function contents(pool: pg.Pool): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
  );
  const all: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

/** Work of a day at a desk that knows nothing of the others': sales of the same nights, moves into the same rooms, money. */
function act(desk: ARemoteDesk, lodge: ALodgeOnServer, common: ReturnType<typeof bookHere>, draws: readonly number[]) {
  const mine: ReturnType<typeof bookHere>[] = [];
  for (const draw of draws) {
    const target = mine.length === 0 || draw % 3 === 0 ? common : (mine[draw % mine.length] ?? common);
    const version = (entity: 'booking' | 'occupancy' | 'guest', id: string) =>
      desk.store.find(entity, id)?.version ?? 0;
    const from = `2026-11-2${draw % 4}`;
    const tries = [
      () =>
        mine.push(
          bookHere(desk, lodge, {
            name: `G${draw}`,
            from,
            to: `2026-11-2${(draw % 4) + 1 + (draw % 2)}`,
            roomId: draw % 5 === 0 ? null : (lodge.roomIds[draw % 2] ?? null),
          }),
        ),
      () =>
        desk.run('takeCash', {
          bookingId: target.bookingId,
          amount: draw % 4 === 0 ? POISON : 10 + draw,
          tendered: 5000,
        }),
      () =>
        desk.run('moveStay', {
          stayId: target.stayId,
          occupancyId: target.occupancyId,
          roomId: lodge.roomIds[draw % 2],
          from,
          to: '2026-11-26',
          expectedVersion: version('occupancy', target.occupancyId),
          price: 'reprice',
        }),
      () =>
        desk.run('cancelBooking', {
          bookingId: target.bookingId,
          reason: 'ill',
          expectedVersion: version('booking', target.bookingId),
        }),
      () =>
        desk.run('changeGuest', {
          guestId: target.guestId,
          expectedVersion: version('guest', target.guestId),
          name: `Renamed ${draw}`,
          country: 'FR',
          phone: '',
          email: '',
          vip: false,
          note: '',
        }),
      () => desk.run('checkIn', { stayId: target.stayId }),
      () =>
        desk.run('setRoomStatus', { roomId: lodge.roomIds[draw % 2], status: 'INSPECTED' }, lodge.actors.housekeeping),
    ];
    try {
      tries[[0, 1, 0, 2, 1, 3, 0, 4, 5, 6][draw % 10] ?? 0]?.();
    } catch {
      // What the desk itself refuses is no part of this.
    }
  }
}
