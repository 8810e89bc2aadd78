import { unquote } from './identifier.ts';
import type { Refusal } from './refusal.ts';
import { quoteIdentifier } from './sql-text.ts';
import { refuseSubset } from './subset-query.ts';
import type { Table } from './table.ts';

const ENTRY = /^\s*("(?:[^"]|"")+"|[A-Za-z_][\w$]*)(?:\s+(asc|desc))?(?:\s+nulls\s+(first|last))?\s*$/i;

/** Reads `name desc nulls last, id` into SQL; nothing into the empty text. */
export function readOrderBy(
  text: string | undefined,
  table: Table,
  known: ReadonlySet<string> = new Set(table.columns.map(({ name }) => name)),
): string | Refusal {
  if (text === undefined || text.trim() === '') return '';
  const entries: string[] = [];
  for (const written of text.match(/(?:"(?:[^"]|"")*"|[^,"])+/g) ?? []) {
    const [, column = '', direction, nulls] = ENTRY.exec(written) ?? [];
    const name = unquote(column);
    if (!known.has(name)) return refuseSubset({ order_by: [`cannot order by ${written.trim()}`] });
    const order = direction === undefined ? '' : ` ${direction.toUpperCase()}`;
    entries.push(`${quoteIdentifier(name)}${order}${nulls === undefined ? '' : ` NULLS ${nulls.toUpperCase()}`}`);
  }
  return entries.length === 0 ? refuseSubset({ order_by: ['is invalid'] }) : `ORDER BY ${entries.join(', ')}`;
}
