import type { EntityName, Row } from '#shared/schema/entities.ts';
import { type Plan, type State, disturbs, planRebase, seesYounger } from '#shared/sync/rebase.ts';
import { keyOf } from '#shared/sync/rebase-reads.ts';
import type { Kept } from './journal.ts';
import type { Identity } from './meta.ts';
import type { RowState, Store } from './open-store.ts';
import { overlayOf } from './overlay.ts';
import { placeAt } from './places.ts';
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
 * relied on unforeseen, everything pending runs again. `settledUpTo` is a place as one number, see `settledPlace`.
 */
export function rebaseJournal(
  store: Store,
  self: Identity,
  arriving: readonly RowState[],
  settledUpTo: number,
  everything = false,
): Rebased {
  const current = (entity: string, id: string): Row<EntityName> | null => store.find(entity as EntityName, id) ?? null; // keys come from the feed's known entities and the journal
  const ground = { settledUpTo, arriving, current, everything };
  const { plan, touched } = carriedOut();
  store.readModels.refresh(touched);
  return {
    entities: [...new Set(touched.map((state) => state.entity))],
    settled: plan.settled.length,
    replayed: plan.replay.length,
  };

  function carriedOut(): Done {
    if (!everything) {
      // Most of what comes is met by nothing pending, or is what the settled had left here: that shows without the whole journal.
      const around = store.journal.appliedAround(arriving, settledUpTo);
      const quiet = planRebase({ ...ground, journal: around });
      if (quiet.replay.length === 0) return carryOut(store, self, around, quiet);
    }
    const journal = store.journal.applied();
    const first = planRebase({ ...ground, journal });
    // Nothing is left alone that could be disturbed. Inside a savepoint each statement costs as much as was written before it.
    if (first.settled.length + first.replay.length === journal.length) return carryOut(store, self, journal, first);
    try {
      return store.db.transaction(() => carryOut(store, self, journal, first))();
    } catch (error) {
      if (!(error instanceof Disturbed)) throw error;
      return carryOut(store, self, journal, planRebase({ ...ground, journal, everything: true }));
    }
  }
}

/** What was done by a plan, and the rows that were written in it. */
interface Done {
  readonly plan: Plan;
  readonly touched: readonly Pick<RowState, 'entity' | 'id'>[];
}

function carryOut(store: Store, self: Identity, journal: readonly Kept[], plan: Plan): Done {
  const rows = overlayOf(store);
  const ground = { ...rows, journal: store.journal };
  const current = (name: string, id: string) => rows.find(name as EntityName, id) ?? null; // as above
  for (const place of plan.settled) store.journal.drop(placeAt(place));
  for (const state of plan.rows) rows.put(rowStateOf(state));
  for (const { place, ...state } of plan.before) {
    const { entity, id, row } = rowStateOf(state);
    store.journal.setBefore(placeAt(place), entity, id, row);
  }
  const again = new Set(plan.replay);
  const settled = new Set(plan.settled);
  const left = journal.filter((entry) => !again.has(entry.place) && !settled.has(entry.place));
  for (const entry of journal) {
    if (!again.has(entry.place)) continue;
    const place = placeAt(entry.place);
    const pending = store.journal.find(place);
    if (pending === undefined) continue;
    const effect = replay(ground, self, pending.envelope);
    const { reads, writes } = effect;
    const later = left.filter((other) => other.place > entry.place);
    if (later.length > 0) {
      const before = new Set(entry.before.map(keyOf));
      for (const { entity, id, before: was, after } of writes) {
        const isNew = !before.has(keyOf({ entity, id }));
        if (isNew && disturbs({ entity, id, forms: [toForm(was), toForm(after)] }, later)) throw new Disturbed();
      }
      if (JSON.stringify(reads) !== entry.readsText && seesYounger(reads, later, current)) throw new Disturbed();
    }
    for (const { entity, id, after } of writes) rows.put({ entity, id, row: after });
    store.journal.setEffect(place, entry, effect);
  }
  return { plan, touched: rows.flush() };
}

function toForm(row: Row<EntityName> | null): Readonly<Record<string, unknown>> | null {
  return row === null ? null : { ...row };
}

function rowStateOf(state: State): RowState {
  // The plan hands back the rows it was given, under the entities it was given.
  return state as RowState;
}
