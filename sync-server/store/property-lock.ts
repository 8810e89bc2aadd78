import { idLiteral } from './sql-literal.ts';
import type { Place } from './transaction.ts';

/** Tells these advisory locks from any others of the database. */
const KIND = 4600;

/**
 * The lock that every writing transaction takes before all others [S21]: shared, so that they are in nobody's way. One that
 * others were in the way of again and again takes it `alone`: it waits until those that work have ended, none begins before
 * it has, and so it ends. Lasts as long as the transaction.
 */
export function propertyLockSql({ propertyId }: Place, alone: boolean): string {
  return `SELECT pg_advisory_xact_lock${alone ? '' : '_shared'}(${KIND}, hashtext(${idLiteral(propertyId)}))`;
}
