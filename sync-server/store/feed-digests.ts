import type pg from 'pg';
import { type EntityName, entityNames } from '#shared/schema/entities.ts';
import type { EntityDigests } from '#shared/sync/digests-answer.ts';
import { type Digest, openDigest } from '#shared/sync/digest.ts';
import { columnsWord, mirroredRow } from '#shared/sync/mirrored-row.ts';
import { numberLiteral, textLiteral } from './sql-literal.ts';
import { type Place, type Tx, inTransaction } from './transaction.ts';

/** Rows read at once: the server answers others in between, and its memory does not grow with the lodge. */
const PAGE = 2_000;

/** The digest of every entity as the feed has it, all of one moment [S19]. */
export function feedDigests(pool: pg.Pool, place: Place): Promise<EntityDigests> {
  const read = async (tx: Tx) => {
    const digests: [EntityName, EntityDigests[EntityName]][] = [];
    for (const entity of entityNames)
      digests.push([entity, { ...(await digestOfEntity(tx, place, entity)), columns: columnsWord(entity) }]);
    return Object.fromEntries(digests);
  };
  return inTransaction(pool, place, read, 'REPEATABLE READ');
}

async function digestOfEntity(tx: Tx, place: Place, entity: EntityName): Promise<Digest> {
  const digest = openDigest();
  const of = `tenant_id = ${textLiteral(place.tenantId)} AND property_id = ${textLiteral(place.propertyId)}`;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const [page] = await tx.run(
      `SELECT id, row FROM feed WHERE ${of} AND entity = ${textLiteral(entity)} AND id > ${textLiteral(after)}
        ORDER BY id LIMIT ${numberLiteral(PAGE)}`,
    );
    // The select names the columns.
    const rows = (page?.rows ?? []) as readonly { readonly id: string; readonly row: Record<string, unknown> }[];
    for (const { row } of rows) digest.add(mirroredRow(entity, row));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return digest.done();
    after = last.id;
  }
}
