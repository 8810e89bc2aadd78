import type pg from 'pg';
import { rowFromFeed } from '#main/store/feed-row.ts';
import type { replicaDigests } from '#main/store/replica-digest.ts';
import { type EntityName, type Row, entityNames } from '#shared/schema/entities.ts';
import { digestOf } from '#shared/sync/digest.ts';
import type { ServerSide } from '#sync-server/engine/execute-as-server.ts';
import { answer } from '#sync-server/store/answer.ts';
import { idLiteral } from '#sync-server/store/sql-literal.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';

/** A property as the server has it. */
export interface Served {
  /** Its rows of an entity, in id order, those too that were pruned from the feed. */
  of<E extends EntityName>(entity: E): readonly Row<E>[];
  /** A digest of every entity as the feed has it, to be held against a replica's [S19]. */
  digests(): ReturnType<typeof replicaDigests>;
}

export function servedRows({ pool }: ServerSide, place: Place): Promise<Served> {
  return inTransaction(
    pool,
    place,
    async (tx) => {
      const tables = await answer(
        tx,
        entityNames.map((entity) => ({ mode: 'peek', entity, where: [] })),
      );
      const [fed] = await tx.run(
        `SELECT entity, row FROM feed WHERE tenant_id = ${idLiteral(place.tenantId)} AND property_id = ${idLiteral(place.propertyId)} ORDER BY entity, id`,
      );
      // The select names the columns.
      const rows = (fed?.rows ?? []) as readonly {
        readonly entity: EntityName;
        readonly row: Record<string, unknown>;
      }[];
      const byEntity = Map.groupBy(rows, ({ entity }) => entity);
      const mirrored = (entity: EntityName) =>
        (byEntity.get(entity) ?? []).map(({ row }) => rowFromFeed(entity, row).row);
      return {
        of: <E extends EntityName>(entity: E) =>
          (tables[entityNames.indexOf(entity)] ?? []) as unknown as readonly Row<E>[], // rows of that entity
        digests: () =>
          // A digest for each name.
          Object.fromEntries(entityNames.map((entity) => [entity, digestOf(mirrored(entity))])) as ReturnType<
            typeof replicaDigests
          >,
      };
    },
    'REPEATABLE READ',
  );
}

/** One envelope as the server has taken it in. */
export interface TakenEnvelope {
  readonly desk: string;
  readonly epoch: number;
  readonly seq: number;
  readonly id: string;
  readonly command: string;
  readonly outcome: 'applied' | 'refused' | 'exception';
  readonly reason: string;
  readonly detail: string;
}

export async function takenEnvelopes(probe: pg.Pool, propertyId: string): Promise<readonly TakenEnvelope[]> {
  const { rows } = await probe.query<TakenEnvelope>(
    `SELECT desk_code AS desk, epoch, seq, envelope_id AS id, command, outcome, reason, detail::text AS detail
       FROM envelope WHERE property_id = $1 ORDER BY desk_code, epoch, seq`,
    [propertyId],
  );
  return rows;
}
