import { create } from 'zustand';
import { sameValue } from '#renderer/state/same-value.ts';
import { keep, readKept, windowStorage } from './kept-drafts.ts';
import type { Typed } from './typed.ts';

/** Changes that are not saved yet, and the row they were begun on. */
export interface Draft {
  /** Null for one that is new. */
  readonly version: number | null;
  /** The row as it stood when the changes began. */
  readonly base: Typed;
  readonly typed: Typed;
}

/** The row as the view has it now; none where it is new. */
export interface Standing {
  readonly version: number | null;
  readonly typed: Typed;
}

/** What the form shows. */
export type FormState =
  | { readonly is: 'clean'; readonly typed: Typed }
  | { readonly is: 'changed'; readonly typed: Typed; readonly fields: readonly string[] }
  /** Somebody else saved these fields meanwhile. */
  | {
      readonly is: 'conflict';
      readonly typed: Typed;
      readonly fields: readonly string[];
      readonly theirs: readonly string[];
    };

/**
 * How a draft stands to its row. What was saved, or typed back, is clean again. Another version of the row is a conflict only where a
 * setting differs: a code that was merely used meanwhile is the same code.
 */
export function formState(draft: Draft | undefined, row: Standing): FormState {
  if (draft === undefined || sameValue(draft.typed, row.typed)) return { is: 'clean', typed: row.typed };
  const fields = changedIn(draft.typed, draft.base);
  const theirs = changedIn(row.typed, draft.base);
  if (draft.version !== row.version && theirs.length > 0) return { is: 'conflict', typed: draft.typed, fields, theirs };
  return { is: 'changed', typed: draft.typed, fields };
}

/** The draft upon what somebody else saved: what was changed here stays, all else is theirs. */
export function keptOver(draft: Draft, row: Standing): Draft {
  const mine = changedIn(draft.typed, draft.base).map((name) => [name, draft.typed[name] ?? ''] as const);
  return { version: row.version, base: row.typed, typed: { ...row.typed, ...Object.fromEntries(mine) } };
}

function changedIn(typed: Typed, base: Typed): string[] {
  return Object.keys(typed).filter((name) => !sameValue(typed[name], base[name]));
}

interface Drafts {
  /** Whose they are: another person at this window begins without them. */
  readonly userId: string;
  /** By section and id: `channels/…`, `channels/new`. */
  readonly drafts: Readonly<Record<string, Draft>>;
}

/** Outside the screen, so that leaving it loses nothing; kept by the window, so that loading it anew does neither. */
export const useDrafts = create<Drafts>(() => readKept(windowStorage()));
useDrafts.subscribe((drafts) => keep(windowStorage(), drafts));

export function putDraft(userId: string, key: string, draft: Draft): void {
  useDrafts.setState((state) => ({
    userId,
    drafts: { ...(state.userId === userId ? state.drafts : {}), [key]: draft },
  }));
}

export function dropDraft(key: string): void {
  useDrafts.setState(({ drafts }) => {
    const { [key]: _gone, ...rest } = drafts;
    return { drafts: rest };
  });
}

/** The drafts of whoever sits here. */
export function draftsOf(state: Drafts, userId: string): Drafts['drafts'] {
  return state.userId === userId ? state.drafts : none;
}
const none: Drafts['drafts'] = {};
