import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import { isOffline, useLine } from '#renderer/state/line.ts';
import { runCommand } from '#renderer/state/run-command.ts';
import { useSession } from '#renderer/state/session.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { type FormState, draftsOf, dropDraft, formState, keptOver, putDraft, useDrafts } from './drafts.ts';
import { type Section, specs } from './specs.ts';
import { type FieldErrors, type Typed, type TypedValue, readSetting, typedOf } from './typed.ts';

/** What a form needs to know of the row it is about. */
export interface SettingRow {
  readonly id: string;
  readonly version: number | null;
}

export interface Setting {
  readonly section: Section;
  readonly currency: string;
  readonly isNew: boolean;
  readonly state: FormState;
  /** The row as the view has it, as it would be typed. */
  readonly row: Typed;
  /** What was there when the changes began. */
  readonly base: Typed;
  /** Of the fields that were changed, and of all once saving was tried. */
  readonly errors: FieldErrors;
  readonly busy: boolean;
  /** Why the last saving was refused, where it is not a field's fault. */
  readonly refused: Extract<CommandAnswer, { ok: false }> | null;
  readonly set: (name: string, value: TypedValue) => void;
  readonly save: () => Promise<void>;
  readonly discard: () => void;
  /** What was changed here stays, all else is taken from who saved meanwhile. */
  readonly keepMine: () => void;
}

export const keyOf = (section: Section, id: string) => `${section}/${id}`;

/** One row of the settings in its form: what is typed is kept until it is saved or taken back, also while the screen is left. */
export function useSetting(
  section: Section,
  given: SettingRow,
  currency: string,
  onSaved: (answer: Extract<CommandAnswer, { ok: true }>) => void,
): Setting {
  const { t } = useTranslation('settings');
  const userId = useSession(({ session }) => session?.user?.id ?? '');
  const key = keyOf(section, given.id);
  const draft = useDrafts((drafts) => draftsOf(drafts, userId)[key]);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Setting['refused']>(null);
  const standing = { version: given.version, typed: typedOf(section, given, currency) };
  const state = formState(draft, standing);
  const read = readSetting(section, state.typed, currency);
  const all: FieldErrors = read.ok ? {} : read.errors;
  const changed = state.is === 'clean' ? [] : state.fields;
  const taken: FieldErrors = refused?.reason === 'already-exists' ? { code: { why: 'taken' } } : {};
  const shown = Object.entries(all).filter(([name]) => tried || changed.includes(name));

  // Saved, or typed back: there is nothing left to keep.
  const settled = draft !== undefined && state.is === 'clean';
  useEffect(() => {
    if (settled) dropDraft(key);
  }, [settled, key]);

  const put = (typed: Typed) =>
    putDraft(userId, key, { version: standing.version, base: standing.typed, ...draft, typed });
  const save = async () => {
    setTried(true);
    if (busy || state.is !== 'changed' || !read.ok) return;
    setBusy(true);
    const answer = await runCommand(
      specs[section].command,
      { ...read.values, expectedVersion: given.version },
      { refusal: 'caller' },
    );
    setBusy(false);
    if (!answer.ok) return setRefused(answer);
    setTried(false);
    setRefused(null);
    if (given.version === null && section !== 'policy') dropDraft(key);
    // As it will come back: until then the form shows what was saved.
    else put(typedOf(section, read.values, currency));
    const what = String(read.values['name'] ?? t('sections.policy'));
    showToast({ tone: 'done', text: t(isOffline(useLine.getState()) ? 'savedOffline' : 'saved', { what }) });
    onSaved(answer);
  };
  return {
    section,
    currency,
    isNew: given.version === null && section !== 'policy',
    state,
    row: standing.typed,
    base: draft?.base ?? standing.typed,
    errors: { ...Object.fromEntries(shown), ...taken },
    busy,
    refused,
    set(name, value) {
      setRefused(null);
      put({ ...state.typed, [name]: value });
    },
    save,
    discard() {
      setTried(false);
      setRefused(null);
      dropDraft(key);
    },
    keepMine() {
      setRefused(null);
      if (draft !== undefined) putDraft(userId, key, keptOver(draft, standing));
    },
  };
}
