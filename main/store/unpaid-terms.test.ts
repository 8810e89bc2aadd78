import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStore } from './open-store.ts';

test('[B8] [B9] a replica from before knows terms that cancel nothing by themselves and keep nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-before-'));
  const file = join(folder, 'replica.sqlite');
  const db = new Database(file);
  const migrations = new URL('../../shared/schema/migrations/sqlite/', import.meta.url);
  // As the release before left it: its migrations, and its mark of the last of them.
  for (const name of readdirSync(migrations).filter((one) => one.endsWith('.sql') && one < '0006'))
    for (const sql of readFileSync(new URL(name, migrations), 'utf8').split('--> statement-breakpoint')) db.exec(sql);
  db.exec(`CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric);
    INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('', 1795260000000);
    INSERT INTO meta VALUES ('firstSync', '{"rows":1,"complete":true}');
    INSERT INTO booking_policy (id, tenant_id, property_id, version, writer, created_at, created_by, updated_at, updated_by, cart_minutes,
      payment_minutes, approval_minutes, draft_minutes, waitlist_minutes, deposit_basis_points, balance_days, demand_below, demand_raise, rate_threshold)
    VALUES ('y', 't', 'p', 3, 'A/1/1', '', '', '', '', 15, 30, 1440, 30, 240, 3000, 14, 0, 0, 0)`);
  db.close();
  const store = openStore({ file });
  expect(store.find('bookingPolicy', 'y')).toMatchObject({ balanceDays: 14, graceDays: null, cancellation: [] });
  store.close();
  rmSync(folder, { recursive: true });
});
