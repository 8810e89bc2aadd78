import type pg from 'pg';
import type { ShapeChange } from './change-messages.ts';
import type { ShapeDefinition } from './definition.ts';
import type { RowText } from './key-text.ts';
import { quoteIdentifier } from './sql-text.ts';
import { columnsOf } from './where-expression.ts';

/**
 * Lets Postgres say which rows fulfil a shape's condition, for conditions that are not judged in process. Takes the
 * changes of a transaction and gives back what the shape held before and holds after each.
 */
export async function judgeInPostgres(
  pool: pg.Pool,
  { table, where }: ShapeDefinition,
  changes: readonly ShapeChange[],
): Promise<readonly ShapeChange[]> {
  if (where === undefined || changes.length === 0) return changes;
  const rows = changes.flatMap(({ before, after }) => [before, after].filter((row): row is RowText => row !== null));
  const used = [...columnsOf(where.expression).keys()].map((name) => {
    const index = table.columns.findIndex((column) => column.name === name);
    const column = table.columns[index];
    if (column === undefined) throw new Error(`no column ${name} in ${table.name}`);
    return { index, column };
  });
  const arrays = used.map((_, position) => `, $${position + 2}::text[]`).join('');
  const names = used.map((_, position) => `, "c${position}"`).join('');
  const casts = used.map(
    ({ column }, position) => `"c${position}"::${column.sqlType} AS ${quoteIdentifier(column.name)}`,
  );
  const found = await pool.query<{ holds: boolean }>(
    `SELECT (${where.sql}) IS TRUE AS "holds"
       FROM unnest($1::int4[]${arrays}) AS "row"("position"${names}),
            LATERAL (SELECT ${casts.length > 0 ? casts.join(', ') : '1'}) AS "value"
      ORDER BY "row"."position"`,
    [rows.map((_, position) => position), ...used.map(({ index }) => rows.map((row) => row[index] ?? null))],
  );
  let next = 0;
  const judge = (row: RowText | null): RowText | null => {
    if (row === null) return null;
    next += 1;
    return found.rows[next - 1]?.holds === true ? row : null;
  };
  return changes.map(({ before, after }) => ({ before: judge(before), after: judge(after) }));
}
