import { quoteIdentifier } from './sql-text.ts';
import type { Table } from './table.ts';

/** One row of a table as Postgres prints its columns, in the order of `Table.columns`. */
export type RowText = readonly (string | null)[];

/** The key by which a client knows a row: `"public"."orders"/"7"/"a//b"`. A NULL part is `_`. */
export function keyText(table: Table, row: RowText): string {
  let key = `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
  for (const index of table.key) {
    const value = row[index];
    key += value === null || value === undefined ? '/_' : `/"${value.replaceAll('/', '//')}"`;
  }
  return key;
}
