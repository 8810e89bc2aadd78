import { beforeEach, describe, expect, test } from 'vitest';
import { keep, readKept } from './kept-drafts.ts';
import { type Draft, draftsOf, dropDraft, formState, keptOver, putDraft, useDrafts } from './drafts.ts';

const row = { version: 3, typed: { cart: '15', draft: '30' } };
const draft: Draft = { version: 3, base: row.typed, typed: { cart: '20', draft: '30' } };

describe('unsaved settings', () => {
  test('are shown with the fields that differ; typed back or saved, nothing is left to save', () => {
    expect(formState(undefined, row)).toEqual({ is: 'clean', typed: row.typed });
    expect(formState(draft, row)).toEqual({ is: 'changed', typed: draft.typed, fields: ['cart'] });
    expect(formState({ ...draft, typed: row.typed }, row).is).toBe('clean');
    expect(formState(draft, { version: 4, typed: draft.typed }).is).toBe('clean');
  });

  test('[S4] what somebody else saved meanwhile is a conflict that names their fields', () => {
    const theirs = { version: 4, typed: { cart: '15', draft: '45' } };
    expect(formState(draft, theirs)).toMatchObject({ is: 'conflict', fields: ['cart'], theirs: ['draft'] });
  });

  test('a row that was only counted on meanwhile is no conflict', () => {
    expect(formState(draft, { ...row, version: 9 }).is).toBe('changed');
  });

  test('[S4] kept over theirs, what was changed here stays and all else is theirs', () => {
    const theirs = { version: 4, typed: { cart: '10', draft: '45' } };
    const kept = keptOver(draft, theirs);
    expect(kept).toEqual({ version: 4, base: theirs.typed, typed: { cart: '20', draft: '45' } });
    expect(formState(kept, theirs)).toMatchObject({ is: 'changed', fields: ['cart'] });
  });
});

describe('between visits', () => {
  beforeEach(() => useDrafts.setState({ userId: '', drafts: {} }));
  const mine = (userId: string) => draftsOf(useDrafts.getState(), userId);

  test('they are kept for the person who made them, and for nobody else', () => {
    putDraft('sabina', 'policy/policy', draft);
    expect(Object.keys(mine('sabina'))).toEqual(['policy/policy']);
    expect(mine('ramesh')).toEqual({});
    putDraft('ramesh', 'channels/new', draft);
    expect(Object.keys(mine('ramesh'))).toEqual(['channels/new']);
    dropDraft('channels/new');
    expect(mine('ramesh')).toEqual({});
  });
});

describe('what the window keeps', () => {
  test('comes back after a reload as it was typed, and leaves nothing once it is saved', () => {
    const stored = new Map<string, string>();
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, text: string) => void stored.set(key, text),
      removeItem: (key: string) => void stored.delete(key),
    };
    const agent = { rules: [{ productId: '', share: '10' }], active: true, name: 'KE' };
    const drafts = {
      userId: 'prakash',
      drafts: { 'agents/a': { version: 2, base: agent, typed: { ...agent, rules: [] } } },
    };
    keep(storage, drafts);
    expect(readKept(storage)).toEqual(drafts);
    keep(storage, { userId: 'prakash', drafts: {} });
    expect(stored.size).toBe(0);
  });

  test('that cannot be read is nothing', () => {
    const nobody = { userId: '', drafts: {} };
    expect(readKept({ getItem: () => '{"userId":1' })).toEqual(nobody);
    expect(readKept({ getItem: () => '{"userId":"x","drafts":{"a":{"typed":3}}}' })).toEqual(nobody);
    expect(readKept(undefined)).toEqual(nobody);
  });
});
