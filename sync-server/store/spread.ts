import type { Condition, Need } from '#shared/commands/need.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import { columnOf } from './columns.ts';
import { inIdOrder } from './id-order.ts';

type Rows = readonly Row<EntityName>[];

/** A need whose rows belong to certain others: which field says so, and of which it wants them. */
export interface Spread {
  readonly field: string;
  readonly ids: readonly string[];
  /** The same need without them: those that are alike in it can be asked for together. */
  readonly over: Need;
}

/** Of needs like `lines of these slots that are active` the slots; undefined for a need that has nothing of the kind. */
export function spreadOf(need: Need): Spread | undefined {
  const { entity, where = [], limit } = need;
  if (limit !== undefined) return undefined;
  const at = where.findIndex((condition) => idsOf(entity, condition) !== undefined);
  const condition = where[at];
  const ids = condition && idsOf(entity, condition);
  if (condition === undefined || ids === undefined) return undefined;
  return {
    field: condition.field,
    ids,
    over: { mode: 'peek', entity, where: where.with(at, { ...condition, is: 'in', value: [] }) },
  };
}

/** One need that brings the rows of all of these, which are alike but for whose rows they want. */
export function togetherOf(alike: readonly Need[]): Need {
  const [first] = alike;
  if (first === undefined) throw new Error('nothing is asked for');
  const spread = spreadOf(first);
  if (alike.length === 1 || spread === undefined) return first;
  const ids = [...new Set(alike.flatMap((need) => spreadOf(need)?.ids ?? []))];
  const where = (first.where ?? []).map((condition, at): Condition =>
    spread.over.where?.[at] === condition ? condition : { ...condition, is: 'in', value: ids },
  );
  return { ...first, where };
}

/** Each need's own of the rows that {@link togetherOf} brought, in id order. */
export function shared(alike: readonly Need[], rows: Rows): readonly Rows[] {
  if (alike.length === 1) return [rows];
  const spreads = alike.map(spreadOf);
  const field = spreads[0]?.field;
  if (field === undefined) return alike.map(() => rows);
  // A field of the entity, and an id.
  const byId = Map.groupBy(rows, (row) => (row as unknown as Readonly<Record<string, string>>)[field] ?? '');
  return spreads.map((spread) => [...new Set(spread?.ids)].flatMap((id) => byId.get(id) ?? []).toSorted(inIdOrder));
}

/** The ids that a condition asks for, where its field holds one. */
function idsOf(entity: EntityName, { field, is, value }: Condition): readonly string[] | undefined {
  if (columnOf(entity, field).column.kind !== 'id') return undefined;
  if (is === '=' && typeof value === 'string') return [value.toLowerCase()];
  return is === 'in' && Array.isArray(value) ? value.map((id) => id.toLowerCase()) : undefined;
}
