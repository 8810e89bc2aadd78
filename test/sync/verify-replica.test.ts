import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openStore } from '#main/store/open-store.ts';
import { enrol } from '#main/services/sync/enrol.ts';
import { root } from '#main/launch/paths.ts';
import { type AProperty, type LiveDesk, aProperty, done, liveDesk, walkIn } from './a-property.ts';

let property: AProperty;
let desk: LiveDesk;
let folder: string;
let data: string;

beforeAll(async () => {
  property = await aProperty();
  folder = mkdtempSync(join(tmpdir(), 'cairn-verify-'));
  data = join(folder, 'desk');
  mkdirSync(data);
  desk = await deskIn(data);
  for (const name of ['Hannah Brandt', 'Yuki Sato', 'Olof Lindqvist']) {
    const { bookingId } = walkIn(desk, property.roomTypeId, null, name, '2026-11-20');
    done(desk.run('takeCash', { bookingId, amount: 500_000, tendered: 500_000 }));
  }
  await desk.settled();
}, 120_000);

afterAll(async () => {
  desk?.stop();
  await property?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A desk in a folder as a person has it, enrolled and following. */
async function deskIn(place: string): Promise<LiveDesk> {
  const asked = await fetch(new URL('/v1/admin/enrolment-codes', property.server.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${property.server.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(property.place),
  });
  // The server's answer to the administrator.
  const { code } = (await asked.json()) as { code: string };
  const store = openStore({ file: join(place, 'replica.db') });
  const enrolled = await enrol(store, { server: property.server.url, code, name: 'V' });
  if (!enrolled.ok) throw new Error(enrolled.message);
  const made = liveDesk(store, property.receptionist);
  await vi.waitFor(() => expect(made.sync.status().line.state).toBe('online'), { timeout: 30_000 });
  return made;
}

/** The command as a person runs it. */
function run(command: string, ...args: string[]): Promise<{ readonly code: number; readonly said: string }> {
  const env = { ...process.env, DATABASE_URL: '' };
  return new Promise((resolve) => {
    const file = join(root, `main/verify/${command}.ts`);
    execFile(process.execPath, [file, ...args], { cwd: root, env }, (error, out, complaints) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: out + complaints }),
    );
  });
}

/** A copy of the replica as it lies on the disk, to be tampered with. */
function copied(name: string): { readonly place: string; readonly db: Database.Database } {
  const place = join(folder, name);
  desk.store.db.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(data, place, { recursive: true });
  rmSync(join(place, 'replica.db.lock'), { force: true });
  return { place, db: new Database(join(place, 'replica.db')) };
}

test('[S19] beside the desk at work, every entity equals the server’s mirrored rows', { timeout: 90_000 }, async () => {
  const { code, said } = await run('verify-replica', '--data', data);
  expect(said).toMatch(/guest +3 here, 3 there +equal/);
  expect(said).toMatch(/Equal: \d+ entities compared\./);
  expect(code).toBe(0);
});

test('[S19] a row that is not the server’s is found, also in a desk that is shut', { timeout: 90_000 }, async () => {
  const { place, db } = copied('falsified');
  db.prepare(`UPDATE booking SET paid = paid + 1 WHERE id = (SELECT min(id) FROM booking)`).run();
  db.close();
  const { code, said } = await run('verify-replica', '--data', place);
  expect(said).toMatch(/booking +3 here, 3 there +DIFFERENT/);
  expect(said).toMatch(/guest +3 here, 3 there +equal/);
  expect(said).toContain('NOT EQUAL');
  expect(code).toBe(1);
});

test(
  '[S19] with commands that wait, rows that were not read, or no server, it says that it cannot judge',
  {
    timeout: 90_000,
  },
  async () => {
    const away = copied('away');
    away.db.close();
    walkIn(desk, property.roomTypeId, null, 'Petra Later', '2026-11-20');
    await desk.settled();
    const behind = await run('verify-replica', '--data', away.place);
    expect(behind.said).toContain('rows have come at the server since');
    expect(behind.code).toBe(2);

    const { place, db } = copied('pending');
    db.close();
    const shut = openStore({ file: join(place, 'replica.db') });
    const idle = liveDesk(shut, property.receptionist);
    idle.sync.setLine(false);
    done(idle.run('addGuest', { name: 'Nobody Yet', country: '', phone: '', email: '', vip: false, note: '' }));
    idle.stop();
    const pending = await run('verify-replica', '--data', place);
    expect(pending.said).toContain('1 commands wait to be sent');
    expect(pending.code).toBe(2);

    const alone = await run('verify-replica', '--data', data, '--server', 'http://127.0.0.1:9');
    expect(alone.said).toContain('cannot be reached');
    expect(alone.code).toBe(2);
    expect((await run('verify-replica', '--data', folder)).code).toBe(2);
  },
);

test('[M3] [S5] every series is whole, on the replica and on the server', { timeout: 60_000 }, async () => {
  const here = await run('verify-receipts', '--data', data);
  expect(here.said).toMatch(/A26: whole\. 3 receipts, A26-000001 to A26-000003/);
  expect(here.code).toBe(0);
  const there = await run('verify-receipts', '--database', property.server.databaseUrl);
  expect(there.said).toMatch(/Server, Dhampus Ridge Lodge\n +A26: whole\. 3 receipts/);
  expect(there.code).toBe(0);
});

test('[S5] two properties of one name have their receipts looked at apart', async () => {
  const client = new pg.Client({ connectionString: property.server.databaseUrl });
  await client.connect();
  try {
    const copy = async (table: string, more: string, of: string) => {
      const row = `jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()${more}))`;
      return client.query<{ id: string }>(`INSERT INTO ${table} SELECT (${row}).* FROM ${table} t ${of} RETURNING id`);
    };
    const { rows } = await copy('property', '', `WHERE id = '${property.place.propertyId}'`);
    const other = rows[0]?.id ?? '';
    const ofFirst = `WHERE property_id = '${property.place.propertyId}'`;
    await copy('receipt', `, 'property_id', '${other}'::text`, ofFirst);
    const there = await run('verify-receipts', '--database', property.server.databaseUrl);
    expect(there.said.match(/Server, Dhampus Ridge Lodge\n +A26: whole\. 3 receipts/g)).toHaveLength(2);
    expect(there.code).toBe(0);
  } finally {
    await client.end();
  }
});

test(
  '[M3] an altered receipt and one that is gone are named, on the replica and on the server',
  {
    timeout: 60_000,
  },
  async () => {
    const { place, db } = copied('altered');
    const alter = db.prepare(`UPDATE receipt SET content = json_set(content, '$.amount', 100) WHERE number = 2`);
    expect(alter.run().changes).toBe(1);
    db.close();
    const here = await run('verify-receipts', '--data', place);
    expect(here.said).toContain('A26: BROKEN. Receipt A26-000002 is not as it was drawn');
    expect(here.code).toBe(1);

    const client = new pg.Client({ connectionString: property.server.databaseUrl });
    await client.connect();
    try {
      // Somebody who may do anything in the database, its guards included.
      await client.query(`SET session_replication_role = replica; DELETE FROM receipt WHERE number = 2`);
    } finally {
      await client.end();
    }
    const there = await run('verify-receipts', '--database', property.server.databaseUrl);
    expect(there.said).toContain('A26: BROKEN. Receipt A26-000002 is not there.');
    expect(there.code).toBe(1);
  },
);
