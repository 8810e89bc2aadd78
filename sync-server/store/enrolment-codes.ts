import { idLiteral, textLiteral } from './sql-literal.ts';
import type { Place } from './transaction.ts';

/** Keeps a code, by its hash. */
export function codeSql(place: Place, codeHash: string, expiresAt: string, now: string): string {
  const values = [
    idLiteral(place.tenantId),
    idLiteral(place.propertyId),
    textLiteral(codeHash),
    textLiteral(expiresAt),
    textLiteral(now),
  ];
  return `INSERT INTO enrolment_code (tenant_id, property_id, code_hash, expires_at, created_at) VALUES (${values.join(', ')})`;
}

/** Two statements that find the place of a code which can still be used. */
export function findCodeSql(codeHash: string, now: string): readonly [string, string] {
  return [
    `SET LOCAL cairn.code_hash = ${textLiteral(codeHash)}`,
    `SELECT tenant_id AS "tenantId", property_id AS "propertyId" FROM enrolment_code WHERE code_hash = ${textLiteral(codeHash)} AND used_at IS NULL AND expires_at > ${textLiteral(now)}`,
  ];
}

/** Uses a code up; writes no row where it was used or has expired. */
export function useCodeSql({ tenantId, propertyId }: Place, codeHash: string, now: string): string {
  return `UPDATE enrolment_code SET used_at = ${textLiteral(now)} WHERE tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)} AND code_hash = ${textLiteral(codeHash)} AND used_at IS NULL AND expires_at > ${textLiteral(now)}`;
}
