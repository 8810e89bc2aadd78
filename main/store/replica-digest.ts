import { type EntityName, entityNames } from '#shared/schema/entities.ts';
import { type Digest, digestOf } from '#shared/sync/digest.ts';
import type { Store } from './open-store.ts';

/** A digest of every entity as the replica has it, to be held against the server's mirrored rows [S19]; it speaks only with an empty journal. */
export function replicaDigests(store: Store): Readonly<Record<string, Digest>> {
  return Object.fromEntries(
    entityNames.map((entity: EntityName) => [entity, digestOf(store.answer({ mode: 'peek', entity, where: [] }))]),
  );
}
