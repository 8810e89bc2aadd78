import { idLiteral, textLiteral } from './sql-literal.ts';
import type { Place } from './transaction.ts';

/** What a code that can still be used is good for. */
export interface FoundCode extends Place {
  /** The desk that begins a new epoch with it, or signs in again; null for a new desk. */
  readonly deskCode: string | null;
  readonly createdAt: string;
}

/** Keeps a code, by its hash; for a new desk, or for the one named. */
export function codeSql(
  place: Place,
  codeHash: string,
  deskCode: string | undefined,
  expiresAt: string,
  now: string,
): string {
  const values = [
    idLiteral(place.tenantId),
    idLiteral(place.propertyId),
    textLiteral(codeHash),
    deskCode === undefined ? 'NULL' : textLiteral(deskCode),
    textLiteral(expiresAt),
    textLiteral(now),
  ];
  return `INSERT INTO enrolment_code (tenant_id, property_id, code_hash, desk_code, expires_at, created_at) VALUES (${values.join(', ')})`;
}

/** Two statements that find a code which can still be used, whatever its place. */
export function findCodeSql(codeHash: string, now: string): readonly [string, string] {
  return [
    `SET LOCAL cairn.code_hash = ${textLiteral(codeHash)}`,
    `SELECT tenant_id AS "tenantId", property_id AS "propertyId", desk_code AS "deskCode", created_at AS "createdAt" FROM enrolment_code WHERE code_hash = ${textLiteral(codeHash)} AND used_at IS NULL AND expires_at > ${textLiteral(now)}`,
  ];
}

/** When a code was given. */
export function codeGivenSql({ tenantId, propertyId }: Place, codeHash: string): string {
  return `SELECT created_at AS "createdAt" FROM enrolment_code WHERE tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)} AND code_hash = ${textLiteral(codeHash)}`;
}

/** Uses a code up; writes no row where it was used or has expired. */
export function useCodeSql({ tenantId, propertyId }: Place, codeHash: string, now: string): string {
  return `UPDATE enrolment_code SET used_at = ${textLiteral(now)} WHERE tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)} AND code_hash = ${textLiteral(codeHash)} AND used_at IS NULL AND expires_at > ${textLiteral(now)}`;
}
