import { canonicalJson } from '#shared/kernel/hash.ts';
import { type Changed, type Reads, type RowKey, keyOf, touches } from './rebase-reads.ts';

/** A row in memory; its columns are compared, never looked into, but for the stamps of time. */
export type Form = Readonly<Record<string, unknown>>;

/** A row as it shall stand; null where it shall not. */
export interface State {
  readonly entity: string;
  readonly id: string;
  readonly row: Form | null;
}

/** One envelope of the journal: its place in the order, what it read, and each row it wrote as it was before. */
export interface Applied {
  readonly place: number;
  readonly reads: Reads;
  readonly before: readonly State[];
}

/** What arrives, beneath what stands. `place` orders the journal; everything up to `settledUpTo` is answered for [S10]. */
export interface Standing {
  readonly journal: readonly Applied[];
  readonly settledUpTo: number;
  /** The server's rows that changed, each once, in their last form. */
  readonly arriving: readonly State[];
  /** A row as it stands now, with all that is pending on top. */
  readonly current: (entity: string, id: string) => Form | null;
  /** Runs everything again that is not settled. */
  readonly everything?: boolean;
}

/** What to do, in this order: drop the settled, write `rows`, mend `before`, run `replay` again in order [S8]. */
export interface Plan {
  readonly settled: readonly number[];
  readonly rows: readonly State[];
  /** Before-images that change although their envelope need not run again. */
  readonly before: readonly (State & { readonly place: number })[];
  readonly replay: readonly number[];
}

interface Writer {
  readonly place: number;
  readonly state: State;
}

/**
 * Plans a rebase so that only those envelopes run again for which something is different: a row that arrives as the
 * settled envelopes had left it here changes nothing for the ones after. The result equals undoing all, applying the
 * base and running all again [S8]; a model test holds the two against each other.
 */
export function planRebase({ journal, settledUpTo, arriving, current, everything }: Standing): Plan {
  const writers = writersByRow(journal);
  const remaining = journal.filter((entry) => entry.place > settledUpTo);
  const settled = journal.filter((entry) => entry.place <= settledUpTo);
  const incoming = new Map(arriving.map((state) => [keyOf(state), state]));
  const named = new Map<RowKey, { entity: string; id: string }>(incoming);
  for (const entry of settled) for (const state of entry.before) named.set(keyOf(state), state);

  const rows = new Map<RowKey, State>();
  const before: (State & { place: number })[] = [];
  const mended = new Map<RowKey, Form | null>();
  const changed = new Map<RowKey, Changed>();
  for (const [key, { entity, id }] of named) {
    const wrote = writers.get(key) ?? [];
    const above = wrote.find((writer) => writer.place > settledUpTo);
    const expected = above === undefined ? current(entity, id) : above.state.row;
    const known = incoming.get(key);
    const base = known === undefined ? (wrote[0]?.state.row ?? null) : known.row;
    const alike = sameForm(expected, base);
    if (!alike) changed.set(key, { entity, id, forms: [expected, base] });
    if (above === undefined) rows.set(key, { entity, id, row: base });
    else if (alike) {
      before.push({ entity, id, row: base, place: above.place });
      mended.set(key, base);
    }
  }

  const again = everything === true ? remaining : affectedBy(remaining, changed, afterIn(writers, current));
  const replayed = new Set(again.map((entry) => entry.place));
  for (const entry of again) {
    for (const { entity, id, row } of entry.before) {
      const key = keyOf({ entity, id });
      if (rows.has(key)) continue;
      const wasChanged = changed.has(key);
      const known = incoming.get(key);
      // A changed row goes back to its new base; any other to how the first envelope that runs again found it.
      const base = known === undefined ? (writers.get(key)?.[0]?.state.row ?? null) : known.row;
      const firstWriter = writers.get(key)?.find((writer) => writer.place > settledUpTo)?.place;
      const found = entry.place === firstWriter && mended.has(key) ? (mended.get(key) ?? null) : row;
      rows.set(key, { entity, id, row: wasChanged ? base : found });
    }
  }
  return {
    settled: settled.map((entry) => entry.place),
    rows: [...rows.values()],
    before: before.filter((state) => !replayed.has(state.place)),
    replay: again.map((entry) => entry.place),
  };
}

