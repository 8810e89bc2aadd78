import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { keyText, sealText } from '#shared/kernel/sealed.ts';

/** So many guests at a time. */
const BATCH = 2000;

interface PlainGuest {
  readonly tenant_id: string;
  readonly property_id: string;
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly note: string;
}

interface TextRow {
  readonly id: string;
  readonly guest_id: string;
  readonly texts: Readonly<Record<string, unknown>>;
}

/** The columns beside the guest's own in which people wrote of a guest, and how its rows name the guest. */
const elsewhere = [
  { table: 'booking', guest: 'guest_id', columns: ['note', 'status_reason'] },
  { table: 'stay', guest: 'guest_id', columns: ['wishes'] },
  { table: 'refusal', guest: `concerns->>'guestId'`, columns: ['concerns', 'detail', 'input', 'alternatives'] },
  { table: 'exception', guest: `concerns->>'guestId'`, columns: ['concerns', 'detail', 'remedies'] },
  { table: 'event', guest: `coalesce(body->'guest'->>'id', body->>'guestId')`, columns: ['body'] },
] as const;

/**
 * Gives every guest of a time before keys one, and seals what is written of them [S29]; part of the migration that brings the
 * keys, in its transaction. Rows keep their version and writer: nothing was decided. What a hash covers stays as it was printed
 * and signed: receipts, and the envelopes as desks sent them.
 */
export async function sealPlainGuests(client: pg.Client): Promise<number> {
  const tables = ['guest', 'guest_seal', ...elsewhere.map(({ table }) => table)];
  // The owner, too, is held to one tenant, and this is for all of them.
  for (const table of tables) await client.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
  let sealed = 0;
  for (let batch = await plainGuests(client); batch.length > 0; batch = await plainGuests(client)) {
    await sealBatch(client, batch);
    sealed += batch.length;
  }
  for (const table of tables) await client.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  return sealed;
}

async function plainGuests(client: pg.Client): Promise<readonly PlainGuest[]> {
  const { rows } = await client.query<PlainGuest>(
    `SELECT g.tenant_id, g.property_id, g.id, g.name, g.phone, g.email, g.note FROM guest g
      WHERE NOT EXISTS (SELECT 1 FROM guest_seal k WHERE k.tenant_id = g.tenant_id AND k.property_id = g.property_id AND k.id = g.id)
      LIMIT ${BATCH}`,
  );
  return rows;
}

async function sealBatch(client: pg.Client, guests: readonly PlainGuest[]): Promise<void> {
  const keys = new Map(guests.map(({ id }) => [id, randomBytes(32)]));
  const seal = (guestId: string, text: string) => {
    const key = keys.get(guestId);
    return key === undefined ? text : sealText(guestId, key, randomBytes(12), text);
  };
  await client.query(
    `INSERT INTO guest_seal (id, tenant_id, property_id, version, writer, created_at, created_by, updated_at, updated_by, key)
     SELECT t.id, t.tenant_id, t.property_id, 1, 'server/0/migration', now(), 'system', now(), 'system', t.key
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) AS t(id, tenant_id, property_id, key)`,
    [
      guests.map((guest) => guest.id),
      guests.map((guest) => guest.tenant_id),
      guests.map((guest) => guest.property_id),
      guests.map((guest) => keyText(keys.get(guest.id) ?? new Uint8Array())),
    ],
  );
  const own = ['name', 'phone', 'email', 'note'] as const;
  await writeTexts(
    client,
    'guest',
    own,
    guests.map((guest) => ({ id: guest.id, values: own.map((column) => seal(guest.id, guest[column])) })),
  );
  const byId = new Map(guests.map((guest) => [guest.id, guest]));
  for (const { table, guest, columns } of elsewhere) {
    const { rows } = await client.query<TextRow>(
      `SELECT id, ${guest} AS guest_id, jsonb_build_object(${columns.map((column) => `'${column}', ${column}`).join(', ')}) AS texts
         FROM ${table} WHERE (${guest})::text = ANY ($1)`,
      [[...byId.keys()]],
    );
    const written = rows.map(({ id, guest_id: of, texts }) => ({
      id,
      values: columns.map((column) => {
        const value = texts[column];
        return typeof value === 'string' ? seal(of, value) : JSON.stringify(sealedWithin(value, byId.get(of), seal));
      }),
    }));
    await writeTexts(client, table, columns, written);
  }
}

/** A value in which every text that is one of the guest's own is sealed. */
function sealedWithin(
  value: unknown,
  guest: PlainGuest | undefined,
  seal: (guestId: string, text: string) => string,
): unknown {
  if (guest === undefined) return value;
  if (typeof value === 'string')
    return [guest.name, guest.phone, guest.email, guest.note].includes(value) ? seal(guest.id, value) : value;
  if (Array.isArray(value)) return value.map((each) => sealedWithin(each, guest, seal));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, sealedWithin(each, guest, seal)]));
}

async function writeTexts(
  client: pg.Client,
  table: string,
  columns: readonly string[],
  rows: readonly { readonly id: string; readonly values: readonly string[] }[],
): Promise<void> {
  if (rows.length === 0) return;
  const isJson = !['guest', 'booking', 'stay'].includes(table);
  const sets = columns.map((column, at) => `${column} = t.c${at}${isJson ? '::jsonb' : ''}`).join(', ');
  const arrays = columns.map((_, at) => `$${at + 2}::text[]`).join(', ');
  const names = columns.map((_, at) => `c${at}`).join(', ');
  await client.query(
    `UPDATE ${table} AS r SET ${sets} FROM unnest($1::uuid[], ${arrays}) AS t(id, ${names}) WHERE r.id = t.id`,
    [rows.map((row) => row.id), ...columns.map((_, at) => rows.map((row) => row.values[at]))],
  );
}
