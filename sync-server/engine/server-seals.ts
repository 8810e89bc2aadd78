import { randomBytes } from 'node:crypto';
import type { Context } from '#shared/commands/context.ts';
import type { Preparation } from '#shared/commands/define.ts';
import type { SeenRow } from '#shared/commands/drive.ts';
import { isId } from '#shared/kernel/ids.ts';
import { keyOf, keyText, sealText } from '#shared/kernel/sealed.ts';
import type { Row } from '#shared/schema/entities.ts';
import { keepKeysSql } from '#sync-server/store/guest-keys.ts';
import type { Place } from '#sync-server/store/transaction.ts';
import type { Reading } from './reading-together.ts';

/** How one command that begins at the server seals what it records of guests [S29]; its new keys count once they are kept. */
export interface ServerSeals extends Pick<Preparation, 'newKey' | 'seal'> {
  keep(context: Context): void;
}

/** The keys that commands of one transaction make: those behind read what those before them have sealed. */
export interface SealsInHand {
  /** Forgets what was kept. */
  clear(): void;
  /** Looks up the keys of the guests among the rows that a command has loaded. */
  open(rows: readonly SeenRow[], read: Reading): Promise<ServerSeals>;
  statements(place: Place): readonly string[];
}

export function sealsInHand(): SealsInHand {
  const kept = new Map<string, { readonly key: Uint8Array; readonly by: Context }>();
  return {
    clear: () => kept.clear(),
    async open(rows, read) {
      const known = await keysOf([...new Set(rows.filter(isGuest).map((row) => row.id))], read);
      const fresh = new Map<string, Uint8Array>();
      return {
        newKey(guestId) {
          if (!fresh.has(guestId)) fresh.set(guestId, randomBytes(32));
        },
        seal(guestId, text) {
          const key = known.get(guestId);
          if (key === '') return '';
          const bytes = fresh.get(guestId) ?? kept.get(guestId)?.key ?? (key === undefined ? undefined : keyOf(key));
          return bytes === undefined ? text : sealText(guestId, bytes, randomBytes(12), text);
        },
        keep(context) {
          for (const [guestId, key] of fresh) if (!kept.has(guestId)) kept.set(guestId, { key, by: context });
        },
      };
    },
    statements: (place) =>
      // In id order, as everything is locked [S21].
      [...kept]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([guestId, { key, by }]) =>
          keepKeysSql(place, [{ guestId, key: keyText(key) }], { writer: by.writer, by: by.actor.userId, at: by.now }),
        ),
  };
}

function isGuest({ entity, id }: SeenRow): boolean {
  return entity === 'guest' && isId(id);
}

/** The keys of these guests as they stand; empty for one who is erased, none for one of a time before keys. */
async function keysOf(guestIds: readonly string[], read: Reading): Promise<ReadonlyMap<string, string>> {
  if (guestIds.length === 0) return new Map();
  const [found] = await read([{ mode: 'peek', entity: 'guestKey', ids: guestIds }]);
  const rows = (found ?? []) as readonly Row<'guestKey'>[]; // the need names the entity
  return new Map(rows.map(({ id, key }) => [id, key]));
}
