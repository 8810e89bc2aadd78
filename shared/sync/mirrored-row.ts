import { type EntityName, entities } from '#shared/schema/entities.ts';
import { baseColumns, columnName } from '#shared/schema/entity.ts';
import { sha256Hex } from '#shared/kernel/hash.ts';

/** The columns of an entity as this release knows it, in one word: two sides that differ in it cannot compare their rows [S18]. */
export function columnsWord(entity: EntityName): string {
  return sha256Hex(Object.keys(columnsOf(entity)).toSorted().join(' ')).slice(0, 16);
}

/** A row of the feed, which has columns by name, in the shape that a replica gives back: the columns known here, moments as they are written here [S19]. */
export function mirroredRow(entity: EntityName, given: Readonly<Record<string, unknown>>): { readonly id: string } {
  const row: Record<string, unknown> = {};
  for (const [field, { kind }] of Object.entries(columnsOf(entity))) {
    const value = given[columnName(field)];
    row[field] = kind === 'instant' && typeof value === 'string' ? new Date(value).toISOString() : value;
  }
  // The id is a column of every entity.
  return row as { readonly id: string };
}

function columnsOf(entity: EntityName) {
  return { ...baseColumns, ...entities[entity].columns };
}
