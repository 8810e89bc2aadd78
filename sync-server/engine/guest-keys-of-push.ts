import { deriveId } from '#shared/kernel/ids.ts';
import type { PushBody } from '#shared/sync/envelope.ts';
import { keepKeysSql } from '#sync-server/store/guest-keys.ts';
import { type Place, inTransaction, withRetries } from '#sync-server/store/transaction.ts';
import type { Surroundings } from './execute-envelope.ts';

/**
 * Keeps the keys that travel beside a push, before its envelopes: what they bring must be readable when it stands [S29]. Taken are
 * only those of guests that an envelope of this very push makes: nobody puts a key under a stranger's guest.
 */
export async function keepGuestKeys(around: Surroundings, place: Place, push: PushBody): Promise<void> {
  if (push.guestKeys === undefined || push.guestKeys.length === 0) return;
  const made = new Set(push.envelopes.map(({ id }) => deriveId(id.toLowerCase(), 'guest')));
  const bringer = { writer: `${push.desk}/${push.epoch}/0`, by: push.desk, at: around.now() };
  const statements = keepKeysSql(
    place,
    push.guestKeys.filter(({ guestId }) => made.has(guestId)),
    bringer,
  );
  if (statements.length > 0)
    await withRetries(() => inTransaction(around.pool, place, (tx) => tx.finish(...statements)));
}
