import type pg from 'pg';
import { rowFromFeed } from '#main/store/feed-row.ts';
import type { replicaDigests } from '#main/store/replica-digest.ts';
import { type EntityName, type Row, entityNames } from '#shared/schema/entities.ts';
import { digestOf } from '#shared/sync/digest.ts';

/** The server's mirrored rows of a property, by entity and in id order. */
export interface Served {
  of<E extends EntityName>(entity: E): readonly Row<E>[];
  /** A digest of every entity, to be held against a replica's [S19]. */
  digests(): ReturnType<typeof replicaDigests>;
}

export async function servedRows(probe: pg.Client, propertyId: string): Promise<Served> {
  const { rows } = await probe.query<{ entity: EntityName; row: Record<string, unknown> }>(
    'SELECT entity, row FROM feed WHERE property_id = $1 ORDER BY entity, id',
    [propertyId],
  );
  const byEntity = Map.groupBy(rows, ({ entity }) => entity);
  const all = (entity: EntityName) => (byEntity.get(entity) ?? []).map(({ row }) => rowFromFeed(entity, row).row);
  return {
    of: <E extends EntityName>(entity: E) => all(entity) as unknown as readonly Row<E>[], // rows of that entity
    digests: () =>
      // A digest for each name.
      Object.fromEntries(entityNames.map((entity) => [entity, digestOf(all(entity))])) as ReturnType<
        typeof replicaDigests
      >,
  };
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

export async function takenEnvelopes(probe: pg.Client, propertyId: string): Promise<readonly TakenEnvelope[]> {
  const { rows } = await probe.query<TakenEnvelope>(
    `SELECT desk_code AS desk, epoch, seq, envelope_id AS id, command, outcome, reason, detail::text AS detail
       FROM envelope WHERE property_id = $1 ORDER BY desk_code, epoch, seq`,
    [propertyId],
  );
  return rows;
}
