import type { Condition, Need } from '#shared/commands/need.ts';
import { isId } from '#shared/kernel/ids.ts';
import { type EntityName, type Row, entities } from '#shared/schema/entities.ts';
import { columnOf, columnTypes, sqlOf } from './columns.ts';
import { arrayLiteral, idLiteral, numberLiteral, textLiteral } from './sql-literal.ts';
import type { Place, Tx } from './transaction.ts';

type Rows = readonly Row<EntityName>[];

/** The statements of a stage of needs, and how their results are the needs' rows; for those who send others along with them. */
export interface Asking {
  readonly statements: readonly string[];
  rowsOf(results: readonly { readonly rows: readonly unknown[] }[]): readonly Rows[];
}

/** Whatever is wanted of one entity by id is asked for at once, however many want it. */
export function ask(place: Place, needs: readonly Need[]): Asking {
  const byIds = new Map<EntityName, Set<string>>();
  for (const { entity, ids = [] } of needs) {
    const known = byIds.get(entity) ?? new Set();
    for (const id of ids) if (isId(id)) known.add(id);
    if (known.size > 0) byIds.set(entity, known);
  }
  const entitiesAsked = [...byIds.keys()];
  const byConditions = needs.filter((need) => need.ids === undefined);
  return {
    statements: [
      ...entitiesAsked.map((entity) => selectByIds(place, entity, [...(byIds.get(entity) ?? [])])),
      ...byConditions.map((need) => selectByConditions(place, need)),
    ],
    rowsOf(results) {
      // The select names columns as the entity's fields, and the pool's parsers give their values.
      const rowsAt = (index: number) => (results[index]?.rows ?? []) as Rows;
      const byId = new Map(
        entitiesAsked.map((entity, index) => [entity, new Map(rowsAt(index).map((row) => [row.id, row]))]),
      );
      let next = entitiesAsked.length;
      return needs.map(({ entity, ids }) =>
        ids === undefined
          ? rowsAt(next++)
          : [...new Set(ids)].flatMap((id) => byId.get(entity)?.get(id) ?? []).toSorted(inIdOrder),
      );
    },
  };
}

/** The order in which the database gives rows, and in which they are locked: ids are texts of one length. */
export function inIdOrder(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
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
}

/**
 * Locks rows in the one global order [S21], behind `first`, gives those that exist as they stand under the lock, and answers
 * `needs` as things stand then; one round trip.
 */
export async function lockRows(
  tx: Tx,
  keys: readonly RowKey[],
  first: string,
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
    ...asking.statements,
  );
  return {
    rows: ordered.flatMap(([entity], index) =>
      // As above.
      ((results[index]?.rows ?? []) as Rows).map((row) => ({ entity, id: row.id, row })),
    ),
    answers: asking.rowsOf(results.slice(ordered.length)),
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
