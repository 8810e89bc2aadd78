import type { RowText } from './key-text.ts';
import type { Shape } from './shape.ts';
import type { Table } from './table.ts';

/** The shapes over one description of a table. */
export interface TableShapes {
  readonly table: Table;
  readonly shapes: ReadonlySet<Shape>;
  /** Those that may hold the row before or after. */
  candidates(before: RowText | null, after: RowText | null): Iterable<Shape>;
}

/** Which shapes a change may concern: by its table, and by the value that a shape's condition asks of a column. */
export interface ShapeIndex {
  add(shape: Shape): void;
  remove(shape: Shape): void;
  has(oid: number): boolean;
  /** More than one only while shapes of a table's old form still wait to be dropped. */
  tables(oid: number): Iterable<TableShapes>;
}

interface Entry extends TableShapes {
  readonly shapes: Set<Shape>;
  /** Shapes that require a value in a column, by column and value. */
  readonly byValue: Map<number, Map<string, Set<Shape>>>;
  readonly rest: Set<Shape>;
}

export function createShapeIndex(): ShapeIndex {
  const byOid = new Map<number, Entry[]>();
  return {
    add(shape) {
      const { table, where } = shape.definition;
      const entries = byOid.get(table.oid) ?? [];
      byOid.set(table.oid, entries);
      const entry = entries.find((each) => each.table === table) ?? newEntry(table);
      if (!entries.includes(entry)) entries.push(entry);
      entry.shapes.add(shape);
      if (where?.equality === undefined) return void entry.rest.add(shape);
      const { index, value } = where.equality;
      const values = entry.byValue.get(index) ?? new Map<string, Set<Shape>>();
      entry.byValue.set(index, values);
      const shapes = values.get(value) ?? new Set<Shape>();
      values.set(value, shapes);
      shapes.add(shape);
    },
    remove(shape) {
      const { table, where } = shape.definition;
      const entries = byOid.get(table.oid) ?? [];
      const entry = entries.find((each) => each.table === table);
      if (entry === undefined) return;
      entry.shapes.delete(shape);
      entry.rest.delete(shape);
      if (where?.equality !== undefined) {
        const values = entry.byValue.get(where.equality.index);
        const shapes = values?.get(where.equality.value);
        shapes?.delete(shape);
        if (shapes?.size === 0) values?.delete(where.equality.value);
      }
      if (entry.shapes.size > 0) return;
      entries.splice(entries.indexOf(entry), 1);
      if (entries.length === 0) byOid.delete(table.oid);
    },
    has: (oid) => byOid.has(oid),
    tables: (oid) => [...(byOid.get(oid) ?? [])],
  };
}

function newEntry(table: Table): Entry {
  const byValue: Entry['byValue'] = new Map();
  const rest = new Set<Shape>();
  return {
    table,
    shapes: new Set(),
    byValue,
    rest,
    candidates(before, after) {
      if (byValue.size === 0) return [...rest];
      const found = new Set(rest);
      for (const [index, shapes] of byValue) {
        for (const row of [before, after]) {
          const value = row?.[index];
          if (value !== null && value !== undefined) for (const shape of shapes.get(value) ?? []) found.add(shape);
        }
      }
      return found;
    },
  };
}
