import type { EntityName, Row } from '#shared/schema/entities.ts';
import { type Applied, type Plan, type State, disturbs, planRebase, seesYounger } from '#shared/sync/rebase.ts';
import { keyOf } from '#shared/sync/rebase-reads.ts';
import type { Identity } from './meta.ts';
import type { RowState, Store } from './open-store.ts';
import { replay } from './replay.ts';

/** What a rebase did: rows whose screens must look again, envelopes answered for, envelopes run again. */
export interface Rebased {
  readonly entities: readonly string[];
  readonly settled: number;
  readonly replayed: number;
}

/** Thrown to take back a plan that turned out too small; nothing else is caught. */
class Disturbed extends Error {}

/**
 * Puts new base rows under the journal, in the transaction that is open [S8]: takes back what no longer stands on the same
 * ground, drops the settled, runs the others again in order. Where an envelope that runs again writes what a later one
 * relied on unforeseen, everything pending runs again.
 */
export function rebaseJournal(
  store: Store,
  self: Identity,
  arriving: readonly RowState[],
  settledUpTo: number,
  everything = false,
): Rebased {
  const journal = store.journal.applied();
  const current = (entity: string, id: string): Row<EntityName> | null => store.find(entity as EntityName, id) ?? null; // keys come from the feed's known entities and the journal
  const standing = { journal, settledUpTo, arriving, current, everything };
  try {
    return attempt(store, self, journal, planRebase(standing));
  } catch (error) {
    if (!(error instanceof Disturbed)) throw error;
    return attempt(store, self, journal, planRebase({ ...standing, everything: true }));
  }
}

/** A savepoint of its own, so that a disturbed attempt leaves nothing. */
function attempt(store: Store, self: Identity, journal: readonly Applied[], plan: Plan): Rebased {
  return store.db.transaction(() => carryOut(store, self, journal, plan))();
}

function carryOut(store: Store, self: Identity, journal: readonly Applied[], plan: Plan): Rebased {
  const { epoch } = self;
  const touched = new Map<string, RowState>();
  const put = (state: RowState) => {
    if (state.row === null) store.remove(state.entity, state.id);
    else store.put(state.entity, state.row);
    touched.set(keyOf(state), state);
  };
  for (const seq of plan.settled) store.journal.drop({ epoch, seq });
  for (const state of plan.rows) put(rowStateOf(state));
  for (const { place: seq, ...state } of plan.before) {
    const { entity, id, row } = rowStateOf(state);
    store.journal.setBefore({ epoch, seq }, entity, id, row);
  }
  const again = new Set(plan.replay);
  const left = journal.filter((entry) => !again.has(entry.place) && !plan.settled.includes(entry.place));
  for (const seq of plan.replay) store.journal.clearEffect({ epoch, seq });
  for (const entry of journal) {
    if (!again.has(entry.place)) continue;
    const place = { epoch, seq: entry.place };
    const pending = store.journal.find(place);
    if (pending === undefined) continue;
    const { reads, writes, events, refusedFor } = replay(store, self, pending.envelope);
    const before = new Set(entry.before.map(keyOf));
    const later = left.filter((other) => other.place > entry.place);
    for (const { entity, id, before: was, after } of writes) {
      const isNew = !before.has(keyOf({ entity, id }));
      if (isNew && disturbs({ entity, id, forms: [toForm(was), toForm(after)] }, later)) throw new Disturbed();
    }
    const readsAnew = JSON.stringify(reads) !== JSON.stringify(entry.reads);
    if (readsAnew && seesYounger(reads, later, (name, id) => store.find(name as EntityName, id) ?? null)) {
      throw new Disturbed();
    }
    for (const { entity, id, after } of writes) put({ entity, id, row: after });
    store.journal.setEffect(place, reads, writes, events, refusedFor);
  }
  store.segments.refresh(touched.values());
  return {
    entities: [...new Set([...touched.values()].map((state) => state.entity))],
    settled: plan.settled.length,
    replayed: plan.replay.length,
  };
}

function toForm(row: Row<EntityName> | null): Readonly<Record<string, unknown>> | null {
  return row === null ? null : { ...row };
}

function rowStateOf(state: State): RowState {
  // The plan hands back the rows it was given, under the entities it was given.
  return state as RowState;
}
