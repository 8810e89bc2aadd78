import type { ShapeDefinition } from './definition.ts';
import { keyText, type RowText } from './key-text.ts';

/** A row's change within a shape: what the shape held of it before and holds after. */
export interface ShapeChange {
  readonly before: RowText | null;
  readonly after: RowText | null;
}

/** A message of a transaction without its headers' numbers, which are known when the transaction is whole. */
export interface MessageText {
  /** `{"key":…,"value":…,"headers":{"operation":…` and no closing brackets. */
  readonly open: string;
}

/**
 * The messages that tell a change: a row that enters the shape is an insert, one that leaves it a delete, and one whose
 * key changes a delete of the old key and an insert of the new. A change of nothing that the shape shows is no message.
 */
export function changeMessages(definition: ShapeDefinition, { before, after }: ShapeChange): readonly MessageText[] {
  const { table, columns } = definition;
  if (before === null && after === null) return [];
  if (before === null || after === null) {
    const [operation, row] = after === null ? (['delete', before] as const) : (['insert', after] as const);
    if (row === null) return [];
    const shown = operation === 'insert' || definition.replica === 'full' ? columns : keyColumns(definition);
    return [message(definition, row, shown, operation, '')];
  }
  const oldKey = keyText(table, before);
  const newKey = keyText(table, after);
  if (oldKey !== newKey) {
    const shown = definition.replica === 'full' ? columns : keyColumns(definition);
    return [
      message(definition, before, shown, 'delete', `,"key_change_to":${JSON.stringify(newKey)}`),
      message(definition, after, columns, 'insert', `,"key_change_from":${JSON.stringify(oldKey)}`),
    ];
  }
  const changed = columns.filter((index) => before[index] !== after[index]);
  if (changed.length === 0) return [];
  if (definition.replica === 'full') {
    const old = `,"old_value":${rowJson(definition, before, changed)}`;
    return [message(definition, after, columns, 'update', '', old)];
  }
  const key = keyColumns(definition);
  const shown = columns.filter((index) => key.includes(index) || changed.includes(index));
  return [message(definition, after, shown, 'update', '')];
}

function message(
  definition: ShapeDefinition,
  row: RowText,
  columns: readonly number[],
  operation: 'insert' | 'update' | 'delete',
  extraHeaders: string,
  oldValue = '',
): MessageText {
  const { table } = definition;
  const key = JSON.stringify(keyText(table, row));
  const relation = JSON.stringify([table.schema, table.name]);
  const value = rowJson(definition, row, columns);
  return {
    open: `{"key":${key},"value":${value}${oldValue},"headers":{"operation":"${operation}","relation":${relation}${extraHeaders}`,
  };
}

function rowJson({ table }: ShapeDefinition, row: RowText, columns: readonly number[]): string {
  let json = '{';
  for (const index of columns) {
    const value = row[index] ?? null;
    json += `${json === '{' ? '' : ','}${JSON.stringify(table.columns[index]?.name)}:${value === null ? 'null' : JSON.stringify(value)}`;
  }
  return `${json}}`;
}

function keyColumns({ table, columns }: ShapeDefinition): readonly number[] {
  return columns.filter((index) => table.key.includes(index));
}
