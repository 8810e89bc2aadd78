import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Preparation } from '#shared/commands/define.ts';
import { keyOf, keyText, sealText, sealedFor, unsealText } from '#shared/kernel/sealed.ts';
import type { GuestKey } from '#shared/sync/envelope.ts';
import type { Place } from './journal.ts';

/** The texts of guests, sealed as they are kept and plain as they are shown [S29]. */
export interface GuestSeals {
  /** The text as a person reads it: of an erased guest nothing. One that was never sealed is itself. */
  plain(text: string): string;
  /** The same, or undefined where the guest is erased. */
  read(text: string): string | undefined;
  /** What a command in the making seals with; its new keys count only with `keep` [S1]. */
  sealing(): Sealing;
  /** Keys of the guests that these envelopes make, to go to the server with them. */
  madeBetween(epoch: number, after: number, upTo: number): GuestKey[];
  /** Takes keys back, of envelopes that were made here before the replica was lost. */
  restore(place: Place, keys: readonly GuestKey[]): void;
  /** Whether the guest's key was emptied. */
  isErased(guestId: string): boolean;
  /** Forgets what was read so far: a key was written. */
  forget(): void;
}

/** The part of a command's preparation that seals. */
export interface Sealing extends Pick<Preparation, 'newKey' | 'seal'> {
  /** Keeps the new keys, for the envelope that makes their guests; gives them for the second copy [S7]. */
  keep(place: Place): readonly GuestKey[];
}

/** So many texts are remembered as they were read: several windows of the calendar. */
const REMEMBERED = 50_000;

/** `entropy` gives so many random bytes; a simulation gives its own. */
export function guestSealsOf(db: Database, entropy: (bytes: number) => Uint8Array = randomBytes): GuestSeals {
  const stored = db.prepare<[string], string>('SELECT key FROM guest_seal WHERE id = ?').pluck();
  const made = db.prepare<[string], string>('SELECT key FROM made_key WHERE guest_id = ?').pluck();
  const insert = db.prepare<[string, number, number, string]>(
    'INSERT INTO made_key (guest_id, epoch, seq, key) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const between = db.prepare<[number, number, number], GuestKey>(
    'SELECT guest_id AS guestId, key FROM made_key WHERE epoch = ? AND seq > ? AND seq <= ? ORDER BY seq',
  );
  const keys = new Map<string, Uint8Array>();
  const texts = new Map<string, string>();

  /** The server's own row goes before what was made here: it may say that the guest is erased. */
  function keyFor(guestId: string): Uint8Array | 'erased' | undefined {
    const known = keys.get(guestId);
    if (known !== undefined) return known;
    const text = stored.get(guestId) ?? made.get(guestId);
    if (text === undefined) return undefined;
    if (text === '') return 'erased';
    const key = keyOf(text);
    remember(keys, guestId, key);
    return key;
  }

  function read(text: string): string | undefined {
    const guestId = sealedFor(text);
    if (guestId === undefined) return text;
    const known = texts.get(text);
    if (known !== undefined) return known;
    const key = keyFor(guestId);
    const words = key instanceof Uint8Array ? unsealText(key, text) : undefined;
    if (words !== undefined) remember(texts, text, words);
    return words;
  }

  return {
    read,
    plain: (text) => read(text) ?? '',
    sealing() {
      const fresh = new Map<string, Uint8Array>();
      return {
        newKey(guestId) {
          if (!fresh.has(guestId)) fresh.set(guestId, entropy(32));
        },
        seal(guestId, text) {
          if (text === '' || sealedFor(text) !== undefined) return text;
          const key = fresh.get(guestId) ?? keyFor(guestId);
          if (key === 'erased') return '';
          return key === undefined ? text : sealText(guestId, key, entropy(12), text);
        },
        keep({ epoch, seq }) {
          const kept = [...fresh].map(([guestId, key]) => ({ guestId, key: keyText(key) }));
          for (const { guestId, key } of kept) insert.run(guestId, epoch, seq, key);
          return kept;
        },
      };
    },
    madeBetween: (epoch, after, upTo) => between.all(epoch, after, upTo),
    restore({ epoch, seq }, given) {
      for (const { guestId, key } of given) insert.run(guestId, epoch, seq, key);
    },
    isErased: (guestId) => stored.get(guestId) === '',
    forget() {
      keys.clear();
      texts.clear();
    },
  };
}

function remember<V>(memory: Map<string, V>, name: string, value: V): void {
  if (memory.size >= REMEMBERED) memory.clear();
  memory.set(name, value);
}
