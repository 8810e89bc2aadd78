import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { entities } from '#shared/schema/entities.ts';
import { addDays } from '#shared/kernel/dates.ts';
import type { Envelope } from '#shared/sync/envelope.ts';
import type { runBatch } from '#sync-server/store/batch.ts';
import {
  type ALodgeOnServer,
  type ARemoteDesk,
  type ServerGround,
  bookHere,
  bookingDraft,
  madeBy,
  serverGround,
} from './server-harness.ts';

type Batch = typeof runBatch;

/** Stands between the engine and the connection: sees what is sent, and when. */
const watching = vi.hoisted(
  (): {
    batch: ((...given: readonly [...Parameters<Batch>, () => ReturnType<Batch>]) => ReturnType<Batch>) | undefined;
  } => ({
    batch: undefined,
  }),
);
vi.mock('#sync-server/store/batch.ts', async (original) => {
  const real = await original<{ runBatch: Batch }>();
  const seen: Batch = (client, statements) => {
    const run = () => real.runBatch(client, statements);
    return watching.batch?.(client, statements, run) ?? run();
  };
  return { ...real, runBatch: seen };
});

let ground: ServerGround;
beforeAll(async () => {
  ground = await serverGround();
});
afterAll(async () => ground.end());
afterEach(() => {
  watching.batch = undefined;
});

/** Places in the order of locking: the property as a whole and the desk's epoch come before every row. */
const places = new Map<string, number>([
  ['property lock', -2],
  ['desk_epoch', -1],
  ...Object.values(entities).map(({ table, lockOrder }): [string, number] => [table, lockOrder]),
]);

/** Every lock of every transaction of the server, in the order in which it asked for them; a savepoint that is gone back to gives its locks back. */
function recordLocks(): readonly string[][] {
  const transactions: string[][] = [];
  const open = new Map<unknown, { taken: string[]; savepoint: number }>();
  watching.batch = (client, statements, run) => {
    for (const sql of statements) {
      if (sql.startsWith('BEGIN')) {
        const taken: string[] = [];
        transactions.push(taken);
        open.set(client, { taken, savepoint: 0 });
      }
      const now = open.get(client);
      if (now === undefined) continue;
      if (sql.startsWith('SAVEPOINT')) now.savepoint = now.taken.length;
      if (sql.startsWith('ROLLBACK TO')) now.taken.length = now.savepoint;
      if (sql.includes('pg_advisory_xact_lock')) now.taken.push('property lock');
      const locked = / FROM (\w+) WHERE .* FOR UPDATE$/.exec(sql)?.[1];
      if (locked !== undefined) now.taken.push(locked, ...(isInOrder(sql) ? [] : ['rows in no order']));
    }
    return run();
  };
  return transactions;
}

function isInOrder(sql: string): boolean {
  return / ORDER BY (id|epoch|desk_code, epoch) FOR UPDATE$/.test(sql);
}

