import { z } from 'zod';
import type { Draft } from './drafts.ts';

/** The drafts of one person, as the window keeps them. */
export interface KeptDrafts {
  readonly userId: string;
  readonly drafts: Readonly<Record<string, Draft>>;
}

const typedValue = z.union([
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.array(z.object({ productId: z.string(), share: z.string() })),
  z.array(z.object({ hours: z.string(), share: z.string() })),
]);
const typed = z.record(z.string(), typedValue);
const kept = z.object({
  userId: z.string(),
  drafts: z.record(z.string(), z.object({ version: z.number().nullable(), base: typed, typed })),
});

const KEY = 'cairn.settings.drafts';

/** What was typed before the window was loaded anew; nothing where that cannot be read. */
export function readKept(storage: Pick<Storage, 'getItem'> | undefined): KeptDrafts {
  const text = storage?.getItem(KEY) ?? null;
  if (text === null) return { userId: '', drafts: {} };
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    // Another version's, or damaged: nothing that was saved is lost by it.
    return { userId: '', drafts: {} };
  }
}

/** Keeps what is typed for as long as the window is open, also over a reload; with nothing typed nothing is left. */
export function keep(storage: Pick<Storage, 'setItem' | 'removeItem'> | undefined, drafts: KeptDrafts): void {
  if (Object.keys(drafts.drafts).length === 0) storage?.removeItem(KEY);
  else storage?.setItem(KEY, JSON.stringify(drafts));
}

/** The window's own store; there is none where no window is. */
export function windowStorage(): Storage | undefined {
  return typeof window === 'undefined' ? undefined : window.sessionStorage;
}
