import { setImmediate as breathe } from 'node:timers/promises';
import { entityNames } from '#shared/schema/entities.ts';
import { type Digest, digestOf } from '#shared/sync/digest.ts';
import type { Rows } from '#main/store/rows.ts';

/** A digest of every entity [S19], one after another: the desk answers its windows in between. */
export async function entityDigests(rows: Pick<Rows, 'answer'>): Promise<ReadonlyMap<string, Digest>> {
  const digests = new Map<string, Digest>();
  for (const entity of entityNames) {
    digests.set(entity, digestOf(rows.answer({ mode: 'peek', entity, where: [] })));
    await breathe();
  }
  return digests;
}
