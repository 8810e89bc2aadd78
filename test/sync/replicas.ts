import pg from 'pg';
import { expect, vi } from 'vitest';
import { rowFromFeed } from '#main/store/feed-row.ts';
import { replicaDigests } from '#main/store/replica-digest.ts';
import { digestOf } from '#shared/sync/digest.ts';
import { type EntityName, entityNames } from '#shared/schema/entities.ts';
import type { AProperty, LiveDesk } from './a-property.ts';

/** [S19] With empty journals and feeds read to the end, every replica holds the server's mirrored rows, entity by entity. */
export async function expectReplicasEqual(property: AProperty, ...desks: LiveDesk[]): Promise<void> {
  for (const desk of desks) await desk.settled();
  const client = new pg.Client({ connectionString: property.server.databaseUrl });
  await client.connect();
  try {
    // Asked anew each time: what a desk acknowledges meanwhile leaves the feed [S10].
    const equal = async () => {
      const served = await servedDigests(client, property.place.propertyId);
      for (const { store } of desks) expect(replicaDigests(store)).toEqual(served);
    };
    await vi.waitFor(equal, { timeout: 20_000, interval: 20 });
  } finally {
    await client.end();
  }
}

async function servedDigests(client: pg.Client, propertyId: string): Promise<ReturnType<typeof replicaDigests>> {
  const { rows } = await client.query<{ entity: EntityName; row: Record<string, unknown> }>(
    'SELECT entity, row FROM feed WHERE property_id = $1',
    [propertyId],
  );
  const byEntity = Map.groupBy(rows, (row) => row.entity);
  return Object.fromEntries(
    entityNames.map((entity) => [
      entity,
      digestOf((byEntity.get(entity) ?? []).map((found) => rowFromFeed(entity, found.row).row)),
    ]),
  ) as ReturnType<typeof replicaDigests>; // a digest for each name
}
