import type { Condition, Need } from '#shared/commands/need.ts';

/** What an envelope read: whole needs, so that a row that would newly answer one is noticed too. */
export type Reads = readonly Pick<Need, 'entity' | 'ids' | 'where'>[];

/** A row's name across entities, `entity/id`. */
export type RowKey = string;

export function keyOf(row: { readonly entity: string; readonly id: string }): RowKey {
  return `${row.entity}/${row.id}`;
}

/** A row that changed beneath the envelopes, in each of the forms that it had or has; null where it was not there. */
export interface Changed {
  readonly entity: string;
  readonly id: string;
  readonly forms: readonly (Readonly<Record<string, unknown>> | null)[];
}

/** Whether a changed row is, was or becomes an answer to anything that was read. */
export function touches(reads: Reads, { entity, id, forms }: Changed): boolean {
  return reads.some(
    (need) =>
      need.entity === entity &&
      (need.ids === undefined || need.ids.includes(id)) &&
      (need.where === undefined ||
        forms.some((form) => form !== null && (need.where ?? []).every((condition) => holds(condition, form)))),
  );
}

/** A condition over a row in memory, as both databases answer it: nothing is less or more than null. */
function holds({ field, is, value }: Condition, row: Readonly<Record<string, unknown>>): boolean {
  const cell = row[field] ?? null;
  if (is === '=') return cell === value;
  if (cell === null || value === null) return false;
  if (is === 'in' || is === 'not in') return isList(value) && value.includes(String(cell)) === (is === 'in');
  if (isList(value)) return false;
  switch (is) {
    case '<':
      return cell < value;
    case '<=':
      return cell <= value;
    case '>':
      return cell > value;
    case '>=':
      return cell >= value;
  }
}

function isList(value: Condition['value']): value is readonly string[] {
  return Array.isArray(value);
}
