import type pg from 'pg';
import { type BareWrites, bareWrites } from './bare-writes.ts';
import type { SalesLodge } from './sales-lodge.ts';

/** The bound of a stay that is sold: booking, stay, occupancy and folio, and its night's slot raised. */
export async function bareSales(pool: pg.Pool, lodge: SalesLodge, writer: string): Promise<BareWrites> {
  return bareWrites(pool, lodge.place, writer, {
    name: 'bench_sale',
    tables: ['booking', 'stay', 'occupancy', 'folio'],
    over: { booking: `jsonb_build_object('number', 'BARE-' || (p->>'number'))` },
    slot: 'confirmed = confirmed + 1, manual = manual + 1',
    kept: [lodge.guestId, lodge.roomTypeId],
  });
}

/** The slots of its nights, for the calls. */
export async function slotsByNight(pool: pg.Pool, { place }: SalesLodge): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; date: string }>(
    'SELECT id, date::text FROM slot WHERE tenant_id = $1 AND property_id = $2',
    [place.tenantId, place.propertyId],
  );
  return new Map(rows.map(({ id, date }) => [date, id]));
}
