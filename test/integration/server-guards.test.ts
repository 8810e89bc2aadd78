import { readFile, readdir } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fields, type EntityName, entities, entityNames } from '#shared/schema/entities.ts';
import { feedMirrorSql } from '#shared/schema/feed-sql.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { rowFromFeed } from '#main/store/feed-row.ts';
import { migrate } from '#sync-server/store/migrate.ts';
import { openPool } from '#sync-server/store/pool.ts';
import { type Tx, inTransaction } from '#sync-server/store/transaction.ts';
import { rowWritesSql } from '#sync-server/store/write-rows.ts';
import { aRowOf, place } from '#test/contract/rows.ts';
import { type TestPostgres, startTestPostgres } from '#test/support/postgres.ts';

let postgres: TestPostgres;
let url: string;
let pool: pg.Pool;
beforeAll(async () => {
  postgres = await startTestPostgres();
  url = await postgres.createDatabase('guards');
  await migrate(url);
  pool = openPool(url, 4);
});
afterAll(async () => {
  await pool.end();
  await postgres.stop();
});

const id = (label: string) => deriveId('01920000-0000-7000-8000-00000000dead', label);

/** Inserts rows in one transaction, as the engine does. */
async function insert(...rows: readonly (readonly [EntityName, object & { id: string }])[]): Promise<void> {
  const writes = rows.map(([entity, after]) => ({ entity, id: after.id, before: null, after: after as never }));
  await inTransaction(pool, place, (tx: Tx) => tx.finish(...rowWritesSql(writes)));
}

