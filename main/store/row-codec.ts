import { canonicalJson } from '#shared/kernel/hash.ts';
import { type EntityName, type Row, entities, entityNames } from '#shared/schema/entities.ts';
import { type ColumnKind, type Columns, baseColumns, columnName } from '#shared/schema/entity.ts';

/** A value as SQLite holds it. */
export type Cell = string | number | null;

/** How one entity's rows lie in SQLite: its table, its columns in a fixed order, and both directions. */
export interface RowCodec {
  readonly entity: EntityName;
  readonly table: string;
  readonly fields: readonly string[];
  /** Quoted column names, in the order of `fields`. */
  readonly columns: readonly string[];
  encode(row: Readonly<Record<string, unknown>>): Cell[];
  decode(cells: readonly Cell[]): Row<EntityName>;
}

const codecs = new Map<EntityName, RowCodec>(entityNames.map((name) => [name, codecFor(name)]));

/** The codec of an entity. */
export function codecOf(entity: EntityName): RowCodec {
  const codec = codecs.get(entity);
  if (codec === undefined) throw new Error(`no entity ${entity}`);
  return codec;
}

function codecFor(entity: EntityName): RowCodec {
  const columns = columnsOf(entity);
  const fields = Object.keys(columns);
  const kinds = fields.map((field) => columns[field]?.kind ?? 'text');
  const nullable = fields.map((field) => columns[field]?.nullable ?? true);
  return {
    entity,
    table: entities[entity].table,
    fields,
    columns: fields.map((field) => `"${columnName(field)}"`),
    encode: (row) => fields.map((field, at) => toCell(row[field], kinds[at] ?? 'text', nullable[at] ?? true)),
    decode(cells) {
      const row: Record<string, unknown> = {};
      for (let at = 0; at < fields.length; at++)
        row[fields[at] ?? ''] = fromCell(cells[at] ?? null, kinds[at] ?? 'text');
      // The cells were written by `encode` of the same entity.
      return row as unknown as Row<EntityName>;
    },
  };
}

/** Every column of an entity, base columns first. */
export function columnsOf(entity: EntityName): Columns {
  return { ...baseColumns, ...entities[entity].columns };
}

/** A column that an older server does not send yet takes the empty value of its kind [S18]. */
export function toCell(value: unknown, kind: ColumnKind, nullable: boolean): Cell {
  if (value === null || value === undefined) {
    if (nullable) return null;
    if (kind === 'json') return 'null';
    return kind === 'int' || kind === 'bool' ? 0 : '';
  }
  switch (kind) {
    case 'bool':
      return value === true ? 1 : 0;
    case 'json':
      return canonicalJson(value);
    case 'int':
      return Number(value);
    default:
      return String(value);
  }
}

function fromCell(cell: Cell, kind: ColumnKind): unknown {
  if (cell === null) return null;
  if (kind === 'bool') return cell === 1;
  return kind === 'json' ? JSON.parse(String(cell)) : cell;
}