describe('locks', () => {
  it('[S21] are asked for in one global order by every command: property, desk, then kind after kind, by key within each', async () => {
    const lodge = await ground.lodge({ rooms: 4 });
    const desk = await ground.desk(lodge);
    const [, room2, room3] = lodge.roomIds;
    const { manager, housekeeping } = lodge.actors;
    const a = bookHere(desk, lodge, { name: 'A', roomId: lodge.roomIds[0] ?? null });
    const b = bookHere(desk, lodge, { name: 'B', roomId: room2 ?? null });
    const version = (entity: 'booking' | 'occupancy' | 'stay' | 'guest', id: string) =>
      desk.store.find(entity, id)?.version ?? 0;
    desk.run('swapStays', { occupancyId: a.occupancyId, withOccupancyId: b.occupancyId });
    desk.run('moveStay', {
      stayId: a.stayId,
      occupancyId: a.occupancyId,
      roomId: room3,
      from: '2026-11-20',
      to: '2026-11-23',
      expectedVersion: version('occupancy', a.occupancyId),
      price: 'reprice',
    });
    desk.run('lockRoom', { occupancyId: a.occupancyId, locked: true });
    desk.run('takeCash', { bookingId: a.bookingId, amount: 1_000_000, tendered: 1_000_000 });
    desk.run('checkIn', { stayId: a.stayId });
    desk.run('refundCash', { bookingId: a.bookingId, exceptionId: null, amount: 500_000 });
    desk.run('checkOut', { stayId: a.stayId });
    desk.run('cancelBooking', {
      bookingId: b.bookingId,
      reason: 'ill',
      expectedVersion: version('booking', b.bookingId),
    });
    desk.run('setRoomStatus', { roomId: room3, status: 'INSPECTED' }, housekeeping);
    desk.run(
      'putOutOfOrder',
      { roomId: room2, kind: 'OOO', from: '2026-12-01', to: '2026-12-03', reason: 'paint' },
      manager,
    );
    desk.run('revokeDesk', { code: 'A' }, manager);
    const transactions = recordLocks();
    const { verdicts } = await desk.push(desk.envelopes());
    expect(verdicts.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    watching.batch = undefined;

    const writing = transactions.filter((taken) => taken.length > 0);
    expect(writing.length).toBeGreaterThan(0);
    for (const taken of writing) {
      const order = taken.map((table) => places.get(table) ?? `${table}: of no known order`);
      expect([taken, order]).toEqual([taken, order.toSorted((x, y) => Number(x) - Number(y))]);
      expect(taken.slice(0, 2)).toEqual(['property lock', 'desk_epoch']);
    }
    const kinds = new Set(writing.flat());
    for (const kind of ['booking', 'stay', 'occupancy', 'room', 'slot', 'folio', 'desk']) expect(kinds).toContain(kind);
  });

  it('[S21] are given back and taken anew with all others kept out where the set keeps growing, so that it ends', async () => {
    const lodge = await ground.lodge({ rooms: 1 });
    const desk = await ground.desk(lodge);
    const [roomId] = lodge.roomIds;
    const block = { roomId, kind: 'OOO', from: '2026-11-24', to: '2027-06-01', reason: 'The roof' };
    desk.run('putOutOfOrder', block, lodge.actors.manager);
    const someone = await someoneWhoKeepsBooking(lodge);
    watching.batch = (_client, statements, run) => {
      // Whenever the block asks for its locks, one more booking of the room has just come to be.
      const asks = statements.includes('SAVEPOINT locks') && !someone.isWorking();
      return asks ? someone.bookOneMore().then(run) : run();
    };
    const answer = await desk.push(desk.envelopes());
    const bookings = await Promise.all(someone.all);
    watching.batch = undefined;
    expect(answer.verdicts).toMatchObject([{ seq: 1, outcome: expect.stringMatching(/applied|exception|refused/) }]);
    expect(answer.verdicts[0]?.reason).not.toBe('internal');
    expect(bookings.length).toBeGreaterThan(8);
    const metrics = await (await fetch(new URL('/metrics', lodge.server.url))).text();
    expect(metrics).toMatch(/^transactions_retried_total\{alone="true"\} [1-9]/m);
  });

  it('[S20] [S21] of many desks that move, swap and sell the same rooms never end in a deadlock', async () => {
    const property = fc.asyncProperty(fc.array(fc.nat(), { minLength: 24, maxLength: 24 }), async (draws) => {
      const lodge = await ground.lodge({ rooms: 3, poolSize: 8 });
      const first = await ground.desk(lodge, 'First');
      const stays = lodge.roomIds.map((roomId, index) => bookHere(first, lodge, { name: `G${index}`, roomId }));
      await first.push(first.envelopes());
      const desks = await Promise.all([1, 2, 3, 4].map((n) => ground.desk(lodge, `D${n}`)));
      desks.forEach((desk, index) => {
        for (const draw of draws.slice(index * 6, index * 6 + 6)) act(desk, lodge, stays, draw);
      });
      const before = await deadlocks(lodge);
      const answers = await Promise.all(desks.map((desk) => desk.push(desk.envelopes())));
      expect(await deadlocks(lodge)).toBe(before);
      for (const [index, answer] of answers.entries())
        expect(answer.verdicts.map(({ seq }) => seq)).toEqual(
          desks[index]?.envelopes().map(({ seq }: Envelope) => seq),
        );
      expect(answers.flatMap((answer) => answer.verdicts).filter(({ reason }) => reason === 'internal')).toEqual([]);
      for (const slot of await lodge.all('slot')) expect(slot.confirmed).toBeLessThanOrEqual(slot.total);
    });
    await fc.assert(property, { numRuns: 4, seed: 21 });
  });
});

function act(
  desk: ARemoteDesk,
  lodge: ALodgeOnServer,
  stays: readonly ReturnType<typeof bookHere>[],
  draw: number,
): void {
  const one = stays[draw % stays.length];
  const other = stays[(draw + 1) % stays.length];
  if (one === undefined || other === undefined) throw new Error('no stays');
  const tries = [
    () => desk.run('swapStays', { occupancyId: one.occupancyId, withOccupancyId: other.occupancyId }),
    () => desk.run('swapStays', { occupancyId: other.occupancyId, withOccupancyId: one.occupancyId }),
    () =>
      desk.run('moveStay', {
        stayId: one.stayId,
        occupancyId: one.occupancyId,
        roomId: null,
        from: '2026-11-20',
        to: draw % 2 === 0 ? '2026-11-24' : '2026-11-21',
        expectedVersion: desk.store.find('occupancy', one.occupancyId)?.version ?? 0,
        price: 'keep',
      }),
    () => desk.run('takeCash', { bookingId: one.bookingId, amount: 10, tendered: 10 }),
    () => bookHere(desk, lodge, { from: '2026-11-22', to: '2026-11-26', roomId: lodge.roomIds[draw % 3] ?? null }),
  ];
  try {
    tries[draw % tries.length]?.();
  } catch {
    // What the desk itself refuses is no part of this.
  }
}

async function deadlocks(lodge: ALodgeOnServer): Promise<number> {
  const { rows } = await lodge.server.pool.query<{ deadlocks: number }>(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  return rows[0]?.deadlocks ?? -1;
}

/** Somebody who books the lodge's one room for a further day each time: until it is done, or kept waiting by a lock. */
async function someoneWhoKeepsBooking(lodge: ALodgeOnServer) {
  const guest = { name: 'Someone', country: '', phone: '', email: '', vip: false, note: '' };
  const { guest: made } = madeBy(await lodge.run('addGuest', guest), 'GuestAdded');
  const waiting = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
  const all: Promise<unknown>[] = [];
  let working = false;
  return {
    all,
    isWorking: () => working,
    async bookOneMore(): Promise<void> {
      working = true;
      let booked = false;
      const from = addDays('2026-11-25', all.length);
      const wish = { from, to: addDays(from, 1), roomId: lodge.roomIds[0] ?? null };
      const booking = lodge.run('bookStay', bookingDraft(made.id, lodge, wish)).then((outcome) => {
        booked = true;
        return outcome;
      });
      all.push(booking);
      while (!booked && (await lodge.server.pool.query(waiting)).rowCount === 0);
      working = false;
    },
  };
}