/** Whether envelopes that were left alone would have read or met this write, which their elder made only on running again. */
export function disturbs(written: Changed, left: readonly Applied[]): boolean {
  return left.some(
    (entry) => touches(entry.reads, written) || entry.before.some((state) => keyOf(state) === keyOf(written)),
  );
}

/** Whether what an envelope read only on running again was written by younger ones that were left alone: it may not see them. */
export function seesYounger(reads: Reads, left: readonly Applied[], current: Standing['current']): boolean {
  return left.some((entry) =>
    entry.before.some(({ entity, id, row }) => touches(reads, { entity, id, forms: [row, current(entity, id)] })),
  );
}

/**
 * Those that read or wrote what changed, and those after them that read or wrote what they wrote, or wrote what they read:
 * an envelope that runs again must find its youngers gone.
 */
function affectedBy(
  journal: readonly Applied[],
  changed: ReadonlyMap<RowKey, Changed>,
  after: (state: State, place: number) => Form | null,
): Applied[] {
  if (changed.size === 0) return [];
  const rows = new Set(changed.keys());
  const versions = [...changed.values()];
  // Rows of these entities may come to stand otherwise than known, so that any condition over them may be answered anew.
  const loose = new Set<string>();
  const read = new Set<RowKey>();
  const conditions = new Map<string, Reads[number][]>();
  const isRead = ({ entity, id, row }: State, place: number) => {
    if (read.has(keyOf({ entity, id }))) return true;
    const needs = conditions.get(entity);
    if (needs === undefined) return false;
    return touches(needs, { entity, id, forms: [row, after({ entity, id, row }, place)] });
  };
  return journal.filter((entry) => {
    const hit =
      entry.before.some((state) => rows.has(keyOf(state)) || isRead(state, entry.place)) ||
      versions.some((version) => touches(entry.reads, version)) ||
      entry.reads.some(({ entity, ids }) =>
        ids === undefined ? loose.has(entity) : ids.some((id) => rows.has(keyOf({ entity, id }))),
      );
    if (!hit) return false;
    for (const state of entry.before) {
      rows.add(keyOf(state));
      loose.add(state.entity);
    }
    for (const need of entry.reads) {
      if (need.ids !== undefined) for (const id of need.ids) read.add(keyOf({ entity: need.entity, id }));
      else conditions.set(need.entity, [...(conditions.get(need.entity) ?? []), need]);
    }
    return true;
  });
}

/** How an envelope left a row: as the next writer found it, or as it stands. */
function afterIn(writers: ReadonlyMap<RowKey, readonly Writer[]>, current: Standing['current']) {
  return ({ entity, id }: State, place: number): Form | null => {
    const next = writers.get(keyOf({ entity, id }))?.find((writer) => writer.place > place);
    return next === undefined ? current(entity, id) : next.state.row;
  };
}

function writersByRow(journal: readonly Applied[]): Map<RowKey, Writer[]> {
  const writers = new Map<RowKey, Writer[]>();
  for (const { place, before } of journal) {
    for (const state of before) {
      const known = writers.get(keyOf(state));
      if (known === undefined) writers.set(keyOf(state), [{ place, state }]);
      else known.push({ place, state });
    }
  }
  return writers;
}

/** Equal but for the moments of writing, which the server may clamp [S3] and on which nothing is decided. */
function sameForm(a: Form | null, b: Form | null): boolean {
  if (a === null || b === null) return a === b;
  const { createdAt: _a, updatedAt: _b, ...left } = a;
  const { createdAt: _c, updatedAt: _d, ...right } = b;
  return canonicalJson(left) === canonicalJson(right);
}
