import type { EntityName, Row } from '#shared/schema/entities.ts';
import { staff, userOf } from '#sync-server/demo/staff.ts';
import { type BulkStatement, bulkInsert } from '#sync-server/import/bulk-insert.ts';
import { inBulkTransaction } from '#sync-server/import/bulk-transaction.ts';
import { openPool } from '#sync-server/store/pool.ts';
import { openTenant } from '#sync-server/store/tenants.ts';
import type { BigLodge, EntityRows } from './big-lodge.ts';

/** What the server was loaded with, and how long that took. */
export interface Loaded {
  readonly rows: number;
  readonly seconds: number;
}

/** Stays of one transaction, five rows each. */
const batch = 3000;

/** Loads the whole lodge into the server's database as an import does: bulk statements with every rule and the feed's mirror in force. */
export async function loadServer(databaseUrl: string, lodge: BigLodge): Promise<Loaded> {
  const began = performance.now();
  const pool = openPool(databaseUrl, 2);
  const place = { tenantId: lodge.tenantId, propertyId: lodge.propertyId };
  let rows = 0;
  const write = async (entities: readonly EntityRows[]) => {
    await inBulkTransaction(pool, place, entities.map(statementOf));
    rows += entities.reduce((sum, one) => sum + one.rows.length, 0);
  };
  try {
    await openTenant(pool, place, 'Bench', new Date().toISOString());
    await write(lodge.house(await Promise.all(staff.map(userOf))));
    let next = 0;
    // Two at a time, so that one is made ready while the database writes the other.
    const writeOn = async () => {
      while (next < lodge.size.stays) {
        const start = next;
        next += batch;
        await write(lodge.stays(start, Math.min(batch, lodge.size.stays - start)));
      }
    };
    await Promise.all([writeOn(), writeOn()]);
    await pool.query('ANALYZE');
  } finally {
    await pool.end();
  }
  return { rows, seconds: (performance.now() - began) / 1000 };
}

function statementOf({ entity, rows }: EntityRows): BulkStatement {
  // The rows are those of the entity beside them.
  return bulkInsert<EntityName>(entity, rows as readonly Row<EntityName>[]);
}
