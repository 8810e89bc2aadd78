import pg from 'pg';
import { expect } from 'vitest';
import { rowFromFeed } from '#main/store/feed-row.ts';
import { replicaDigests } from '#main/store/replica-digest.ts';
import { digestOf } from '#shared/sync/digest.ts';
import { type EntityName, entityNames } from '#shared/schema/entities.ts';
import { type AProperty, type LiveDesk, until } from './a-property.ts';

/** [S19] With empty journals and feeds read to the end, every replica holds the server's mirrored rows, entity by entity. */
export async function expectReplicasEqual(property: AProperty, ...desks: LiveDesk[]): Promise<void> {
  for (const desk of desks) await desk.settled();
  const client = new pg.Client({ connectionString: property.server.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ entity: EntityName; row: Record<string, unknown> }>(
      'SELECT entity, row FROM feed WHERE property_id = $1',
      [property.place.propertyId],
    );
    const byEntity = Map.groupBy(rows, (row) => row.entity);
    const served = Object.fromEntries(
      entityNames.map((entity) => [
        entity,
        digestOf((byEntity.get(entity) ?? []).map((found) => rowFromFeed(entity, found.row).row)),
      ]),
    );
    for (const { store } of desks) {
      await until(
        () => JSON.stringify(replicaDigests(store)) === JSON.stringify(served),
        'the replica is the served rows',
      );
      expect(replicaDigests(store)).toEqual(served);
    }
  } finally {
    await client.end();
  }
}
