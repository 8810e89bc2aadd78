import type { Condition, Need } from '#shared/commands/need.ts';
import { isId } from '#shared/kernel/ids.ts';
import { type EntityName, type Row, entities } from '#shared/schema/entities.ts';
import type { Answered } from './batch.ts';
import { columnOf, columnTypes, sqlOf } from './columns.ts';
import { inIdOrder } from './id-order.ts';
import { nameOfNeed } from './need-name.ts';
import { shared, spreadOf, togetherOf } from './spread.ts';
import { arrayLiteral, idLiteral, numberLiteral, textLiteral } from './sql-literal.ts';
import type { Place, Tx } from './transaction.ts';

type Rows = readonly Row<EntityName>[];

/** The statements of a stage of needs, and how their results are the needs' rows; for those who send others along with them. */
export interface Asking {
  readonly statements: readonly string[];
  rowsOf(results: readonly { readonly rows: readonly unknown[] }[]): readonly Rows[];
}

/**
 * Whatever is wanted of one entity by id is asked for at once, however many want it; so are the rows of many slots, bookings or
 * the like that are wanted on the same other conditions.
 */
export function ask(place: Place, needs: readonly Need[]): Asking {
  const byIds = new Map<EntityName, Set<string>>();
  for (const { entity, ids = [] } of needs) {
    const known = byIds.get(entity) ?? new Set();
    for (const id of ids) if (isId(id)) known.add(id);
    if (known.size > 0) byIds.set(entity, known);
  }
  const entitiesAsked = [...byIds.keys()];
  const spreads = Map.groupBy(
    needs.filter((need) => need.ids === undefined),
    (need) => nameOfNeed(spreadOf(need)?.over ?? need),
  );
  const asked = [...spreads.values()];
  return {
    statements: [
      ...entitiesAsked.map((entity) => selectByIds(place, entity, [...(byIds.get(entity) ?? [])])),
      ...asked.map((alike) => selectByConditions(place, togetherOf(alike))),
    ],
    rowsOf(results) {
      // The select names columns as the entity's fields, and the pool's parsers give their values.
      const rowsAt = (index: number) => (results[index]?.rows ?? []) as Rows;
      const byId = new Map(
        entitiesAsked.map((entity, index) => [entity, new Map(rowsAt(index).map((row) => [row.id, row]))]),
      );
      const found = new Map(
        asked.flatMap((alike, index) =>
          shared(alike, rowsAt(entitiesAsked.length + index)).map((rows, at) => [alike[at], rows]),
        ),
      );
      return needs.map((need) =>
        need.ids === undefined
          ? (found.get(need) ?? [])
          : [...new Set(need.ids)].flatMap((id) => byId.get(need.entity)?.get(id) ?? []).toSorted(inIdOrder),
      );
    },
  };
}

/** The rows that a stage of needs asks for, a list for each need, in id order; one round trip. */
export async function answer(tx: Tx, needs: readonly Need[]): Promise<readonly Rows[]> {
  const { statements, rowsOf } = ask(tx.place, needs);
  return rowsOf(statements.length === 0 ? [] : await tx.run(...statements));
}

/** A row that is wanted for writing. */
export interface RowKey {
  readonly entity: EntityName;
  readonly id: string;
}

/** Rows under their locks, and what was asked behind the locking. */
export interface Locked {
  readonly rows: readonly (RowKey & { readonly row: Row<EntityName> })[];
  readonly answers: readonly Rows[];
  /** What the last statements answered. */
  readonly lasts: readonly Answered[];
}

/**
 * Locks rows in the one global order [S21], behind `first` and before `last`, gives those that exist as they stand under the
 * lock, and answers `needs` as things stand then; one round trip.
 */
export async function lockRows(
  tx: Tx,
  keys: readonly RowKey[],
  first: string,
  last: readonly string[],
  needs: readonly Need[],
): Promise<Locked> {
  const byEntity = new Map<EntityName, string[]>();
  for (const { entity, id } of keys) {
    if (isId(id)) byEntity.set(entity, [...(byEntity.get(entity) ?? []), id]);
  }
  const ordered = [...byEntity].toSorted(([a], [b]) => entities[a].lockOrder - entities[b].lockOrder);
  // Each statement sees what was committed before it, so those behind the locks see the locked rows as they stay.
  const asking = ask(tx.place, needs);
  const [, ...results] = await tx.run(
    first,
    ...ordered.map(([entity, ids]) => `${selectByIds(tx.place, entity, ids)} FOR UPDATE`),
    ...last,
    ...asking.statements,
  );
  return {
    lasts: results.slice(ordered.length, ordered.length + last.length),
    rows: ordered.flatMap(([entity], index) =>
      // As above.
      ((results[index]?.rows ?? []) as Rows).map((row) => ({ entity, id: row.id, row })),
    ),
    answers: asking.rowsOf(results.slice(ordered.length + last.length)),
  };
}

function selectByConditions(place: Place, need: Need): string {
  const conditions = (need.where ?? []).map((condition) => conditionSql(need.entity, condition));
  const limit = need.limit === undefined ? '' : ` LIMIT ${numberLiteral(need.limit)}`;
  return `${selectFrom(place, need.entity)}${conditions.map((sql) => ` AND ${sql}`).join('')} ORDER BY id${limit}`;
}

function selectByIds(place: Place, entity: EntityName, ids: readonly string[]): string {
  return `${selectFrom(place, entity)} AND id = ANY(${arrayLiteral(ids)}::uuid[]) ORDER BY id`;
}

function selectFrom({ tenantId, propertyId }: Place, entity: EntityName): string {
  const { select, table } = sqlOf(entity);
  return `SELECT ${select} FROM ${table} WHERE tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)}`;
}

function conditionSql(entity: EntityName, { field, is, value }: Condition): string {
  const { name, column } = columnOf(entity, field);
  if (value === null) return is === '=' ? `${name} IS NULL` : 'FALSE';
  if (typeof value === 'boolean') return `${name} ${is} ${value}`;
  if (typeof value === 'number') return `${name} ${is} ${numberLiteral(value)}`;
  if (typeof value === 'string') {
    if (column.kind === 'id' && !isId(value)) return 'FALSE';
    return `${name} ${is} ${textLiteral(value)}`;
  }
  const listed = column.kind === 'id' ? value.filter(isId) : value;
  // An empty list holds nothing: `in` never, `not in` always.
  if (listed.length === 0) return is === 'in' ? 'FALSE' : 'TRUE';
  return `${name} ${is === 'in' ? '= ANY' : '<> ALL'}(${arrayLiteral(listed)}::${columnTypes[column.kind]}[])`;
}
