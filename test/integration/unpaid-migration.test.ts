import { readFile, readdir } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '#shared/kernel/hash.ts';
import { migrate } from '#sync-server/store/migrate.ts';
import { type TestPostgres, startTestPostgres } from '#test/support/postgres.ts';

const folder = new URL('../../shared/schema/migrations/postgres/', import.meta.url);
const [tenant, property, policy] = ['0a', '0b', '0c'].map((end) => `019a9000-0000-7000-8000-0000000000${end}`);

let postgres: TestPostgres;
let client: pg.Client;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const url = await postgres.createDatabase('before_unpaid');
  client = new pg.Client({ connectionString: url });
  await client.connect();
  // A database as the release before left it.
  await client.query(
    'CREATE TABLE cairn_migration (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
  );
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql') && name < '0009').toSorted();
  for (const name of names) {
    const sql = await readFile(new URL(name, folder), 'utf8');
    await client.query(sql);
    await client.query('INSERT INTO cairn_migration (name, hash) VALUES ($1, $2)', [name, sha256Hex(sql)]);
  }
  await client.query(`INSERT INTO booking_policy (id, tenant_id, property_id, version, writer, created_at, created_by, updated_at, updated_by,
      cart_minutes, payment_minutes, approval_minutes, draft_minutes, waitlist_minutes, deposit_basis_points, balance_days, demand_below,
      demand_raise, rate_threshold, approval_above)
    VALUES ('${policy}', '${tenant}', '${property}', 3, 'A/1/7', now(), 'u', now(), 'u', 15, 30, 1440, 30, 240, 3000, 14, 0, 0, 0, NULL)`);
  await migrate(url);
}, 60_000);
afterAll(async () => {
  await client?.end();
  await postgres?.stop();
});

test('[B8] [B9] a house from before cancels nothing by itself and keeps nothing, and its desks hear so', async () => {
  const { rows } = await client.query('SELECT version, balance_days, grace_days, cancellation FROM booking_policy');
  expect(rows).toEqual([{ version: '3', balance_days: '14', grace_days: null, cancellation: [] }]);
  const { rows: fed } = await client.query(`SELECT row FROM feed WHERE entity = 'bookingPolicy'`);
  expect(fed.map(({ row }) => [row.cart_minutes, row.grace_days, row.cancellation])).toEqual([[15, null, []]]);
});
