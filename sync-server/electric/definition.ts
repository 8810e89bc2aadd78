import { parseColumnList } from './identifier.ts';
import { refuse, type Refusal } from './refusal.ts';
import type { ShapeQuery } from './query.ts';
import type { Table } from './table.ts';
import { columnsOf, type Expression } from './where-expression.ts';
import { compileWhere, requiredEquality, type Judge } from './where-match.ts';
import { parseWhere } from './where-parse.ts';
import { printWhere } from './where-sql.ts';

/** Which rows and columns a shape holds, and how its changes are told. */
export interface ShapeDefinition {
  /** The same for all requests that mean the same shape. */
  readonly key: string;
  readonly table: Table;
  readonly where: Condition | undefined;
  /** Positions in `table.columns`, in the table's order. */
  readonly columns: readonly number[];
  readonly replica: 'default' | 'full';
}

export interface Condition {
  readonly sql: string;
  readonly expression: Expression;
  /** Undefined where only Postgres can judge a row. */
  readonly judge: Judge | undefined;
  readonly equality: { readonly index: number; readonly value: string } | undefined;
}

export function defineShape(
  query: ShapeQuery,
  table: Table,
): { readonly ok: true; readonly definition: ShapeDefinition } | Refusal {
  const columns = chooseColumns(query.columns, table);
  if ('ok' in columns) return columns;
  const where = query.where === undefined ? undefined : readCondition('where', query.where, query.params, table);
  if (where !== undefined && 'ok' in where) return where;
  const key = JSON.stringify([table.schema, table.name, columns, query.replica, where?.sql ?? null]);
  return { ok: true, definition: { key, table, where, columns, replica: query.replica } };
}

/** Reads a where clause over a table. The position in its error text counts from the start of `SELECT 1 WHERE `. */
export function readCondition(
  field: string,
  text: string,
  params: Readonly<Record<string, string>>,
  table: Table,
): Condition | Refusal {
  if (text.length > MAX_WHERE) return refuse(field, 'is too long');
  if (text.includes('\0') || Object.values(params).some((value) => value.includes('\0'))) {
    return refuse(field, 'must not contain null bytes');
  }
  const parsed = parseWhere(text, params);
  const at = (position: number) => `At location ${'SELECT 1 WHERE '.length + position}`;
  if (!parsed.ok) return refuse(field, `${at(parsed.problem.position)}: ${parsed.problem.text}`);
  const { expression } = parsed;
  for (const [name, position] of columnsOf(expression)) {
    if (!table.columns.some((column) => column.name === name)) {
      return refuse(field, `${at(position)}: unknown reference ${name}`);
    }
  }
  return {
    sql: printWhere(expression),
    expression,
    judge: compileWhere(expression, table),
    equality: requiredEquality(expression, table),
  };
}

const MAX_WHERE = 100_000;

function chooseColumns(text: string | undefined, table: Table): readonly number[] | Refusal {
  if (text === undefined) return table.columns.map((_, index) => index);
  const names = parseColumnList(text);
  if (names === undefined) return refuse('columns', 'Invalid zero-length delimited identifier or malformed list');
  const unknown = names.filter((name) => !table.columns.some((column) => column.name === name));
  if (unknown.length > 0) {
    return refuse('columns', `The following columns are not found on the table: ${unknown.join(', ')}`);
  }
  const missing = table.hasPrimaryKey
    ? table.key.filter((index) => !names.includes(table.columns[index]?.name ?? ''))
    : [];
  if (missing.length > 0) {
    const list = missing.map((index) => table.columns[index]?.name).join(', ');
    return refuse('columns', `The list of columns must include all primary key columns, missing: ${list}`);
  }
  return table.columns.flatMap((column, index) => (names.includes(column.name) ? [index] : []));
}
