import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '#shared/kernel/hash.ts';
import { type ImportOrder, type ImportSummary, importProperty } from '#sync-server/import/import-property.ts';
import { builtInMaps } from '#sync-server/import/map-named.ts';
import { migrate } from '#sync-server/store/migrate.ts';
import { type TestPostgres, startTestPostgres } from '#test/support/postgres.ts';
import { unsealing } from '#test/support/unsealed.ts';

const bookings = join(import.meta.dirname, '../../../shared/data/resort-hotel-bookings.csv.gz');
const absent = existsSync(bookings) ? '' : ' (skipped: ../shared/data/resort-hotel-bookings.csv.gz is not here)';
const tenantId = '01990000-0000-7000-8000-000000000001';
const businessDate = '2016-08-15';

describe.skipIf(absent !== '')(`the real hotel's bookings${absent}`, () => {
  let postgres: TestPostgres;
  let folder: string;
  let owner: pg.Client;
  let database: string;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    folder = await mkdtemp(join(tmpdir(), 'cairn-import-'));
    database = await postgres.createDatabase('import');
    await migrate(database);
    // The superuser sees every tenant's rows, whatever row-level security says.
    owner = new pg.Client({ connectionString: database });
    await owner.connect();
  }, 120_000);

  afterAll(async () => {
    await owner.end();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const order = (more: Partial<ImportOrder> = {}): ImportOrder => ({
    database,
    tenantId,
    file: bookings,
    map: mapOf('hotel-demand'),
    businessDate,
    quarantineFile: join(folder, 'quarantine.csv'),
    ...more,
  });

  test('all rows are taken but those without a person and the one with a negative rate; rows in = taken + quarantined', async () => {
    const summary = await imported(order());

    expect(summary).toMatchObject({ rows: 40_060, taken: 40_046, quarantined: 14, fresh: 40_046, known: 0, left: 0 });
    const quarantine = await readFile(summary.quarantineFile ?? '', 'utf8');
    const lines = quarantine.trim().split('\n').slice(1);
    expect(lines.map((line) => Number(line.split(',')[0]))).toEqual([
      2226, 2411, 3183, 3686, 3710, 4129, 9378, 14_971, 31_767, 32_031, 32_829, 34_851, 34_857, 37_461,
    ]);
    expect(lines.filter((line) => line.includes('nobody stays'))).toHaveLength(13);
    expect(lines.filter((line) => line.includes('the rate is below zero: -6.38'))).toHaveLength(1);
    expect(lines[7]).toContain(',"Resort Hotel,0,');
    for (const table of ['booking', 'stay', 'occupancy', 'guest', 'folio']) {
      expect(await count(`${table} WHERE writer = 'server/0/import'`)).toBe(40_046);
    }
    expect(await count("feed WHERE entity = 'stay'")).toBe(40_046);
    expect(await count('journal_entry')).toBe(0);
    expect(await count('payment')).toBe(0);
  }, 120_000);

  test('nights are sold as often as stays sleep in them, and never more than there are rooms [I2]', async () => {
    const { rows } = await owner.query(`
      WITH slept AS (
        SELECT o.room_type_id, n::date AS night, count(*) AS units FROM occupancy o,
        generate_series(o.from_date, o.to_date - 1, interval '1 day') n
        WHERE o.status <> 'released' AND o.from_date < o.to_date GROUP BY 1, 2)
      SELECT count(*) FILTER (WHERE s.confirmed IS DISTINCT FROM slept.units)::int AS wrong,
        count(*) FILTER (WHERE s.confirmed > s.total OR s.forced > 0)::int AS oversold, count(*)::int AS nights
      FROM slept FULL JOIN slot s ON s.resource_id = slept.room_type_id AND s.date = slept.night`);
    expect(rows[0]).toMatchObject({ wrong: 0, oversold: 0 });
    expect(Number(rows[0].nights)).toBeGreaterThan(4000);
  });

  test('no room has two guests at a time, day use and departed guests included [R1]', async () => {
    const { rows } = await owner.query(`
      SELECT count(*)::int AS clashes FROM occupancy a JOIN occupancy b ON a.room_id = b.room_id AND a.id < b.id
        AND daterange(a.from_date, greatest(a.to_date, a.from_date + 1)) && daterange(b.from_date, greatest(b.to_date, b.from_date + 1))
      WHERE a.status <> 'released' AND b.status <> 'released'`);
    expect(rows[0].clashes).toBe(0);
    expect(await count("occupancy WHERE room_id IS NULL AND status <> 'released'")).toBe(0);
    expect(await count("occupancy WHERE room_id IS NOT NULL AND status = 'released'")).toBe(0);
  });

  test('on the business date guests are due in, in house and due out, and the past is settled without made-up money', async () => {
    const dueIn = await count(`stay WHERE status = 'CONFIRMED' AND arrival = '${businessDate}'`);
    const dueOut = await count(`stay WHERE status = 'CHECKED_IN' AND departure = '${businessDate}'`);
    const inHouse = await count("stay WHERE status = 'CHECKED_IN'");
    expect([dueIn > 10, dueOut > 10, inHouse > 100]).toEqual([true, true, true]);
    expect(await count(`stay WHERE status = 'CHECKED_OUT' AND departure >= '${businessDate}'`)).toBe(0);
    expect(await count(`stay WHERE status = 'NO_SHOW' AND arrival >= '${businessDate}'`)).toBe(0);
    expect(await count("booking WHERE status = 'CHECKED_OUT' AND (paid <> total OR payment_status <> 'PAID')")).toBe(0);
    expect(await count("room WHERE status = 'OCCUPIED'")).toBe(inHouse);
  });

  test('importing again changes nothing', async () => {
    const before = await everyRow();
    const summary = await imported(order());
    expect(summary).toMatchObject({ rows: 40_060, taken: 40_046, quarantined: 14, fresh: 0, known: 40_046 });
    expect(await everyRow()).toEqual(before);
  }, 120_000);

  test('cancelled between two batches and resumed, it comes to the same', async () => {
    const other = { propertyName: 'Cancelled half way' };
    const cancel = new AbortController();
    const first = await imported(
      order({
        ...other,
        signal: cancel.signal,
        onProgress: ({ phase, done }) => phase === 'writing' && done >= 9000 && cancel.abort(),
      }),
    );
    expect(first.taken).toBe(40_046);
    expect([first.fresh >= 9000, first.left > 0, first.fresh + first.left]).toEqual([true, true, 40_046]);
    const second = await imported(order({ ...other, resumeOnly: true }));
    expect(second).toMatchObject({ propertyId: first.propertyId, fresh: first.left, known: first.fresh, left: 0 });
    const whole = await imported(order());
    expect(await shapeOf(second.propertyId)).toEqual(await shapeOf(whole.propertyId));
  }, 240_000);

  test('cancelled while it reads, it leaves nothing; and there is nothing to resume', async () => {
    const other = { propertyName: 'Never begun' };
    const cancel = new AbortController();
    const cancelled = await importProperty(
      order({ ...other, signal: cancel.signal, onProgress: () => cancel.abort() }),
    );
    expect(cancelled).toMatchObject({ ok: false, reason: 'cancelled' });
    expect(await importProperty(order({ ...other, resumeOnly: true }))).toMatchObject({
      ok: false,
      reason: 'nothing-to-resume',
    });
    expect(await count("property WHERE name = 'Never begun'")).toBe(0);
  }, 120_000);

  async function count(from: string): Promise<number> {
    const { rows } = await owner.query(`SELECT count(*)::int AS n FROM ${from}`);
    return Number(rows[0].n);
  }

  /** A digest of every synced row as the feed has it: versions, writers and times included. */
  async function everyRow(): Promise<unknown> {
    const { rows } = await owner.query(
      "SELECT count(*)::int AS n, md5(string_agg(md5(row::text), '' ORDER BY entity, id)) AS digest FROM feed",
    );
    return rows[0];
  }

  /** What a property holds, without its ids, which derive from the property's own, and without the seals, each under a key of its own. */
  async function shapeOf(propertyId: string): Promise<unknown> {
    const plain = await unsealing(owner);
    const { rows: stays } = await owner.query<{ name: string }>(
      `SELECT b.number, b.status, b.total, b.paid, o.from_date, o.to_date, r.number AS room, g.name
       FROM booking b JOIN occupancy o ON o.booking_id = b.id JOIN guest g ON g.id = b.guest_id LEFT JOIN room r ON r.id = o.room_id
       WHERE b.property_id = $1 ORDER BY b.number`,
      [propertyId],
    );
    const { rows: nights } = await owner.query(
      `SELECT t.code, s.date, s.total, s.confirmed FROM slot s JOIN room_type t ON t.id = s.resource_id
       WHERE s.property_id = $1 ORDER BY t.code, s.date`,
      [propertyId],
    );
    const named = stays.map((stay) => ({ ...stay, name: plain(stay.name) }));
    return { stays: named.length, digest: sha256Hex(JSON.stringify([named, nights])) };
  }
});

async function imported(order: ImportOrder): Promise<ImportSummary> {
  const outcome = await importProperty(order);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.summary;
}

function mapOf(name: string) {
  const map = builtInMaps[name];
  if (map === undefined) throw new Error(`no map ${name}`);
  return map;
}
