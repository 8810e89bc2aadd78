import { randomBytes } from 'node:crypto';
import type { Context } from '#shared/commands/context.ts';
import type { Preparation } from '#shared/commands/define.ts';
import type { SeenRow } from '#shared/commands/drive.ts';
import { isId } from '#shared/kernel/ids.ts';
import { keyOf, keyText, sealText } from '#shared/kernel/sealed.ts';
import { keepKeysSql, keysOf } from '#sync-server/store/guest-keys.ts';
import type { Place, Tx } from '#sync-server/store/transaction.ts';

/** How a command that begins at the server seals what it records of guests [S29], and what must be written for its new keys. */
export interface ServerSeals extends Pick<Preparation, 'newKey' | 'seal'> {
  statements(place: Place, context: Context): readonly string[];
}

/** Looks up the keys of the guests that a command has loaded. */
export async function openSeals(tx: Tx, rows: readonly SeenRow[]): Promise<ServerSeals> {
  const known = await keysOf(tx, [...new Set(rows.filter(isGuest).map((row) => row.id))]);
  const fresh = new Map<string, Uint8Array>();
  return {
    newKey(guestId) {
      if (!fresh.has(guestId)) fresh.set(guestId, randomBytes(32));
    },
    seal(guestId, text) {
      const key = known.get(guestId);
      if (key === '') return '';
      const bytes = fresh.get(guestId) ?? (key === undefined ? undefined : keyOf(key));
      return bytes === undefined ? text : sealText(guestId, bytes, randomBytes(12), text);
    },
    statements: (place, { writer, actor, now }) =>
      keepKeysSql(
        place,
        [...fresh].map(([guestId, key]) => ({ guestId, key: keyText(key) })),
        { writer, by: actor.userId, at: now },
      ),
  };
}

function isGuest({ entity, id }: SeenRow): boolean {
  return entity === 'guest' && isId(id);
}
