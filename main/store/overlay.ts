import type { Need } from '#shared/commands/need.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import { type RowKey, keyOf } from '#shared/sync/rebase-reads.ts';
import type { RowState, Store } from './open-store.ts';
import { type Cell, codecOf } from './row-codec.ts';

/** Rows as they stand in a rebase that is under way: read once, and written to the tables once, however often they change in it. */
export interface Overlay {
  find(entity: EntityName, id: string): Row<EntityName> | undefined;
  /** Answers a need of a loader as the tables would, with all that was put before. */
  answer(need: Need): Row<EntityName>[];
  put(state: RowState): void;
  /** Writes what has not been written; gives every row that was put, each once. */
  flush(): readonly Pick<RowState, 'entity' | 'id'>[];
}

interface Held {
  readonly entity: EntityName;
  readonly id: string;
  readonly row: Row<EntityName> | undefined;
  /** What waits to be written; null takes the row away, undefined says that the tables have it so. */
  cells: readonly Cell[] | null | undefined;
}

/** In the transaction that is open, which must write rows by this overlay only until it is flushed. */
export function overlayOf(store: Store): Overlay {
  const held = new Map<RowKey, Held>();
  /** Rows of an entity that the tables lack so far. */
  const waiting = new Map<EntityName, Set<Held>>();
  const touched = new Map<RowKey, Pick<RowState, 'entity' | 'id'>>();

  function find(entity: EntityName, id: string): Row<EntityName> | undefined {
    const key = keyOf({ entity, id });
    const known = held.get(key);
    if (known !== undefined) return known.row;
    const row = store.find(entity, id);
    held.set(key, { entity, id, row, cells: undefined });
    return row;
  }

  function write(entity: EntityName): void {
    for (const one of waiting.get(entity) ?? []) {
      if (one.cells === null) store.remove(entity, one.id);
      else if (one.cells !== undefined) store.putCells(entity, one.cells);
      one.cells = undefined;
    }
    waiting.delete(entity);
  }

  return {
    find,
    answer(need) {
      const { entity, ids, where, limit } = need;
      if (ids !== undefined && where === undefined && limit === undefined) {
        return [...new Set(ids)].toSorted().flatMap((id) => find(entity, id) ?? []);
      }
      // Which rows answer a condition the tables say; they must have them all.
      write(entity);
      return store.answer(need);
    },
    put({ entity, id, row }) {
      const codec = codecOf(entity);
      const key = keyOf({ entity, id });
      const cells = row === null ? null : codec.encode({ ...row });
      // As it would be read back: what is missing takes its empty value.
      const one: Held = { entity, id, row: cells === null ? undefined : codec.decode(cells), cells };
      const before = held.get(key);
      const rows = waiting.get(entity) ?? new Set();
      if (before !== undefined) rows.delete(before);
      waiting.set(entity, rows.add(one));
      held.set(key, one);
      touched.set(key, { entity, id });
    },
    flush() {
      for (const entity of waiting.keys()) write(entity);
      return [...touched.values()];
    },
  };
}
