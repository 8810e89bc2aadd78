import { setTimeout as pause } from 'node:timers/promises';
import { type EntityName, entityNames } from '#shared/schema/entities.ts';
import type { Digest } from '#shared/sync/digest.ts';
import type { DigestsAnswer } from '#shared/sync/digests-answer.ts';
import { columnsWord } from '#shared/sync/mirrored-row.ts';
import type { ReplicaPicture } from './replica-picture.ts';
import type { ServerSide } from './server-side.ts';

/** One entity on both sides. `other` says that the two releases know different columns of it [S18]. */
export interface EntityComparison {
  readonly entity: EntityName;
  readonly here: Digest | undefined;
  readonly there: Digest | undefined;
  readonly is: 'equal' | 'different' | 'other';
}

/** What came of a comparison [S19]. */
export type Comparison =
  | { readonly is: 'judged'; readonly equal: boolean; readonly entities: readonly EntityComparison[] }
  /** Nothing can be said now, and why. */
  | { readonly is: 'unknown'; readonly why: 'not-whole' | 'pending' | 'behind'; readonly pending: number };

/** A desk at work catches up meanwhile: so long it is waited for. */
const PATIENCE_MS = 60_000;
/** A difference counts when both sides have stood still for so long, the feed between them included. */
const STEADY_MS = 5_000;
const LOOK_AGAIN_MS = 250;

/**
 * Compares a replica with the server's mirrored rows. It speaks only with an empty journal and a feed read to the end; of a
 * desk at work it waits for such a moment. A difference is claimed only where neither side moved while it was looked at
 * again.
 */
export async function compareReplica(
  look: () => ReplicaPicture,
  server: ServerSide,
  isAtWork: () => boolean,
): Promise<Comparison> {
  const until = Date.now() + PATIENCE_MS;
  let steadySince: number | undefined;
  let before = '';
  for (;;) {
    const picture = look();
    const { pending, whole, feed } = picture;
    const answer = whole && pending === 0 ? await server.digests() : undefined;
    const behind = answer === undefined || feed === undefined || (await server.hasMoreThan(feed));
    if (!behind) {
      const entities = compared(picture, answer);
      const equal = entities.every(({ is }) => is !== 'different');
      if (equal) return { is: 'judged', equal, entities };
      const now = JSON.stringify([entities, feed]);
      steadySince = now === before ? (steadySince ?? Date.now()) : undefined;
      before = now;
      if (steadySince !== undefined && Date.now() - steadySince >= STEADY_MS) return { is: 'judged', equal, entities };
    } else {
      steadySince = undefined;
      if (!isAtWork() || Date.now() > until)
        return { is: 'unknown', why: !whole ? 'not-whole' : pending > 0 ? 'pending' : 'behind', pending };
    }
    await pause(LOOK_AGAIN_MS);
  }
}

function compared({ digests }: ReplicaPicture, { entities }: DigestsAnswer): EntityComparison[] {
  return entityNames.map((entity) => {
    const here = digests.get(entity);
    const there = entities[entity];
    if (there === undefined || there.columns !== columnsWord(entity)) return { entity, here, there, is: 'other' };
    return { entity, here, there, is: here?.hash === there.hash ? 'equal' : 'different' };
  });
}
