import type { GuestSeals } from '#main/store/guest-seals.ts';
import { ERASED } from '#shared/rpc/erased.ts';

/** What is sealed, as the screens and the printer show it [S29]. */
export interface GuestNames {
  /** A sealed text as it was, or undefined where the guest is erased. */
  read(sealed: string): string | undefined;
  /** A guest's name; {@link ERASED} where the guest is erased. */
  name(sealed: string): string;
  /** What was written about a guest; nothing where the guest is erased. */
  text(sealed: string): string;
  /** Any value, with every sealed text in it as a name. */
  all<T>(value: T): T;
}

export function guestNamesOf({ read, plain }: Pick<GuestSeals, 'read' | 'plain'>): GuestNames {
  const name = (sealed: string) => read(sealed) ?? ERASED;
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return name(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([field, found]) => [field, walk(found)]));
  };
  return {
    read,
    name,
    text: plain,
    // A text for a text, and all else as it was.
    all: <T>(value: T) => walk(value) as T,
  };
}
