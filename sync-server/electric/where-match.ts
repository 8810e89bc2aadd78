import type { RowText } from './key-text.ts';
import type { Column, Table } from './table.ts';
import type { Expression } from './where-expression.ts';

/** Judges a row as SQL does: true, false, or unknown (null), where only true lets it in. */
export type Judge = (row: RowText) => boolean | null;

/**
 * The condition as a function of the row's printed text, for those conditions where that is exactly what Postgres
 * would answer; undefined for all others, which Postgres then has to answer itself.
 */
export function compileWhere(node: Expression, table: Table): Judge | undefined {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const left = compileWhere(node.left, table);
      const right = compileWhere(node.right, table);
      if (left === undefined || right === undefined) return undefined;
      return node.kind === 'and' ? (row) => and(left(row), right(row)) : (row) => or(left(row), right(row));
    }
    case 'not': {
      const operand = compileWhere(node.operand, table);
      return operand && ((row) => not(operand(row)));
    }
    case 'is':
      return compileIs(node, table);
    case 'operator':
      return compileComparison(node.operator, node.left, node.right, table);
    case 'in': {
      const tests = node.items.map((item) => compileComparison('=', node.operand, item, table));
      if (!tests.every((test) => test !== undefined)) return undefined;
      const any: Judge = (row) => tests.reduce<boolean | null>((found, test) => or(found, test(row)), false);
      return node.negated ? (row) => not(any(row)) : any;
    }
    case 'constant': {
      const { form, value } = node;
      return form === 'boolean' ? () => value === 'true' : undefined;
    }
    case 'column': {
      const found = columnOf(node, table);
      if (found === undefined || found.column.type !== 'bool' || found.column.dimensions > 0) return undefined;
      return (row) => ofValue(row[found.index], (value) => value === 't');
    }
    default:
      return undefined;
  }
}

/**
 * The column and its printed value that every row of the condition must have, if there is such: by it a change finds
 * its shapes without asking each of them.
 */
export function requiredEquality(
  node: Expression,
  table: Table,
): { readonly index: number; readonly value: string } | undefined {
  if (node.kind === 'and') return requiredEquality(node.left, table) ?? requiredEquality(node.right, table);
  if (node.kind !== 'operator' || node.operator !== '=') return undefined;
  const found = columnOf(node.left, table) ?? columnOf(node.right, table);
  const constant = node.left.kind === 'column' ? node.right : node.left;
  if (found === undefined) return undefined;
  const value = printed(constant, found.column);
  return value === undefined ? undefined : { index: found.index, value };
}

function compileIs(node: Extract<Expression, { kind: 'is' }>, table: Table): Judge | undefined {
  const { test, negated } = node;
  if (test === 'NULL' && node.operand.kind === 'column') {
    const found = columnOf(node.operand, table);
    // A composite of NULLs is NULL to SQL, and not to its text; only plain values are known here.
    if (found === undefined || !(found.column.equalAsPrinted || NUMBERS.has(found.column.type))) return undefined;
    return (row) => (row[found.index] === null) !== negated;
  }
  const operand = compileWhere(node.operand, table);
  if (operand === undefined) return undefined;
  const wanted = test === 'TRUE' ? true : test === 'FALSE' ? false : null;
  return (row) => (operand(row) === wanted) !== negated;
}

function compileComparison(operator: string, left: Expression, right: Expression, table: Table): Judge | undefined {
  const onLeft = columnOf(left, table);
  const found = onLeft ?? columnOf(right, table);
  const constant = onLeft === undefined ? left : right;
  if (found === undefined || constant.kind !== 'constant') return undefined;
  const { index, column } = found;
  if (constant.form === 'null') return column.dimensions === 0 ? () => null : undefined;
  if (operator === '=' || operator === '<>') {
    const wanted = printed(constant, column);
    if (wanted === undefined) return undefined;
    return (row) => ofValue(row[index], (value) => (value === wanted) === (operator === '='));
  }
  const bound = INTEGERS.has(column.type) && column.dimensions === 0 ? integer(constant.value) : undefined;
  const compare = ORDER.get(onLeft === undefined ? (MIRRORED.get(operator) ?? operator) : operator);
  if (bound === undefined || compare === undefined) return undefined;
  return (row) => ofValue(row[index], (value) => compare(BigInt(value), bound));
}

/** The constant as Postgres would print it in the column's type; undefined where that is not certain. */
function printed(constant: Expression, column: Column): string | undefined {
  if (constant.kind !== 'constant' || constant.form === 'null' || !column.equalAsPrinted) return undefined;
  const { value, form } = constant;
  if (INTEGERS.has(column.type)) return form === 'boolean' ? undefined : integer(value)?.toString();
  if (column.type === 'bool') {
    const word = value.trim().toLowerCase();
    return form === 'number' ? undefined : TRUE.has(word) ? 't' : FALSE.has(word) ? 'f' : undefined;
  }
  if (form !== 'text') return undefined;
  switch (column.type) {
    case 'text':
    case 'varchar':
      return value;
    case 'uuid':
      return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value.toLowerCase() : undefined;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
    default:
      return undefined;
  }
}

const INTEGERS = new Set(['int2', 'int4', 'int8']);
const NUMBERS = new Set(['numeric', 'float4', 'float8', 'json', 'jsonb', 'timestamp', 'timestamptz', 'bpchar']);
const TRUE = new Set(['t', 'true', 'y', 'yes', 'on', '1']);
const FALSE = new Set(['f', 'false', 'n', 'no', 'off', '0']);

const ORDER: ReadonlyMap<string, (a: bigint, b: bigint) => boolean> = new Map([
  ['<', (a: bigint, b: bigint) => a < b],
  ['<=', (a: bigint, b: bigint) => a <= b],
  ['>', (a: bigint, b: bigint) => a > b],
  ['>=', (a: bigint, b: bigint) => a >= b],
]);
const MIRRORED: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
]);

function integer(text: string): bigint | undefined {
  return /^\s*[-+]?\d{1,19}\s*$/.test(text) ? BigInt(text.trim().replace(/^\+/, '')) : undefined;
}

function columnOf(node: Expression, table: Table): { index: number; column: Column } | undefined {
  if (node.kind !== 'column') return undefined;
  const index = table.columns.findIndex((column) => column.name === node.name);
  const column = table.columns[index];
  return column === undefined ? undefined : { index, column };
}

function ofValue(value: string | null | undefined, judge: (value: string) => boolean): boolean | null {
  return value === null || value === undefined ? null : judge(value);
}

function and(a: boolean | null, b: boolean | null): boolean | null {
  return a === false || b === false ? false : a === null || b === null ? null : true;
}

function or(a: boolean | null, b: boolean | null): boolean | null {
  return a === true || b === true ? true : a === null || b === null ? null : false;
}

function not(a: boolean | null): boolean | null {
  return a === null ? null : !a;
}
