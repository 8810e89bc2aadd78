import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Place } from '#sync-server/store/transaction.ts';

/** A sale whose rows are written bare: which it is, and how the slot stands in them. */
export interface BareShape {
  /** The function's name in the database. */
  readonly name: string;
  /** Tables of which the sale makes one row, beside verdict, event and envelope. */
  readonly tables: readonly string[];
  /** What is put into a table's row over what the sample had: a jsonb expression of `p`, the call. */
  readonly over: Readonly<Record<string, string>>;
  /** What becomes of the slot's figures. */
  readonly slot: string;
  /** Ids in the sample that stay as they are: of rows that were there before the sale. */
  readonly kept: readonly string[];
}

/** The same rows as a sale writes, by one call each: the bound of the server. */
export interface BareWrites {
  /** Makes as many calls ready, of one desk; each names what `over` and the slot's line ask for. */
  prepare(desk: string, calls: readonly Readonly<Record<string, string>>[]): readonly string[];
  call(sale: string): Promise<void>;
}

const always = ['verdict', 'event', 'envelope'] as const;
const idsIn = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * A function in the database that writes what a sale of this server, told by its writer `desk/epoch/seq`, has written: locks desk
 * and slot, inserts its rows, raises slot and epoch. Feed, checks and deferred constraints are in force.
 */
export async function bareWrites(pool: pg.Pool, place: Place, writer: string, shape: BareShape): Promise<BareWrites> {
  const { tenantId, propertyId } = place;
  const here = `tenant_id = '${tenantId}' AND property_id = '${propertyId}'`;
  await pool.query(functionSql(here, shape));
  const template = JSON.stringify(await rowsOf(pool, here, writer, shape));
  const kept = new Set([tenantId, propertyId, ...shape.kept]);
  let number = 1_000_000;
  return {
    prepare: (desk, calls) =>
      calls.map((call) => {
        number++;
        const fresh = new Map<string, string>();
        const text = template.replaceAll(idsIn, (id) => {
          if (kept.has(id)) return id;
          const made = fresh.get(id) ?? sevenOf(id);
          fresh.set(id, made);
          return made;
        });
        return JSON.stringify({ ...(JSON.parse(text) as object), ...call, desk, number });
      }),
    async call(sale) {
      await pool.query({ name: shape.name, text: `SELECT ${shape.name}($1)`, values: [sale] });
    },
  };
}

async function rowsOf(pool: pg.Pool, here: string, writer: string, { tables }: BareShape) {
  const [desk = '', epoch = '', seq = ''] = writer.split('/');
  const rows: Record<string, unknown> = {};
  for (const table of [...tables, ...always]) {
    const byPlace = `desk_code = '${desk}' AND epoch = ${epoch} AND seq = ${seq}`;
    const condition = table === 'verdict' || table === 'envelope' ? byPlace : `writer = '${writer}'`;
    const found = await pool.query<{ row: unknown }>(
      `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${here} AND ${condition}`,
    );
    if (found.rows.length !== 1) throw new Error(`a sale has ${found.rows.length} rows in ${table}, not one`);
    rows[table] = found.rows[0]?.row;
  }
  return rows;
}

/** An id that lies beside another in the indexes, as ids of the same moment do. */
function sevenOf(id: string): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15, 18)}-${randomUUID().slice(19, 23)}-${randomUUID().slice(24)}${id.slice(36)}`;
}

function functionSql(here: string, { name, tables, over, slot }: BareShape): string {
  const insert = (table: string) => {
    const more = [
      ...(over[table] === undefined ? [] : [over[table]]),
      ...(table === 'verdict' || table === 'envelope' ? [`jsonb_build_object('seq', p->'number')`] : []),
    ];
    return `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, ${[`p->'${table}'`, ...more].join(' || ')})).*;`;
  };
  return `CREATE OR REPLACE FUNCTION ${name}(p jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM desk_epoch WHERE ${here} AND desk_code = p->>'desk' AND epoch = 1 FOR UPDATE;
  PERFORM 1 FROM slot WHERE ${here} AND id = (p->>'slot')::uuid FOR UPDATE;
  ${tables.map(insert).join('\n  ')}
  UPDATE slot SET ${slot}, version = version + 1, writer = p->'booking'->>'writer', updated_at = now() WHERE ${here} AND id = (p->>'slot')::uuid;
  ${always.map(insert).join('\n  ')}
  UPDATE desk_epoch SET last_contact = now(), last_hash = last_hash WHERE ${here} AND desk_code = p->>'desk' AND epoch = 1;
END $$`;
}