describe('the database by itself', () => {
  it('has tenant and property at the beginning of every table’s key, unique and index', async () => {
    const { rows } = await pool.query<{ table: string; kind: string; columns: string }>(`
      SELECT t.relname AS table, i.indisprimary::text AS kind,
        (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(i.indkey::int[]) WITH ORDINALITY k(c, n)
          LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.c) AS columns
      FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
      WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> 'cairn_migration'`);
    expect(rows.length).toBeGreaterThan(entityNames.length);
    // Three stand apart: tenants have no property, a code is found before its tenant is known, and the servers' key is of no tenant.
    const others = rows.filter(({ columns }) => !/^tenant_id,property_id(,|$)/.test(columns));
    expect(others.map(({ table, columns }) => `${table}: ${columns}`).toSorted()).toEqual([
      'enrolment_code: code_hash',
      'server_key: id',
      'tenant: tenant_id',
    ]);
    const { rows: keyless } = await pool.query(`
      SELECT relname FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
      AND NOT EXISTS (SELECT 1 FROM pg_index WHERE indrelid = c.oid AND indisprimary)`);
    expect(keyless).toEqual([]);
  });

  it.each([
    ['more sold than there is', { total: 4, blocked: 1, held: 1, confirmed: 3 }],
    ['units of no group', { total: 4, confirmed: 1, website: 0, ota: 0, manual: 0 }],
    ['a figure below zero', { total: 4, confirmed: -1 }],
    ['forced units below zero', { total: 4, confirmed: 1, forced: -1 }],
  ])('[S27] [I2] refuses %s in a slot', async (_what, figures) => {
    const none = { total: 0, blocked: 0, held: 0, confirmed: 0, overbookingLimit: 0, forced: 0 };
    await expect(insert(['slot', aRowOf('slot', id(`slot/${_what}`), { ...none, ...figures })])).rejects.toThrow(
      /slot_(?:capacity|groups)/,
    );
  });

  it('[S27] [I2] allows what is forced and what the overbooking limit allows', async () => {
    const figures = { total: 4, blocked: 0, held: 1, confirmed: 6, overbookingLimit: 2, forced: 1, manual: 5 };
    await expect(insert(['slot', aRowOf('slot', id('slot/forced'), figures)])).resolves.toBeUndefined();
  });

  it('[S27] [R1] refuses two undisputed stays in one room at one time, and allows what touches, is disputed or has gone', async () => {
    const roomId = id('room');
    const stay = (label: string, fields: object) =>
      [
        'occupancy',
        aRowOf('occupancy', id(`occupancy/${label}`), {
          roomId,
          status: 'expected',
          disputed: false,
          fromDate: '2026-11-20',
          toDate: '2026-11-23',
          ...fields,
        }),
      ] as const;
    await insert(stay('first', {}));
    await expect(insert(stay('second', { fromDate: '2026-11-22', toDate: '2026-11-24' }))).rejects.toThrow(
      /occupancy_one_a_room/,
    );
    await insert(stay('touching', { fromDate: '2026-11-23', toDate: '2026-11-24' }));
    await insert(stay('disputed', { disputed: true, status: 'inHouse' }));
    await insert(stay('gone', { status: 'gone' }), stay('no-room', { roomId: null }));
    // Day use has its one day: not one that somebody sleeps through, but the day on which the last one leaves.
    const day = (label: string, date: string) => stay(label, { fromDate: date, toDate: date });
    await expect(insert(day('day-in-between', '2026-11-21'))).rejects.toThrow(/occupancy_one_a_room/);
    await insert(day('day-after', '2026-11-24'));
    await expect(insert(day('day-twice', '2026-11-24'))).rejects.toThrow(/occupancy_one_a_room/);
  });

  it('[S27] [R1] looks at the end of the transaction, so that two stays can swap', async () => {
    const stay = (label: string, roomId: string) =>
      aRowOf('occupancy', id(`swap/${label}`), { roomId, status: 'expected', disputed: false });
    const [a, b] = [stay('a', id('swap/room-a')), stay('b', id('swap/room-b'))];
    await insert(['occupancy', a], ['occupancy', b]);
    const swapped = [
      { entity: 'occupancy' as const, id: a.id, before: a, after: { ...a, version: 2, roomId: b.roomId } },
      { entity: 'occupancy' as const, id: b.id, before: b, after: { ...b, version: 2, roomId: a.roomId } },
    ];
    await inTransaction(pool, place, async (tx) => {
      for (const write of swapped) await tx.run(...rowWritesSql([write]));
      await tx.finish('SET CONSTRAINTS ALL IMMEDIATE');
    });
    const { rows } = await pool.query('SELECT room_id FROM occupancy WHERE id IN ($1, $2) ORDER BY id = $2', [
      a.id,
      b.id,
    ]);
    expect(rows).toEqual([{ room_id: b.roomId }, { room_id: a.roomId }]);
  });

  it('[S27] [A1] refuses an entry that does not balance, and one that does only across currencies', async () => {
    const line = (label: string, fields: object) =>
      [
        'journalLine',
        aRowOf('journalLine', id(`line/${label}`), {
          entryId: id('entry'),
          debit: 0,
          credit: 0,
          currency: 'NPR',
          ...fields,
        }),
      ] as const;
    await expect(insert(line('a', { debit: 500 }), line('b', { credit: 499 }))).rejects.toThrow(/out of balance/);
    await expect(insert(line('a', { debit: 500 }), line('b', { credit: 500, currency: 'USD' }))).rejects.toThrow(
      /out of balance/,
    );
    await expect(insert(line('a', { debit: 500, credit: 500 }))).rejects.toThrow(/journal_line_side/);
    await insert(line('a', { debit: 500 }), line('b', { credit: 300 }), line('c', { credit: 200 }));
  });

  it('[S27] [M3] refuses a receipt number that was drawn before, and a second reference of one channel or source [B5]', async () => {
    await insert(['receipt', aRowOf('receipt', id('receipt/1'), { series: 'A26', number: 1 })]);
    await expect(insert(['receipt', aRowOf('receipt', id('receipt/2'), { series: 'A26', number: 1 })])).rejects.toThrow(
      /receipt_once/,
    );
    const of = (label: string, fields: Partial<Fields<'booking'>>) =>
      insert(['booking', aRowOf('booking', id(label), { number: label, source: 'ota', externalRef: 'R1', ...fields })]);
    const channelId = id('channel/1');
    await of('booking/1', { channelId: null });
    await expect(of('booking/2', { channelId: null })).rejects.toThrow(/booking_once_external_ref/);
    await of('booking/3', { channelId });
    await expect(of('booking/4', { channelId, source: 'agent' })).rejects.toThrow(/booking_once_external_ref/);
    await of('booking/5', { channelId: id('channel/2') });
  });

  it('refuses a word that is not in the list', async () => {
    const row = { ...aRowOf('room', id('word'), {}), status: 'SHINY' };
    await expect(insert(['room', row])).rejects.toThrow(/room_status_word/);
  });

  it('[S20] fails an update of a row that is not the one that was read, so that the transaction is run again', async () => {
    const guest = aRowOf('guest', id('stale'), {});
    await insert(['guest', guest]);
    const stale = {
      entity: 'guest' as const,
      id: guest.id,
      before: { ...guest, version: 6 },
      after: { ...guest, version: 7 },
    };
    const failed = inTransaction(pool, place, (tx) => tx.finish(...rowWritesSql([stale])));
    await expect(failed).rejects.toMatchObject({ code: '40001' });
  });

  it('[S27] shows and takes rows of the transaction’s tenant only, whoever it signed in as', async () => {
    const guest = aRowOf('guest', id('tenant/guest'), {});
    await insert(['guest', guest]);
    const stranger = { tenantId: id('another-tenant'), propertyId: place.propertyId };
    const seen = await inTransaction(pool, stranger, async (tx) => {
      const tables = ['guest', 'feed', 'slot', 'enrolment_code', 'desk_epoch', 'envelope', 'event'];
      const results = await tx.run(...tables.map((table) => `SELECT count(*) AS n FROM ${table}`));
      return results.map((result) => (result.rows as { n: number }[])[0]?.n);
    });
    expect(seen).toEqual([0, 0, 0, 0, 0, 0, 0]);
    const foreign = inTransaction(pool, stranger, (tx) =>
      tx.finish(
        ...rowWritesSql([{ entity: 'guest', id: id('foreign'), before: null, after: { ...guest, id: id('foreign') } }]),
      ),
    );
    await expect(foreign).rejects.toThrow(/row-level security/);
    const changed = await inTransaction(
      pool,
      stranger,
      async (tx) => (await tx.run("UPDATE guest SET name = 'x'"))[0]?.rowCount,
    );
    expect(changed).toBe(0);
  });

  it('[S7] does not show the servers’ key to the role that works for tenants', async () => {
    for (const sql of ['SELECT * FROM server_key', "UPDATE server_key SET public_key = ''", 'DELETE FROM server_key'])
      await expect(inTransaction(pool, place, (tx) => tx.run(sql))).rejects.toThrow(/permission denied/);
  });

  it('[U5] lets nobody change what happened or what was answered', async () => {
    for (const sql of [
      "UPDATE event SET type = 'x'",
      'DELETE FROM event',
      "UPDATE envelope SET outcome = 'applied'",
      'DELETE FROM envelope',
    ])
      await expect(inTransaction(pool, place, (tx) => tx.run(sql))).rejects.toThrow(/permission denied/);
  });
});

