import { type EntityName, type Row, entities, entityNames } from '#shared/schema/entities.ts';
import { type ColumnKind, columnName } from '#shared/schema/entity.ts';
import { type Cell, columnsOf, toCell } from './row-codec.ts';

interface FeedColumn {
  readonly field: string;
  readonly column: string;
  readonly kind: ColumnKind;
  readonly nullable: boolean;
}

const columnsByEntity = new Map<EntityName, readonly FeedColumn[]>(
  entityNames.map((entity) => [
    entity,
    Object.entries(columnsOf(entity)).map(([field, { kind, nullable }]) => ({
      field,
      column: columnName(field),
      kind,
      nullable,
    })),
  ]),
);
const entityByWord = new Map<string, EntityName>(
  entityNames.flatMap((entity) => [[entities[entity].table, entity] as const, [entity, entity] as const]),
);

/** The entity that the feed names, by its name or its table; undefined where this desk does not know it [S18]. */
export function entityOf(word: string): EntityName | undefined {
  return entityByWord.get(word);
}

/** A row as the server mirrors it, by field or by column name, in the shapes of this side; `unknown` says that it carries columns not known here. */
export function rowFromFeed(
  entity: EntityName,
  given: Readonly<Record<string, unknown>>,
): { readonly row: Row<EntityName>; readonly unknown: boolean } {
  const row: Record<string, unknown> = {};
  const columns = columnsByEntity.get(entity) ?? [];
  let known = 0;
  for (const { field, column, kind } of columns) {
    const value = given[field] === undefined ? given[column] : given[field];
    if (value === undefined) continue;
    known++;
    row[field] = kind === 'instant' && typeof value === 'string' ? instantOf(value) : value;
  }
  // Every known column was copied from the row of the same entity; the codec fills in what an older server lacks.
  return { row: row as unknown as Row<EntityName>, unknown: Object.keys(given).length > known };
}

/** Appends a row's cells, in the order of the entity's codec, without making the row: for snapshots of a million rows. True where it carries columns not known here. */
export function appendCells(entity: EntityName, given: Readonly<Record<string, unknown>>, cells: Cell[]): boolean {
  // A row is named by columns or by fields throughout; what it calls its tenant tells which.
  const byColumn = given['tenant_id'] !== undefined;
  let known = 0;
  for (const { field, column, kind, nullable } of columnsByEntity.get(entity) ?? []) {
    const value = given[byColumn ? column : field];
    if (value !== undefined) known++;
    cells.push(typeof value === 'string' ? cellOfText(value, kind) : toCell(value, kind, nullable));
  }
  let carried = 0;
  // Rows read from JSON have no names but their own.
  for (const _ in given) carried++;
  return carried > known;
}

function cellOfText(value: string, kind: ColumnKind): Cell {
  switch (kind) {
    case 'id':
    case 'text':
    case 'date':
      return value;
    case 'instant':
      return instantOf(value);
    default:
      return toCell(value, kind, false);
  }
}

/** Postgres writes `2026-11-20T10:00:00.5+00:00`; here a moment is always `…:00.500Z`, so that it orders as text. */
export function instantOf(text: string): string {
  if (text.length === 24 && text.endsWith('Z')) return text;
  if (text.endsWith('+00:00') && text[10] === 'T') {
    if (text.length === 25) return `${text.slice(0, 19)}.000Z`;
    if (text[19] === '.') return `${text.slice(0, 20)}${text.slice(20, -6).padEnd(3, '0').slice(0, 3)}Z`;
  }
  return new Date(text).toISOString();
}
