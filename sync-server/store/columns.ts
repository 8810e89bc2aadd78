import { type EntityName, entities, entityNames } from '#shared/schema/entities.ts';
import { type Column, type Columns, baseColumns, columnName } from '#shared/schema/entity.ts';

/** The pieces of SQL of one entity that do not change. */
export interface EntitySql {
  readonly table: string;
  /** Columns named as the row's fields. */
  readonly select: string;
  /** Columns in the order of `fromJson`. */
  readonly columns: string;
  /** Fields of rows that come as JSON, in the order of `columns`. */
  readonly fields: string;
  /** The record type of those fields. */
  readonly record: string;
  /** What an update sets from a record `t`. */
  readonly assignments: string;
}

/** The types of columns in the database. */
export const columnTypes = {
  id: 'uuid',
  text: 'text',
  int: 'bigint',
  bool: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  json: 'jsonb',
} as const satisfies Record<Column<unknown>['kind'], string>;

const prepared = Object.fromEntries(entityNames.map((name) => [name, piecesOf(name)])) as Readonly<
  Record<EntityName, EntitySql>
>; // one for each name

export function sqlOf(entity: EntityName): EntitySql {
  return prepared[entity];
}

/** The column of an entity's field. Throws on a field that it does not have: that is a bug in a loader. */
export function columnOf(
  entity: EntityName,
  field: string,
): { readonly name: string; readonly column: Column<unknown> } {
  const all: Columns = { ...baseColumns, ...entities[entity].columns };
  const column = all[field];
  if (column === undefined) throw new Error(`${entity} has no field ${field}`);
  return { name: columnName(field), column };
}

function piecesOf(name: EntityName): EntitySql {
  const { table, columns } = entities[name];
  const all = Object.entries({ ...baseColumns, ...columns } as Columns); // columns of every kind, seen alike
  const fixed = new Set(['id', 'tenantId', 'propertyId', 'createdAt', 'createdBy']);
  return {
    table,
    select: all.map(([field]) => `${columnName(field)} AS "${field}"`).join(', '),
    columns: all.map(([field]) => columnName(field)).join(', '),
    fields: all.map(([field]) => `t."${field}"`).join(', '),
    record: all.map(([field, column]) => `"${field}" ${columnTypes[column.kind]}`).join(', '),
    assignments: all
      .filter(([field]) => !fixed.has(field))
      .map(([field]) => `${columnName(field)} = t."${field}"`)
      .join(', '),
  };
}
