import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { expect, test } from 'vitest';
import { sha256Hex } from '#shared/kernel/hash.ts';
import { openStore } from '#main/store/open-store.ts';
import { migrate } from '#sync-server/store/migrate.ts';
import { startTestPostgres } from '#test/support/postgres.ts';

const migrations = (which: string) => new URL(`../../shared/schema/migrations/${which}/`, import.meta.url);
const [tenant, property, departure, entry, commission] = ['0a', '0b', '01', '02', '03'].map(
  (end) => `019a9000-0000-7000-8000-0000000000${end}`,
);
const columns = 'id, tenant_id, property_id, version, writer, created_at, created_by, updated_at, updated_by';
const made = (id: string | undefined, at: string) =>
  `'${id}', '${tenant}', '${property}', 3, 'A/1/7', ${at}, 'u', ${at}, 'u'`;

/** Somebody who waits and a commission, as the release before wrote them. */
const rowsBefore = (at: string) => [
  `INSERT INTO waitlist_entry (${columns}, departure_id, slot_id, guest_id, pax, units, source, status, joined_at, note)
   VALUES (${made(entry, at)}, '${departure}', '${departure}', '${departure}', '[]', 1, 'ota', 'waiting', ${at}, '')`,
  `INSERT INTO commission (${columns}, booking_id, base, amount, recalled, currency, date)
   VALUES (${made(commission, at)}, '${departure}', 100, 10, 0, 'NPR', '2026-11-20')`,
];

test('[S17] [S19] who waits and commissions from before stand with nothing known of the new, on the server and in its feed', async () => {
  const postgres = await startTestPostgres();
  try {
    const url = await postgres.createDatabase('before_sales');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(
      'CREATE TABLE cairn_migration (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const names = (await readdir(migrations('postgres'))).filter((name) => name.endsWith('.sql') && name < '0010');
    for (const name of names.toSorted()) {
      const sql = await readFile(new URL(name, migrations('postgres')), 'utf8');
      await client.query(sql);
      await client.query('INSERT INTO cairn_migration (name, hash) VALUES ($1, $2)', [name, sha256Hex(sql)]);
    }
    for (const sql of rowsBefore('now()')) await client.query(sql);
    await migrate(url);
    const { rows } = await client.query<{ entity: string; row: Record<string, unknown> }>(
      `SELECT entity, row FROM feed ORDER BY entity`,
    );
    expect(rows.map(({ entity, row }) => [entity, row['version']])).toEqual([
      ['commission', 3],
      ['waitlistEntry', 3],
    ]);
    const [earned, waiting] = rows.map(({ row }) => row);
    expect(earned).toMatchObject({ amount: 10, earned: null });
    expect(waiting).toMatchObject({ source: 'ota', channel_id: null, agent_id: null, channel_group: null });
    await expect(client.query(`UPDATE waitlist_entry SET channel_group = 'x'`)).rejects.toThrow(/channel_group_word/);
    await client.end();
  } finally {
    await postgres.stop();
  }
}, 60_000);

test('[S17] and in a replica', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-before-'));
  const file = join(folder, 'replica.sqlite');
  const db = new Database(file);
  const journal = JSON.parse(readFileSync(new URL('meta/_journal.json', migrations('sqlite')), 'utf8')) as {
    entries: { tag: string; when: number }[];
  }; // as the generator writes it
  const before = journal.entries.filter(({ tag }) => tag < '0007');
  for (const { tag } of before)
    db.exec(
      readFileSync(new URL(`${tag}.sql`, migrations('sqlite')), 'utf8').replaceAll('--> statement-breakpoint', ''),
    );
  db.exec(`CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric);
    INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('', ${before.at(-1)?.when})`);
  for (const sql of rowsBefore(`'2026-11-20T05:00:00.000Z'`)) db.exec(sql);
  db.close();
  const store = openStore({ file });
  const read = (entity: 'waitlistEntry' | 'commission', id: string | undefined) =>
    store.answer({ mode: 'peek', entity, ids: [id ?? ''] })[0];
  expect(read('commission', commission)).toMatchObject({ amount: 10, earned: null });
  expect(read('waitlistEntry', entry)).toMatchObject({ channelId: null, agentId: null, channelGroup: null });
  store.close();
  rmSync(folder, { recursive: true });
});
