import type pg from 'pg';
import type { Row } from '#shared/schema/entities.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';
import { idLiteral } from '#sync-server/store/sql-literal.ts';
import { type BulkStatement, bulkInsert, bulkSell } from './bulk-insert.ts';
import { inBulkTransaction } from './bulk-transaction.ts';
import type { ImportPlan, PlannedStay } from './plan.ts';
import { type ImportedProperty, roomRows, slotRows, typeRows } from './property-rows.ts';
import { importedBookingId, stayRows } from './stay-rows.ts';

/** How many stays are written in one transaction, five rows each; between two batches a cancel is heard. */
const batchSize = 2000;

/** How far the writing came: stays that were new, and stays that were there already. */
export interface Written {
  readonly fresh: number;
  readonly known: number;
}

/** Writes the property with its people, types and rooms; what is there already stays as it is. */
export async function writeHouse(
  pool: pg.Pool,
  place: Place,
  property: ImportedProperty,
  plan: ImportPlan,
  rows: { readonly property: Row<'property'>; readonly users: readonly Row<'user'>[] },
): Promise<void> {
  await inBulkTransaction(pool, place, [
    bulkInsert('property', [rows.property]),
    bulkInsert('user', rows.users),
    bulkInsert('roomType', typeRows(property, plan)),
    bulkInsert('room', roomRows(property, plan)),
  ]);
}

/**
 * Writes the stays that are not there yet, batch by batch, each batch whole; after a cancel the next run goes on behind the last one.
 * Two batches are under way at a time, so that one is made ready while the database writes the other.
 */
export async function writeStays(
  pool: pg.Pool,
  place: Place,
  property: ImportedProperty,
  plan: ImportPlan,
  options: { readonly signal?: AbortSignal; readonly onWritten?: (written: Written) => void },
): Promise<Written> {
  const taken = await importedBookings(pool, place);
  const missing = plan.stays.filter((planned) => !taken.has(importedBookingId(property.id, planned)));
  const known = plan.stays.length - missing.length;
  let next = 0;
  let fresh = 0;
  options.onWritten?.({ fresh, known });
  async function writeOn(): Promise<void> {
    while (next < missing.length && options.signal?.aborted !== true) {
      const batch = missing.slice(next, next + batchSize);
      next += batch.length;
      await inBulkTransaction(pool, place, batchOf(property, plan, batch));
      fresh += batch.length;
      options.onWritten?.({ fresh, known });
    }
  }
  const ends = await Promise.allSettled([writeOn(), writeOn()]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return { fresh, known };
}

/** The rows of a batch. Slots, which batches and desks share, come last: they are locked only until the commit that follows. */
function batchOf(property: ImportedProperty, plan: ImportPlan, batch: readonly PlannedStay[]): BulkStatement[] {
  const rows = batch.map((planned) => ({
    typeCode: planned.stay.typeCode,
    source: planned.stay.source,
    ...stayRows(property, planned),
  }));
  const slots = slotRows(property, plan, rows);
  return [
    bulkInsert(
      'guestKey',
      rows.map((row) => row.guestKey),
    ),
    bulkInsert(
      'guest',
      rows.map((row) => row.guest),
    ),
    bulkInsert(
      'booking',
      rows.map((row) => row.booking),
    ),
    bulkInsert(
      'stay',
      rows.map((row) => row.stay),
    ),
    bulkInsert(
      'occupancy',
      rows.map((row) => row.occupancy),
    ),
    bulkInsert(
      'folio',
      rows.map((row) => row.folio),
    ),
    ...(slots.length === 0 ? [] : [bulkSell(slots)]),
  ];
}

/** The ids of the bookings that the property has, so that what was taken before is passed over. */
async function importedBookings(pool: pg.Pool, place: Place): Promise<ReadonlySet<string>> {
  const sql = `SELECT id FROM booking WHERE tenant_id = ${idLiteral(place.tenantId)} AND property_id = ${idLiteral(place.propertyId)}`;
  const [found] = await inTransaction(pool, place, (tx) => tx.run(sql));
  return new Set((found?.rows ?? []).map((row: { readonly id: string }) => row.id));
}
