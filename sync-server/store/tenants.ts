import type pg from 'pg';
import { idLiteral, textLiteral } from './sql-literal.ts';
import { type Place, inTransaction } from './transaction.ts';

/** Makes the tenant if it is not there yet. */
export async function openTenant(pool: pg.Pool, place: Place, name: string, now: string): Promise<void> {
  await inTransaction(pool, place, (tx) =>
    tx.finish(
      `INSERT INTO tenant (tenant_id, name, created_at) VALUES (${idLiteral(place.tenantId)}, ${textLiteral(name)}, ${textLiteral(now)}) ON CONFLICT (tenant_id) DO NOTHING`,
    ),
  );
}
