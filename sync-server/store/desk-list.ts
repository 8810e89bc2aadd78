import type pg from 'pg';
import { signOutSql } from './desk-epochs.ts';
import { idLiteral } from './sql-literal.ts';
import { type Place, inTransaction } from './transaction.ts';

/** A desk as its administrator sees it. */
export interface ListedDesk {
  readonly code: string;
  readonly name: string;
  readonly status: 'active' | 'revoked';
  readonly epoch: number;
  /** When the server last heard of its present epoch. */
  readonly lastContact: string | null;
  /** Envelopes of that epoch taken in. */
  readonly lastSeq: number;
  /** Copies of its disk that were seen [S22]. */
  readonly branches: number;
}

export async function listDesks(pool: pg.Pool, place: Place): Promise<readonly ListedDesk[]> {
  const of = (row: string) =>
    `${row}.tenant_id = d.tenant_id AND ${row}.property_id = d.property_id AND ${row}.desk_code = d.code`;
  const [found] = await inTransaction(pool, place, (tx) =>
    tx.finish(
      `SELECT d.code, d.name, d.status, d.epoch, e.last_contact AS "lastContact", coalesce(e.last_seq, 0) AS "lastSeq",
          (SELECT count(*) FROM desk_epoch b WHERE ${of('b')} AND b.branch_of = d.epoch AND NOT b.closed) AS branches
        FROM desk d LEFT JOIN desk_epoch e ON ${of('e')} AND e.epoch = d.epoch
        WHERE d.tenant_id = ${idLiteral(place.tenantId)} AND d.property_id = ${idLiteral(place.propertyId)} ORDER BY d.code`,
    ),
  );
  return (found?.rows ?? []) as ListedDesk[]; // the select names the fields
}

/** A tenant's properties, by name. */
export async function listProperties(
  pool: pg.Pool,
  tenantId: string,
): Promise<readonly { readonly propertyId: string; readonly name: string }[]> {
  const [found] = await inTransaction(pool, { tenantId, propertyId: tenantId }, (tx) =>
    tx.finish(
      `SELECT property_id AS "propertyId", name FROM property WHERE tenant_id = ${idLiteral(tenantId)} ORDER BY name, property_id`,
    ),
  );
  return (found?.rows ?? []) as { propertyId: string; name: string }[]; // likewise
}

/** Takes a desk's tokens away: it signs in again with a code, and loses nothing [S12]. False where there is no such desk. */
export async function signOut(pool: pg.Pool, place: Place, deskCode: string): Promise<boolean> {
  const [changed] = await inTransaction(pool, place, (tx) => tx.finish(signOutSql(place, deskCode)));
  return (changed?.rowCount ?? 0) > 0;
}
