import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addDays } from '#shared/kernel/dates.ts';
import { type AccountSums, trialBalance } from '#main/store/trial-balance.ts';
import { pruneFeed } from '#sync-server/jobs/prune-feed.ts';
import { startPruning } from '#sync-server/jobs/start-pruning.ts';
import { openPool } from '#sync-server/store/pool.ts';
import { inTransaction } from '#sync-server/store/transaction.ts';
import { rowWritesSql } from '#sync-server/store/write-rows.ts';
import { aRowOf } from '#test/contract/rows.ts';
import { type AProperty, type LiveDesk, aProperty, done, made, until } from './a-property.ts';
import { expectReplicasEqual } from './replicas.ts';

describe('a feed that holds a look-back', () => {
  let property: AProperty;
  let a: LiveDesk;
  let b: LiveDesk;

  beforeAll(async () => {
    property = await aProperty();
    a = await property.desk('Front');
    b = await property.desk('Bar');
  });
  afterAll(() => property.stop());

  test('[S29] what is over leaves the feed and the desks, the tables keep it; what is not stays; the accounts stand as before', async () => {
    const gone = aSale(a);
    goesThrough(a, gone);
    const unpaid = aSale(a);
    await a.settled();
    const balance = await serverBalance();
    await daysPass();
    const kept = await inTables(gone.bookingId);
    expect(await prune()).toBe(1);
    expect(await inFeed(gone.bookingId)).toEqual([]);
    expect(await inTables(gone.bookingId)).toEqual(kept);
    for (const desk of [a, b]) {
      await until(() => !has(desk, gone.bookingId));
      for (const entity of ['payment', 'receipt', 'journalEntry', 'journalLine', 'folioEntry'] as const)
        expect(desk.all(entity), entity).toEqual([]);
      expect(desk.all('guest').map(({ id }) => id)).toContain(gone.guestId);
      for (const entity of ['stay', 'occupancy', 'folio'] as const)
        expect(desk.all(entity).map(({ bookingId }) => bookingId)).toEqual([unpaid.bookingId]);
      expect(trialBalance(desk.store)).toEqual(balance);
    }
    await expectReplicasEqual(property, a, b);
    expect(await prune()).toBe(0);
  });

  test('[S29] a fact of an offline desk on a booking that was pruned meanwhile stands, and brings the booking back whole', async () => {
    const { bookingId, ...sale } = aSale(a);
    await a.settled();
    await until(() => has(b, bookingId));
    b.sync.setLine(false);
    done(b.run('takeCash', { bookingId, amount: 7_000, tendered: 7_000 }));
    goesThrough(a, { bookingId, ...sale });
    await a.settled();
    const before = await inFeed(bookingId);
    await daysPass();
    expect(await prune()).toBe(1);
    await until(() => !has(a, bookingId));

    b.sync.setLine(true);
    await b.settled();
    await until(() => has(a, bookingId));
    // As it was, and the note that was taken twice with its receipt and books.
    expect((await inFeed(bookingId)).filter((row) => before.includes(row))).toEqual(before);
    for (const desk of [a, b]) {
      await until(() => desk.all('payment').length === 2);
      expect(
        desk
          .all('receipt')
          .map(({ paymentId }) => paymentId)
          .toSorted(),
      ).toEqual(
        desk
          .all('payment')
          .map(({ id }) => id)
          .toSorted(),
      );
      expect(desk.all('journalLine').reduce((sum, { debit, credit }) => sum + debit - credit, 0)).toBe(0);
      expect(trialBalance(desk.store)).toEqual(await serverBalance());
    }
    await expectReplicasEqual(property, a, b);
    // Money that nobody has decided on keeps it there.
    expect(await prune()).toBe(0);
  });

  test('[S29] a booking of which something waits for a person stays until that is decided', async () => {
    const sale = aSale(a);
    goesThrough(a, sale);
    await a.settled();
    await daysPass();
    const { tenantId, propertyId } = property.place;
    const concerns = { bookingId: sale.bookingId };
    const after = aRowOf('exception', sale.stayId, { status: 'open', concerns, remedies: [] });
    const write = { entity: 'exception', id: after.id, before: null } as const;
    await inTransaction(property.server.pool, property.place, (tx) =>
      tx.finish(...rowWritesSql([{ ...write, after: { ...after, tenantId, propertyId } }])),
    );
    expect(await prune()).toBe(0);
    await property.server.pool.query("UPDATE exception SET status = 'resolved' WHERE id = $1", [after.id]);
    expect(await prune()).toBe(1);
  });

  test('[S29] two servers prune a booking once, and by themselves', async () => {
    const sales = [aSale(a), aSale(a)];
    for (const sale of sales) goesThrough(a, sale);
    await a.settled();
    await daysPass();
    const other = openPool(property.server.databaseUrl, 2);
    const logger = { info: () => undefined, warn: () => undefined };
    const work = { now: inHundredDays, lookBackDays: 90, logger };
    const jobs = [property.server.pool, other].map((pool) => startPruning({ ...work, pool }, 5));
    await vi.waitFor(async () => expect((await Promise.all(sales.map(fed))).flat()).toEqual([]), { timeout: 60_000 });
    for (const job of jobs) await job.stop();
    await other.end();
    const { rows } = await property.server.pool.query<{ id: string }>(
      `SELECT jsonb_array_elements_text(keys->'booking') AS id FROM feed_prune ORDER BY id`,
    );
    for (const { bookingId } of sales) expect(rows.filter(({ id }) => id === bookingId)).toHaveLength(1);
    for (const desk of [a, b]) {
      await until(() => sales.every(({ bookingId }) => !has(desk, bookingId)));
      expect(trialBalance(desk.store)).toEqual(await serverBalance());
    }
    await expectReplicasEqual(property, a, b);
  });

  const fed = ({ bookingId }: Sale) => inFeed(bookingId);
  const inHundredDays = () => new Date(Date.now() + 100 * 86_400_000).toISOString();
  const prune = () => pruneFeed(property.server.pool, property.place, { lookBackDays: 90, now: inHundredDays() });
  const has = (desk: LiveDesk, bookingId: string) => desk.all('booking').some(({ id }) => id === bookingId);
  const today = (desk: LiveDesk) => desk.all('property')[0]?.businessDate ?? '';

  async function daysPass(): Promise<void> {
    const businessDate = addDays(today(a), 100);
    await property.act('rollDay', { businessDate });
    for (const desk of [a, b]) if (desk.sync.line().state === 'online') await until(() => today(desk) === businessDate);
  }

  interface Sale {
    readonly guestId: string;
    readonly bookingId: string;
    readonly stayId: string;
    readonly total: number;
  }

  /** Tonight, in a room that nobody else has. */
  function aSale(desk: LiveDesk): Sale {
    const profile = { name: 'Hannah Brandt', country: 'DE', phone: '', email: '', vip: false, note: '' };
    const { guest } = made(done(desk.run('addGuest', profile)), 'GuestAdded');
    const wish = { adults: 2, children: 0, nightlyRate: null, wishes: '', expectedAt: '', note: '' };
    const taken = new Set(
      desk.all('occupancy').flatMap(({ roomId, status }) => (status === 'expected' && roomId !== null ? [roomId] : [])),
    );
    const room = desk.all('room').find(({ id, status }) => !taken.has(id) && status !== 'OCCUPIED');
    const dates = { from: today(desk), to: addDays(today(desk), 1) };
    const where = { roomTypeId: room?.roomTypeId, roomId: room?.id };
    const sold = desk.run('bookStay', { guestId: guest.id, source: 'walkIn', ...where, ...dates, ...wish });
    const { booking, stay } = made(done(sold), 'StayBooked');
    return { guestId: guest.id, bookingId: booking.id, stayId: stay.id, total: booking.fields.total };
  }

  function goesThrough(desk: LiveDesk, { bookingId, stayId, total }: Sale): void {
    done(desk.run('checkIn', { stayId, override: 'here' }));
    done(desk.run('takeCash', { bookingId, amount: total, tendered: total }));
    done(desk.run('checkOut', { stayId }));
  }

  async function serverBalance(): Promise<AccountSums[]> {
    const { rows } = await property.server.pool.query<AccountSums>(
      `SELECT account, currency, sum(debit)::bigint AS debit, sum(credit)::bigint AS credit FROM journal_line
        GROUP BY account, currency ORDER BY account, currency`,
    );
    expect(rows.length).toBeGreaterThan(1);
    return rows;
  }

  /** What the feed has of a booking, by entity and id. */
  async function inFeed(bookingId: string): Promise<string[]> {
    const { rows } = await property.server.pool.query<{ key: string }>(
      `SELECT entity || '/' || id AS key FROM feed WHERE entity <> 'exception' AND (id::text = $1 OR row->>'booking_id' = $1
         OR row->>'payment_id' IN (SELECT id::text FROM payment WHERE booking_id::text = $1)
         OR row->>'entry_id' IN (SELECT id::text FROM journal_entry WHERE booking_id::text = $1)) ORDER BY 1`,
      [bookingId],
    );
    return rows.map(({ key }) => key);
  }

  async function inTables(bookingId: string): Promise<unknown> {
    const one = (table: string) =>
      property.server.pool.query(
        `SELECT * FROM ${table} WHERE ${table === 'booking' ? 'id' : 'booking_id'} = $1 ORDER BY id`,
        [bookingId],
      );
    const tables = ['booking', 'stay', 'occupancy', 'folio', 'folio_entry', 'payment', 'journal_entry'];
    const found = await Promise.all(tables.map(async (table) => (await one(table)).rows));
    for (const rows of found) expect(rows.length).toBeGreaterThan(0);
    return found;
  }
});
