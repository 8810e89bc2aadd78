import { expect, vi } from 'vitest';
import { replicaDigests } from '#main/store/replica-digest.ts';
import { feedDigests } from '#sync-server/store/feed-digests.ts';
import type { AProperty, LiveDesk } from './a-property.ts';

/** [S19] With empty journals and feeds read to the end, every replica holds the server's mirrored rows, entity by entity. */
export async function expectReplicasEqual(property: AProperty, ...desks: LiveDesk[]): Promise<void> {
  for (const desk of desks) await desk.settled();
  // Asked anew each time: what a desk acknowledges meanwhile leaves the feed [S10].
  const equal = async () => {
    const served = Object.entries(await feedDigests(property.server.pool, property.place));
    const there = Object.fromEntries(served.map(([entity, { rows, hash }]) => [entity, { rows, hash }]));
    for (const { store } of desks) expect(replicaDigests(store)).toEqual(there);
  };
  await vi.waitFor(equal, { timeout: 60_000, interval: 20 });
}
