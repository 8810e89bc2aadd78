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
  /** As it was asked for, so that it can be asked for again. */
  readonly asked: AskedShape;
  readonly table: Table;
  readonly where: Condition | undefined;
  /** Positions in `table.columns`, in the table's order. */
  readonly columns: readonly number[];
  readonly replica: 'default' | 'full';
}

/** What of a request makes up a shape, but for `replica`. */
export type AskedShape = Pick<ShapeQuery, 'table' | 'where' | 'params' | 'columns'>;

export interface Condition {
  readonly sql: string;
  readonly expression: Expression;
  /** Undefined where only Postgres can judge a row. */
  readonly judge: Judge | undefined;
  readonly equality: { readonly index: number; readonly value: string } | undefined;
}

export function defineShape(
  query: AskedShape & Pick<ShapeQuery, 'replica'>,
  table: Table,
): { readonly ok: true; readonly definition: ShapeDefinition } | Refusal {
  const columns = chooseColumns(query.columns, table);
  if ('ok' in columns) return columns;
  const where = query.where === undefined ? undefined : readCondition('where', query.where, query.params, table);
  if (where !== undefined && 'ok' in where) return where;
  const key = JSON.stringify([table.schema, table.name, columns, query.replica, where?.sql ?? null]);
  const asked = { table: query.table, where: query.where, params: query.params, columns: query.columns };
  return { ok: true, definition: { key, asked, table, where, columns, replica: query.replica } };
}

/** Reads a where clause over a table. The position in its error text counts from the start of `SELECT 1 WHERE `. */
export function readCondition(
  field: string,
  text: string,
  params: Readonly<Record<string, string>>,
  table: Table,
  known: ReadonlySet<string> = new Set(table.columns.map(({ name }) => name)),
): Condition | Refusal {
  if (text.length > MAX_WHERE) return refuse(field, 'is too long');
  if (text.includes('\0') || Object.values(params).some((value) => value.includes('\0'))) {
    return refuse(field, 'must not contain null bytes');
  }
  const numbers = Object.keys(params).map(Number);
  if (numbers.some((number) => !Number.isInteger(number)))
    return refuse('params', 'Parameters can only use numbers as keys');
  if (numbers.toSorted((a, b) => a - b).some((number, index) => number !== index + 1))
    return refuse('params', 'Parameters must be numbered sequentially, starting from 1');
  const parsed = parseWhere(text, params);
  const at = (position: number) => `At location ${'SELECT 1 WHERE '.length + position}`;
  if (!parsed.ok) {
    const { position, text: problem } = parsed.problem;
    return refuse(field, position < 0 ? problem : `${at(position)}: ${problem}`);
  }
  const { expression } = parsed;
  for (const [name, position] of columnsOf(expression)) {
    if (!known.has(name)) {
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

/** The columns that a part of the shape may be chosen and ordered by: those named, or all. */
export function queryableColumns(text: string | undefined, table: Table): ReadonlySet<string> | Refusal {
  if (text === undefined) return new Set(table.columns.map(({ name }) => name));
  const named = parseColumnList(text);
  if (!named.ok) return refuse('queryable_columns', named.problem);
  const unknown = unknownColumns(named.value, table);
  return unknown === undefined ? new Set(named.value) : refuse('queryable_columns', unknown);
}

function unknownColumns(names: readonly string[], table: Table): string | undefined {
  const unknown = names.filter((name) => !table.columns.some((column) => column.name === name));
  return unknown.length === 0 ? undefined : `The following columns are not found on the table: ${unknown.join(', ')}`;
}

function chooseColumns(text: string | undefined, table: Table): readonly number[] | Refusal {
  if (text === undefined) return table.columns.map((_, index) => index);
  const named = parseColumnList(text);
  if (!named.ok) return refuse('columns', named.problem);
  const names = named.value;
  const missing = table.hasPrimaryKey
    ? table.key.filter((index) => !names.includes(table.columns[index]?.name ?? ''))
    : [];
  if (missing.length > 0) {
    const list = missing.map((index) => table.columns[index]?.name).join(', ');
    return refuse('columns', `The list of columns must include all primary key columns, missing: ${list}`);
  }
  const unknown = unknownColumns(names, table);
  if (unknown !== undefined) return refuse('columns', unknown);
  return table.columns.flatMap((column, index) => (names.includes(column.name) ? [index] : []));
}
