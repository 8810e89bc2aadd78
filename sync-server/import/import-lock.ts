import type pg from 'pg';
import { whileMaking } from '#sync-server/store/in-the-making.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';
import { idLiteral, textLiteral } from '#sync-server/store/sql-literal.ts';
import { ImportFault } from './import-fault.ts';

/** Runs `work` while no other import of the same property runs; the second one is told so. The database lets go when its process dies. */
export async function importLock<T>(pool: pg.Pool, propertyId: string, work: () => Promise<T>): Promise<T> {
  const made = await whileMaking(pool, propertyId, work);
  if (made === undefined) throw new ImportFault('under-way', 'this import is under way already');
  return made.value;
}

/** Whether an import of this property has begun. */
export async function isImported(pool: pg.Pool, place: Place): Promise<boolean> {
  const [found] = await inTransaction(pool, place, (tx) =>
    tx.run(`SELECT 1 FROM property WHERE id = ${idLiteral(place.propertyId)}`),
  );
  return (found?.rowCount ?? 0) > 0;
}

/** Refuses a name that another property has: desks are told by it which property they work at. */
export async function refuseTakenName(pool: pg.Pool, place: Place, name: string): Promise<void> {
  const sql = `SELECT 1 FROM property WHERE name = ${textLiteral(name)} AND id <> ${idLiteral(place.propertyId)}`;
  const [found] = await inTransaction(pool, place, (tx) => tx.run(sql));
  if ((found?.rowCount ?? 0) === 0) return;
  throw new ImportFault(
    'name-taken',
    `there is a property "${name}" already, from another file, map or business date; give this one a name with --property`,
  );
}