describe('the feed', () => {
  it('is mirrored by what the entities say: a change of an entity asks for a migration', async () => {
    const folder = new URL('../../shared/schema/migrations/postgres/', import.meta.url);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
    const sql = (await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))).join('\n');
    for (const name of entityNames.filter((entity) => entities[entity].synced)) {
      const newest = sql.lastIndexOf(`CREATE OR REPLACE FUNCTION cairn_mirror_${entities[name].table}()`);
      expect(sql.slice(newest).startsWith(feedMirrorSql(name)), name).toBe(true);
    }
  });

  it.each(entityNames)(
    '[S19] carries a row of %s so that a desk reads the same, and lets it go again',
    async (entity) => {
      const row = aRowOf(entity, id(`feed/${entity}`), {
        ...(entity === 'booking' ? { number: 'f', externalRef: null } : {}),
        ...(entity === 'receipt' ? { series: 'F' } : {}),
      } as never);
      await insert([entity, row]);
      const { rows } = await pool.query<{ entity: string; row: Record<string, unknown> }>(
        'SELECT entity, row FROM feed WHERE id = $1',
        [row.id],
      );
      expect(rows.map((found) => [found.entity, rowFromFeed(entity, found.row)])).toEqual([
        [entity, { row, unknown: false }],
      ]);
      await inTransaction(pool, place, (tx) =>
        tx.finish(`DELETE FROM ${entities[entity].table} WHERE id = '${row.id}'`),
      );
      expect((await pool.query('SELECT 1 FROM feed WHERE id = $1', [row.id])).rowCount).toBe(0);
    },
  );

  it('is not written for a row that did not change', async () => {
    const row = aRowOf('guest', id('same'), {});
    await insert(['guest', row]);
    const before = await pool.query('SELECT ctid, xmin FROM feed WHERE id = $1', [row.id]);
    await pool.query('UPDATE guest SET name = name WHERE id = $1', [row.id]);
    expect((await pool.query('SELECT ctid, xmin FROM feed WHERE id = $1', [row.id])).rows).toEqual(before.rows);
  });
});

describe('migrations', () => {
  it('are applied once, also by servers that start together', async () => {
    const fresh = await postgres.createDatabase('together');
    const made = await Promise.all([migrate(fresh), migrate(fresh), migrate(fresh)]);
    const files = await readdir(new URL('../../shared/schema/migrations/postgres/', import.meta.url));
    const all = files.filter((name) => name.endsWith('.sql')).toSorted();
    expect(made.toSorted((a, b) => a.length - b.length)).toEqual([[], [], all]);
    expect(await migrate(fresh)).toEqual([]);
  });

  it('refuse a database whose past has another text', async () => {
    const other = await postgres.createDatabase('other_past');
    await migrate(other);
    const client = new pg.Client({ connectionString: other });
    await client.connect();
    await client.query("UPDATE cairn_migration SET hash = 'x' WHERE name LIKE '0001%'");
    await client.end();
    await expect(migrate(other)).rejects.toThrow(/applied with another text/);
  });
});
