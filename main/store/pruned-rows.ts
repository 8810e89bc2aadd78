import type { EntityName, Row } from '#shared/schema/entities.ts';
import { keyOf, touches } from '#shared/sync/rebase-reads.ts';
import { entityOf } from './feed-row.ts';
import type { RowState, Store } from './open-store.ts';

interface Leaving {
  readonly entity: EntityName;
  readonly id: string;
  /** The marker that it leaves by. */
  readonly prune: string;
}

/**
 * What arrives, without the rows that were pruned and stay [S29]: as long as anything pending read or wrote one row of a marker,
 * all rows of that marker stay, so that no booking stands here in part. With them those that stayed before and may go now. What
 * left unmarked goes, and what came back has. In the transaction that is open, behind settlement.
 */
export function withoutKept(
  store: Store,
  arriving: readonly RowState[],
  marks: readonly Row<'prune'>[],
  settledUpTo: number,
): readonly RowState[] {
  const kept = store.db.prepare<[], Leaving>('SELECT entity, id, prune FROM pruned_kept').all();
  if (kept.length === 0 && marks.length === 0) return arriving;
  const states = new Map(arriving.map((state) => [keyOf(state), state]));
  const leaving = new Map<string, Leaving>();
  for (const row of kept) if (!states.has(keyOf(row))) leaving.set(keyOf(row), row);
  for (const row of marks.flatMap(marked)) if (states.get(keyOf(row))?.row === null) leaving.set(keyOf(row), row);
  const needed = neededOf(store, [...leaving.values()], settledUpTo);
  store.db.exec('DELETE FROM pruned_kept');
  const keep = store.db.prepare('INSERT INTO pruned_kept (entity, id, prune) VALUES (?, ?, ?)');
  for (const [key, { entity, id, prune }] of leaving) {
    if (needed.has(prune)) {
      states.delete(key);
      keep.run(entity, id, prune);
    } else states.set(key, { entity, id, row: null });
  }
  return [...states.values()];
}

function marked({ id: prune, keys }: Row<'prune'>): Leaving[] {
  return Object.entries(keys).flatMap(([word, ids]) => {
    const entity = entityOf(word);
    return entity === undefined ? [] : ids.map((id) => ({ entity, id, prune }));
  });
}

/** The markers of which something pending read or wrote a row. */
function neededOf(store: Store, leaving: readonly Leaving[], settledUpTo: number): ReadonlySet<string> {
  const pending = store.journal.applied().filter(({ place }) => place > settledUpTo);
  const written = new Set(pending.flatMap(({ before }) => before.map(keyOf)));
  const reads = pending.flatMap((entry) => entry.reads);
  const needed = new Set<string>();
  for (const { entity, id, prune } of leaving) {
    if (needed.has(prune)) continue;
    const row = store.find(entity, id);
    const forms = row === undefined ? [] : [{ ...row }];
    if (written.has(keyOf({ entity, id })) || touches(reads, { entity, id, forms })) needed.add(prune);
  }
  return needed;
}
