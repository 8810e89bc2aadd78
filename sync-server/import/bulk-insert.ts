import { type EntityName, type Row, entities } from '#shared/schema/entities.ts';
import { type Column, type ColumnKind, type Columns, baseColumns, columnName } from '#shared/schema/entity.ts';

/** A statement with its parameters. */
export interface BulkStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const types: Readonly<Record<ColumnKind, string>> = {
  id: 'uuid',
  text: 'text',
  int: 'bigint',
  bool: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  json: 'jsonb',
};

/** Inserts rows of one entity in one statement, an array a column; a row whose id is there already stays as it is. */
export function bulkInsert<E extends EntityName>(entity: E, rows: readonly Row<E>[]): BulkStatement {
  return insertOf(entity, rows, 'DO NOTHING');
}

/** Sells units of slots: makes the slot where none stands, else raises what is sold of it, by channel group [I1, I7]. */
export function bulkSell(slots: readonly Row<'slot'>[]): BulkStatement {
  return insertOf(
    'slot',
    slots,
    `DO UPDATE SET confirmed = r.confirmed + excluded.confirmed, website = r.website + excluded.website,
      ota = r.ota + excluded.ota, manual = r.manual + excluded.manual, version = r.version + 1,
      writer = excluded.writer, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
  );
}

function insertOf<E extends EntityName>(entity: E, rows: readonly Row<E>[], onConflict: string): BulkStatement {
  const columns: Columns = { ...baseColumns, ...entities[entity].columns };
  const fields = Object.entries(columns);
  // In id order: as every command locks [S21], and kinder to the indexes.
  const inOrder = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const names = fields.map(([field]) => columnName(field)).join(', ');
  const arrays = fields.map(([, column], index) => `$${index + 1}::${types[column.kind]}[]`).join(', ');
  return {
    text: `INSERT INTO ${entities[entity].table} AS r (${names}) SELECT * FROM unnest(${arrays})
      ON CONFLICT (tenant_id, property_id, id) ${onConflict}`,
    values: fields.map(([field, column]) => inOrder.map((row) => parameterOf(Reflect.get(row, field), column))),
  };
}

function parameterOf(value: unknown, column: Column<unknown>): unknown {
  return column.kind === 'json' ? JSON.stringify(value) : value;
}
