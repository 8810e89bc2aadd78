import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { SalesLodge } from './sales-lodge.ts';

/** What of a sale is written new; the slot and the desk's epoch are written over. */
const tables = ['booking', 'stay', 'occupancy', 'folio', 'verdict', 'event', 'envelope'] as const;
const idsIn = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The same rows as a sale writes, by one call each: the bound of the server. */
export interface BareSales {
  /** Makes as many calls ready, of one desk, each of one of the nights. */
  prepare(desk: string, nights: readonly string[]): readonly string[];
  call(sale: string): Promise<void>;
}

/**
 * A function in the database that writes what a sale of this server has written: locks desk and slot, inserts booking, stay,
 * occupancy, folio, verdict, event and envelope, raises slot and epoch. Feed, checks and deferred constraints are in force.
 */
export async function bareSales(pool: pg.Pool, { place, nights }: SalesLodge, writer: string): Promise<BareSales> {
  const { tenantId, propertyId } = place;
  const here = `tenant_id = '${tenantId}' AND property_id = '${propertyId}'`;
  await pool.query(functionSql(here));
  const [desk = '', epoch = '', seq = ''] = writer.split('/');
  const rows: Record<string, unknown> = {};
  for (const table of tables) {
    const byPlace = `desk_code = '${desk}' AND epoch = ${epoch} AND seq = ${seq}`;
    const condition = table === 'verdict' || table === 'envelope' ? byPlace : `writer = '${writer}'`;
    const found = await pool.query<{ row: unknown }>(
      `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${here} AND ${condition}`,
    );
    if (found.rows.length !== 1) throw new Error(`a sale has ${found.rows.length} rows in ${table}, not one`);
    rows[table] = found.rows[0]?.row;
  }
  const slots = await pool.query<{ id: string; date: string }>(`SELECT id, date::text FROM slot WHERE ${here}`);
  const slotOf = new Map(slots.rows.map(({ id, date }) => [date, id]));
  const template = JSON.stringify(rows);
  const kept = new Set([tenantId, propertyId, ...known(rows)]);
  let number = 1_000_000;
  return {
    prepare: (code, wanted) =>
      wanted.map((night) => {
        number++;
        const fresh = new Map<string, string>();
        const text = template.replaceAll(idsIn, (id) => {
          if (kept.has(id)) return id;
          const made = fresh.get(id) ?? sevenOf(id);
          fresh.set(id, made);
          return made;
        });
        return JSON.stringify({
          ...(JSON.parse(text) as object),
          desk: code,
          number,
          slot: slotOf.get(night) ?? slotOf.get(nights[0] ?? ''),
        });
      }),
    async call(sale) {
      await pool.query({ name: 'bench_sale', text: 'SELECT bench_sale($1)', values: [sale] });
    },
  };
}

/** Rows that are there already keep their ids. */
function known(rows: Readonly<Record<string, unknown>>): string[] {
  const stay = rows['stay'] as { guest_id: string; room_type_id: string }; // a row of the table by its columns
  return [stay.guest_id, stay.room_type_id];
}

/** An id that lies beside another in the indexes, as ids of the same moment do. */
function sevenOf(id: string): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15, 18)}-${randomUUID().slice(19, 23)}-${randomUUID().slice(24)}${id.slice(36)}`;
}

function functionSql(here: string): string {
  const insert = (table: string, more = '') =>
    `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, p->'${table}'${more})).*;`;
  return `CREATE OR REPLACE FUNCTION bench_sale(p jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM desk_epoch WHERE ${here} AND desk_code = p->>'desk' AND epoch = 1 FOR UPDATE;
  PERFORM 1 FROM slot WHERE ${here} AND id = (p->>'slot')::uuid FOR UPDATE;
  ${insert('booking', ` || jsonb_build_object('number', 'BARE-' || (p->>'number'))`)}
  ${insert('stay')}
  ${insert('occupancy')}
  ${insert('folio')}
  UPDATE slot SET confirmed = confirmed + 1, manual = manual + 1, version = version + 1, writer = p->'booking'->>'writer', updated_at = now() WHERE ${here} AND id = (p->>'slot')::uuid;
  ${insert('verdict', ` || jsonb_build_object('seq', p->'number')`)}
  ${insert('event')}
  ${insert('envelope', ` || jsonb_build_object('seq', p->'number')`)}
  UPDATE desk_epoch SET last_contact = now(), last_hash = last_hash WHERE ${here} AND desk_code = p->>'desk' AND epoch = 1;
END $$`;
}
