import { readFile, readdir } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '#shared/kernel/hash.ts';
import { keyOf, sealedFor, unsealText } from '#shared/kernel/sealed.ts';
import { migrate } from '#sync-server/store/migrate.ts';
import { type TestPostgres, startTestPostgres } from '#test/support/postgres.ts';

const folder = new URL('../../shared/schema/migrations/postgres/', import.meta.url);
const tenant = '019a9000-0000-7000-8000-00000000000a';
const property = '019a9000-0000-7000-8000-00000000000b';
const [asha, ravi, booking, stay, refusal] = ['01', '02', '03', '04', '05'].map(
  (end) => `019a9000-0000-7000-8000-0000000000${end}`,
);
const base = `'${tenant}', '${property}', 3, 'A/1/7', now(), 'u', now(), 'u'`;
const baseColumns = 'id, tenant_id, property_id, version, writer, created_at, created_by, updated_at, updated_by';

let postgres: TestPostgres;
let client: pg.Client;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const url = await postgres.createDatabase('before_seals');
  client = new pg.Client({ connectionString: url });
  await client.connect();
  // A database as the release before left it.
  await client.query(
    'CREATE TABLE cairn_migration (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
  );
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql') && name < '0006').toSorted();
  for (const name of names) {
    const sql = await readFile(new URL(name, folder), 'utf8');
    await client.query(sql);
    await client.query('INSERT INTO cairn_migration (name, hash) VALUES ($1, $2)', [name, sha256Hex(sql)]);
  }
  await client.query(`INSERT INTO guest (${baseColumns}, name, country, phone, email, vip, note, search_text) VALUES
    ('${asha}', ${base}, 'Asha Karki', 'NP', '+977 980 1', 'asha@karki.example', true, 'likes tea', 'asha karki 9779801'),
    ('${ravi}', ${base}, 'Ravi Menon', 'IN', '', '', false, '', 'ravi menon')`);
  await client.query(`INSERT INTO booking (${baseColumns}, number, guest_id, source, status, payment_status, status_reason, currency, total, paid, deposit_held, made_by, note)
    VALUES ('${booking}', ${base}, 'DRL-1', '${asha}', 'phone', 'CANCELLED', 'UNPAID', 'fell ill', 'NPR', 10, 0, 0, 'A/1/7', 'her third visit')`);
  await client.query(`INSERT INTO stay (${baseColumns}, booking_id, guest_id, room_type_id, arrival, departure, day_use, adults, children, status, nightly, expected_at, wishes)
    VALUES ('${stay}', ${base}, '${booking}', '${asha}', '${booking}', '2026-01-01', '2026-01-02', false, 1, 0, 'CANCELLED', '[10]', '', 'no stairs')`);
  await client.query(`INSERT INTO refusal (${baseColumns}, desk_code, envelope_id, command, input, reason, detail, alternatives, concerns, status, answered_by)
    VALUES ('${refusal}', ${base}, 'A', '${booking}', 'bookStay', '{"guestId":"${asha}"}', 'sold-out', '{}', '[]', '{"guest":"Asha Karki","guestId":"${asha}"}', 'open', '')`);
  await client.query(`INSERT INTO event (tenant_id, property_id, id, envelope_id, ordinal, type, body, command, writer, actor_id, actor_name, at, recorded_at)
    VALUES ('${tenant}', '${property}', '${stay}', '${stay}', 0, 'GuestAdded', '{"type":"GuestAdded","guest":{"id":"${asha}","fields":{"name":"Asha Karki","country":"NP"}}}', 'addGuest', 'A/1/7', 'u', 'u', now(), now())`);
  await migrate(url);
}, 60_000);
afterAll(async () => {
  await client?.end();
  await postgres?.stop();
});

test('[S29] guests from before are given a key each, and what was written of them is sealed', async () => {
  const { rows: keys } = await client.query<{ id: string; key: string }>('SELECT id, key FROM guest_seal ORDER BY id');
  expect(keys.map((row) => row.id)).toEqual([asha, ravi]);
  expect(keys[0]?.key).not.toBe(keys[1]?.key);
  const read = (text: unknown) => {
    const key = keys.find((row) => row.id === sealedFor(String(text)))?.key;
    return key === undefined ? undefined : unsealText(keyOf(key), String(text));
  };
  const { rows: guests } = await client.query('SELECT * FROM guest ORDER BY id');
  expect(guests.map((row) => [read(row.name), row.country, row.vip, row.version, row.writer, row.erased_at])).toEqual([
    ['Asha Karki', 'NP', true, '3', 'A/1/7', null],
    ['Ravi Menon', 'IN', false, '3', 'A/1/7', null],
  ]);
  expect([guests[0].phone, guests[0].email, guests[0].note].map(read)).toEqual([
    '+977 980 1',
    'asha@karki.example',
    'likes tea',
  ]);
  expect([guests[1].phone, guests[1].note]).toEqual(['', '']);
  const { rows: bookings } = await client.query('SELECT note, status_reason, number FROM booking');
  expect([read(bookings[0].note), read(bookings[0].status_reason), bookings[0].number]).toEqual([
    'her third visit',
    'fell ill',
    'DRL-1',
  ]);
  const { rows: stays } = await client.query('SELECT wishes, nightly FROM stay');
  expect([read(stays[0].wishes), stays[0].nightly]).toEqual(['no stairs', [10]]);
  const { rows: refusals } = await client.query('SELECT concerns FROM refusal');
  expect(read(refusals[0].concerns.guest)).toBe('Asha Karki');
  const { rows: events } = await client.query('SELECT body FROM event');
  expect(read(events[0].body.guest.fields.name)).toBe('Asha Karki');
  expect(events[0].body.guest.fields.country).toBe('NP');
});

test('[S29] and the feed has them as the tables do: nothing plain is left in it', async () => {
  const { rows } = await client.query<{ text: string }>('SELECT row::text AS text FROM feed');
  const all = rows.map(({ text }) => text).join('\n');
  expect(rows.length).toBeGreaterThan(5);
  for (const text of ['Karki', 'karki', 'search_text', 'tea', 'stairs', 'third visit', 'fell ill'])
    expect(all).not.toContain(text);
});

test('[S27] the tables are held to their tenant as before', async () => {
  const { rows } = await client.query(
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity AND NOT relforcerowsecurity`,
  );
  expect(rows).toEqual([{ relname: 'feed' }]);
});
