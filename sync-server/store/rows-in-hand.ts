import type { RowWrite } from '#shared/commands/changes.ts';
import type { Condition, Need } from '#shared/commands/need.ts';
import { type EntityName, type Row, entities } from '#shared/schema/entities.ts';
import { type Column, type Columns, baseColumns } from '#shared/schema/entity.ts';
import { columnOf } from './columns.ts';
import { inIdOrder } from './id-order.ts';

type Rows = readonly Row<EntityName>[];

/**
 * What several commands of one transaction come to before any of it is written: each sees what those before it have made of the
 * rows, as if it stood in the database already [S20].
 */
export interface RowsInHand {
  /** The rows of a need, where the database answers it with `found`. Throws {@link CannotTell} where memory cannot answer as the database would. */
  over(need: Need, found: Rows): Rows;
  /** A row as it stands now, where one of these commands has written it. */
  row(entity: EntityName, id: string): Row<EntityName> | undefined;
  write(writes: readonly RowWrite[]): void;
  /** All that is to be written: each row once, from what it was to what it is in the end. */
  writes(): readonly RowWrite[];
}

/** Only the database can answer this, once what stands before it is written. */
export class CannotTell extends Error {
  override readonly name = 'CannotTell';
}

export function rowsInHand(): RowsInHand {
  const written = new Map<EntityName, Map<string, RowWrite>>();
  return {
    over(need, found) {
      const mine = written.get(need.entity);
      if (mine === undefined) return found;
      const { ids, where = [], limit } = need;
      if (limit !== undefined) throw new CannotTell('so many rows and no more');
      const made = [...mine.values()].map(({ after }) => after);
      const among =
        ids === undefined
          ? made.filter((row) => where.every((condition) => holds(need.entity, condition, row)))
          : made.filter((row) => ids.includes(row.id));
      return [...found.filter((row) => !mine.has(row.id)), ...among].toSorted(inIdOrder);
    },
    row: (entity, id) => written.get(entity)?.get(id)?.after,
    write(writes) {
      for (const { entity, id, before, after } of writes) {
        const mine = written.get(entity) ?? new Map<string, RowWrite>();
        written.set(entity, mine);
        const first = mine.get(id);
        mine.set(id, {
          entity,
          id,
          before: first === undefined ? before : first.before,
          after: asStored(entity, after),
        });
      }
    },
    writes: () => [...written.values()].flatMap((mine) => [...mine.values()]),
  };
}

/** A row as it will come back from the database: no field missing, moments to the millisecond. */
function asStored(entity: EntityName, row: Row<EntityName>): Row<EntityName> {
  const fields: Readonly<Record<string, unknown>> = { ...row };
  const columns = Object.entries({ ...baseColumns, ...entities[entity].columns } as Columns); // columns of every kind, seen alike
  const stored = columns.map(([field, column]) => [field, storedValue(column, fields[field])]);
  // The same fields as before, in their columns' form.
  return Object.fromEntries(stored) as Row<EntityName>;
}

function storedValue({ kind }: Column<unknown>, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  return kind === 'instant' && typeof value === 'string' ? new Date(value).toISOString() : value;
}

/** A condition over a row in memory, as the database answers it: nothing is equal to null, or less or more. */
function holds(entity: EntityName, { field, is, value }: Condition, row: Row<EntityName>): boolean {
  const { column } = columnOf(entity, field);
  const cell = (row as Readonly<Record<string, unknown>>)[field] ?? null; // a field of the entity
  if (value === null) return is === '=' && cell === null;
  if (!isToldAlike(column, is, value)) throw new CannotTell(`${entity}.${field} ${is}`);
  if (Array.isArray(value)) return cell !== null && value.includes(String(cell)) === (is === 'in');
  if (cell === null) return false;
  switch (is) {
    case '=':
      return cell === value;
    case '<':
      return cell < value;
    case '<=':
      return cell <= value;
    case '>':
      return cell > value;
    case '>=':
      return cell >= value;
    case 'in':
    case 'not in':
      return false;
  }
}

/** Whether both find the same of such a column: texts have their order from the database's language, moments many forms. */
function isToldAlike({ kind }: Column<unknown>, is: Condition['is'], value: Condition['value']): boolean {
  const all = Array.isArray(value) ? value : [value];
  switch (kind) {
    case 'int':
      return all.every((one) => typeof one === 'number');
    case 'bool':
      return is === '=' && all.every((one) => typeof one === 'boolean');
    case 'text':
      return ['=', 'in', 'not in'].includes(is) && all.every((one) => typeof one === 'string');
    case 'id':
    case 'date':
      return all.every((one) => typeof one === 'string');
    case 'instant':
      return all.every((one) => typeof one === 'string' && moment.test(one));
    case 'json':
      return false;
  }
}

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
