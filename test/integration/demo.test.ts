import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayIn } from '#shared/kernel/dates.ts';
import { verifyPin } from '#shared/kernel/pin.ts';
import { receiptHash } from '#shared/money/receipt.ts';
import type { ReceiptContent } from '#shared/schema/receipt-content.ts';
import { demoPropertyId, seedDemoLodge } from '#sync-server/demo/seed-demo-lodge.ts';
import { staff } from '#sync-server/demo/staff.ts';
import { migrate } from '#sync-server/store/migrate.ts';
import { openPool } from '#sync-server/store/pool.ts';
import { type TestPostgres, startTestPostgres } from '#test/support/postgres.ts';

const tenantId = '01990000-0000-7000-8000-000000000001';

describe('the demonstration lodge, made through the commands', () => {
  let postgres: TestPostgres;
  let owner: pg.Client;
  let pool: pg.Pool;
  let first: Awaited<ReturnType<typeof seedDemoLodge>>;
  let seconds = 0;
  const side = () => ({ pool, now: () => new Date().toISOString() });
  let today = '';

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const database = await postgres.createDatabase('demo');
    await migrate(database);
    pool = openPool(database, 4);
    owner = new pg.Client({ connectionString: database });
    await owner.connect();
    const began = performance.now();
    today = dayIn('Asia/Kathmandu', new Date().toISOString());
    first = await seedDemoLodge(side(), tenantId);
    seconds = (performance.now() - began) / 1000;
    console.info(`the demonstration lodge took ${seconds.toFixed(1)} s`);
  }, 120_000);

  afterAll(async () => {
    await owner.end();
    await pool.end();
    await postgres.stop();
  });

  test('it has thirty rooms in six types, and its business date is today', async () => {
    expect(first).toEqual({ propertyId: demoPropertyId(tenantId), made: true });
    expect(
      await numbers(
        'SELECT t.code, count(*)::int AS n FROM room r JOIN room_type t ON t.id = r.room_type_id GROUP BY t.code, t.position ORDER BY t.position',
      ),
    ).toEqual([
      ['GT', 8],
      ['GD', 6],
      ['RV', 7],
      ['FM', 3],
      ['SU', 3],
      ['TC', 3],
    ]);
    const { rows } = await owner.query('SELECT name, business_date::text AS day FROM property');
    expect(rows).toEqual([{ name: 'Dhampus Ridge Lodge', day: today }]);
  });

  test('the month is lively: departed, in house, due in and out, overdue, unassigned, locked, VIP, unpaid, cancelled', async () => {
    const count = async (sql: string) => Number((await owner.query(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0].n);
    const bookings = await count('(SELECT DISTINCT booking_id FROM stay) AS b');
    expect([bookings >= 90, bookings <= 150]).toEqual([true, true]);
    expect(await count("stay WHERE status = 'CHECKED_OUT'")).toBeGreaterThan(20);
    expect(await count("stay WHERE status = 'CHECKED_IN'")).toBeGreaterThan(14);
    expect(await count(`stay WHERE status = 'CONFIRMED' AND arrival = '${today}'`)).toBe(7);
    expect(await count(`stay WHERE status = 'CHECKED_IN' AND departure = '${today}'`)).toBeGreaterThanOrEqual(4);
    expect(await count(`stay WHERE status = 'CHECKED_IN' AND departure < '${today}'`)).toBe(1);
    expect(await count("stay WHERE status = 'CANCELLED'")).toBe(2);
    expect(await count("occupancy WHERE room_id IS NULL AND status = 'expected'")).toBe(5);
    expect(await count('occupancy WHERE locked')).toBe(3);
    expect(await count('guest WHERE vip')).toBe(4);
    expect(
      await count("booking WHERE payment_status IN ('UNPAID', 'PARTIAL') AND status = 'CONFIRMED'"),
    ).toBeGreaterThan(10);
    expect(await count("room_block WHERE status = 'open' AND kind = 'OOO' AND reason = 'Shower leak'")).toBe(1);
    expect(await count("exception WHERE status = 'open'")).toBe(0);
    expect(await count(`stay WHERE status = 'CONFIRMED' AND arrival < '${today}'`)).toBe(0);
    const statuses = await numbers('SELECT status, count(*)::int FROM room GROUP BY status ORDER BY status');
    expect(statuses.map(([status]) => status)).toEqual([
      'INSPECTED',
      'OCCUPIED',
      'OOO',
      'VACANT_CLEAN',
      'VACANT_DIRTY',
    ]);
  });

  test('tours depart for two months: gone and earned, few left with holds, a waitlist, one that is closed [I8]', async () => {
    const count = async (sql: string) => Number((await owner.query(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0].n);
    expect([await count('product'), await count("channel WHERE collects = 'channel'"), await count('agent')]).toEqual([
      10, 2, 1,
    ]);
    expect(await count('departure')).toBeGreaterThan(300);
    expect(await count("departure WHERE state = 'departed'")).toBeGreaterThan(20);
    expect(await count("seats WHERE status = 'CONFIRMED'")).toBeGreaterThan(40);
    expect(await count("waitlist_entry WHERE status = 'waiting'")).toBe(3);
    expect(await count("departure WHERE sale = 'closed' AND state_reason = 'River too high'")).toBe(1);
    const told =
      await owner.query(`SELECT (s.total - s.blocked - s.held - s.confirmed)::int AS free, s.held::int FROM slot s
      JOIN departure d ON d.slot_id = s.id JOIN product p ON p.id = d.product_id
      WHERE (p.code, d.date) IN (('GPH', '${today}'::date + 4), ('MH', '${today}'::date + 2)) ORDER BY p.code`);
    expect(told.rows).toEqual([
      { free: 2, held: 3 },
      { free: 0, held: 0 },
    ]);
  });

  test('the books balance, and cash is what the receipts say [A1, M3]', async () => {
    const { rows } = await owner.query(`
      SELECT (SELECT coalesce(sum(debit) - sum(credit), 0)::bigint FROM journal_line) AS difference,
        (SELECT sum(debit - credit)::bigint FROM journal_line WHERE account = '1000') AS cash,
        (SELECT sum(amount)::bigint FROM payment) AS payments,
        (SELECT count(*)::int FROM booking WHERE paid <> (SELECT coalesce(sum(-e.amount), 0) FROM folio_entry e WHERE e.booking_id = booking.id AND e.kind = 'payment')) AS astray`);
    expect(rows[0]).toMatchObject({ difference: '0', astray: 0, cash: rows[0].payments });
    expect(Number(rows[0].cash)).toBeGreaterThan(0);
  });

  test('receipts are without gaps and chained [M3]', async () => {
    const { rows } = await owner.query(
      'SELECT series, number::int, content, previous_hash AS "previousHash", hash FROM receipt ORDER BY number',
    );
    let before = '';
    rows.forEach(
      (row: { series: string; number: number; content: ReceiptContent; previousHash: string; hash: string }, index) => {
        expect(row.number).toBe(index + 1);
        expect(row.previousHash).toBe(before);
        expect(row.hash).toBe(receiptHash(row.series, row.number, row.content, row.previousHash));
        before = row.hash;
      },
    );
    expect(rows.length).toBeGreaterThan(60);
  });

  test('the staff sign in with the PINs of the README', async () => {
    const { rows } = await owner.query('SELECT name, pin_hash FROM app_user');
    const hashes = new Map(rows.map((row: { name: string; pin_hash: string }) => [row.name, row.pin_hash]));
    for (const { name, pin } of staff) expect(await verifyPin(pin, hashes.get(name) ?? '')).toBe(true);
  });

  test('made again, it stays as it is', async () => {
    const before = await owner.query(
      "SELECT count(*)::int AS n, md5(string_agg(md5(row::text), '' ORDER BY entity, id)) AS digest FROM feed",
    );
    expect(await seedDemoLodge(side(), tenantId)).toEqual({ propertyId: demoPropertyId(tenantId), made: false });
    const after = await owner.query(
      "SELECT count(*)::int AS n, md5(string_agg(md5(row::text), '' ORDER BY entity, id)) AS digest FROM feed",
    );
    expect(after.rows).toEqual(before.rows);
  });

  async function numbers(sql: string): Promise<unknown[][]> {
    const { rows } = await owner.query({ text: sql, rowMode: 'array' });
    return rows;
  }
});
