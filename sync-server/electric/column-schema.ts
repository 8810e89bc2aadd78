import type { Column, Table } from './table.ts';

/** The `electric-schema` header: what a client must know of the columns to read their text. */
export function schemaHeader(table: Table, columns: readonly number[]): string {
  const described = columns.map((index) => {
    const column = table.columns[index];
    if (column === undefined) throw new Error(`no column ${index} in ${table.name}`);
    const position = table.hasPrimaryKey ? table.key.indexOf(index) : -1;
    return [
      column.name,
      {
        type: column.type,
        ...(column.dimensions > 0 ? { dims: column.dimensions } : {}),
        ...typeDetail(column),
        ...(position >= 0 ? { pk_index: position } : {}),
        ...(column.notNull ? { not_null: true } : {}),
      },
    ] as const;
  });
  // Header values are ASCII; names need not be.
  return JSON.stringify(Object.fromEntries(described)).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Lengths and precisions, taken apart as Postgres packs them into the type modifier. */
function typeDetail({ type, typeModifier: modifier, sqlType }: Column): Readonly<Record<string, number | string>> {
  if (modifier < 0) return {};
  switch (type) {
    case 'varchar':
      return { max_length: modifier - 4 };
    case 'bpchar':
      return { length: modifier - 4 };
    case 'bit':
      return { length: modifier };
    case 'varbit':
      return { max_length: modifier };
    case 'numeric':
      return { precision: ((modifier - 4) >> 16) & 0xffff, scale: ((modifier - 4) << 21) >> 21 };
    case 'time':
    case 'timetz':
    case 'timestamp':
    case 'timestamptz':
      return { precision: modifier };
    case 'interval': {
      const [, fields, precision] = /^interval ?([a-z ]*)(?:\((\d)\))?/.exec(sqlType) ?? [];
      return {
        ...(fields ? { fields: fields.trim().toUpperCase() } : {}),
        ...(precision === undefined ? {} : { precision: Number(precision) }),
      };
    }
    default:
      return {};
  }
}
