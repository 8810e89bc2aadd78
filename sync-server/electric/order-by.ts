import { unquote } from './identifier.ts';
import { refuse, type Refusal } from './refusal.ts';
import { quoteIdentifier } from './sql-text.ts';
import type { Table } from './table.ts';

const ENTRY = /^\s*("(?:[^"]|"")+"|[A-Za-z_][\w$]*)(?:\s+(asc|desc))?(?:\s+nulls\s+(first|last))?\s*$/i;

/** Reads `name desc nulls last, id` into SQL; nothing into the empty text. */
export function readOrderBy(text: string | undefined, table: Table): string | Refusal {
  if (text === undefined || text.trim() === '') return '';
  const entries: string[] = [];
  for (const written of text.match(/(?:"(?:[^"]|"")*"|[^,"])+/g) ?? []) {
    const [, column = '', direction, nulls] = ENTRY.exec(written) ?? [];
    const name = unquote(column);
    if (!table.columns.some((known) => known.name === name)) {
      return refuse('subset__order_by', `cannot order by ${written.trim()}`);
    }
    const order = direction === undefined ? '' : ` ${direction.toUpperCase()}`;
    entries.push(`${quoteIdentifier(name)}${order}${nulls === undefined ? '' : ` NULLS ${nulls.toUpperCase()}`}`);
  }
  return entries.length === 0 ? refuse('subset__order_by', 'is invalid') : `ORDER BY ${entries.join(', ')}`;
}
