import { quoteIdentifier, quoteLiteral } from './sql-text.ts';
import type { Column, Table } from './table.ts';

/**
 * The SQL expression that makes a row's whole snapshot message, so that Postgres builds the JSON and the server only
 * moves bytes. Values are printed exactly as replication prints them: `concat` uses a type's output function, where a
 * cast to text would write `true` for `t` and strip the padding of char(n).
 */
export function snapshotMessageSql(
  table: Table,
  columns: readonly number[],
  headers: Readonly<Record<string, unknown>>,
): string {
  const values = columns.flatMap((index, position) => {
    const column = columnAt(table, index);
    return [quoteLiteral(`${position === 0 ? '' : ','}${JSON.stringify(column.name)}:`), valueSql(column)];
  });
  const tail = { operation: 'insert', relation: [table.schema, table.name], ...headers };
  return concatSql([
    quoteLiteral('{"key":'),
    keySql(table),
    quoteLiteral(',"value":{'),
    ...values,
    quoteLiteral(`},"headers":${JSON.stringify(tail)}}`),
  ]);
}

/** The row's key as a JSON string, the same as `keyText` makes. */
function keySql(table: Table): string {
  const prefix = `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
  const parts = table.key.map((index) => columnAt(table, index));
  if (parts.every((column) => isPlain(column) && column.notNull)) {
    const open = JSON.stringify(prefix).slice(0, -1);
    return concatSql([
      quoteLiteral(open),
      ...parts.flatMap((column) => [quoteLiteral('/\\"'), quoteIdentifier(column.name), quoteLiteral('\\"')]),
      quoteLiteral('"'),
    ]);
  }
  const values = parts.map((column) => {
    const name = quoteIdentifier(column.name);
    const value = `concat('/"', replace(concat(${name}), '/', '//'), '"')`;
    return column.notNull ? value : `CASE WHEN num_nulls(${name}) = 1 THEN '/_' ELSE ${value} END`;
  });
  return `to_json(${concatSql([quoteLiteral(prefix), ...values])})`;
}

function valueSql(column: Column): string {
  const name = quoteIdentifier(column.name);
  const json = isPlain(column) ? `concat('"', ${name}, '"')` : `to_json(concat(${name}))`;
  // num_nulls, because a composite of NULLs IS NULL and yet prints as a value.
  return column.notNull ? json : `CASE WHEN num_nulls(${name}) = 1 THEN 'null' ELSE ${json}::text END`;
}

/** A function takes at most 100 arguments in Postgres. */
function concatSql(parts: readonly string[]): string {
  if (parts.length <= 90) return `concat(${parts.join(', ')})`;
  const groups = Array.from({ length: Math.ceil(parts.length / 90) }, (_, index) =>
    parts.slice(index * 90, (index + 1) * 90),
  );
  return concatSql(groups.map(concatSql));
}

/** Whether the text of the column never holds a character that JSON or a key must escape. */
function isPlain(column: Column): boolean {
  return column.dimensions === 0 && PLAIN.has(column.type);
}

const PLAIN = new Set(
  'int2 int4 int8 oid uuid bool float4 float8 numeric date timestamp timestamptz time timetz'.split(' '),
);

function columnAt(table: Table, index: number): Column {
  const column = table.columns[index];
  if (column === undefined) throw new Error(`no column ${index} in ${table.name}`);
  return column;
}
