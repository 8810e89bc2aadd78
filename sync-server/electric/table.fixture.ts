import type { Column, Table } from './table.ts';

/** A table for tests: its columns by name and type, the first one being the key. */
export function aTable(columns: Readonly<Record<string, string>>): Table {
  return {
    schema: 'public',
    name: 'items',
    oid: 1,
    key: [0],
    hasPrimaryKey: true,
    fullIdentity: true,
    columns: Object.entries(columns).map(([name, type], index): Column => ({
      name,
      type,
      typeOid: 0,
      typeModifier: -1,
      sqlType: type,
      dimensions: 0,
      notNull: index === 0,
      generated: false,
      equalAsPrinted: ['int4', 'int8', 'text', 'uuid', 'bool'].includes(type),
    })),
  };
}
