import type { Condition, Need } from '#shared/commands/need.ts';
import { isId } from '#shared/kernel/ids.ts';
import { type EntityName, type Row, entities } from '#shared/schema/entities.ts';
import { columnOf, sqlOf } from './columns.ts';
import { idLiteral, numberLiteral, textLiteral } from './sql-literal.ts';
import type { Place, Tx } from './transaction.ts';

type Rows = readonly Row<EntityName>[];

/** The statements of a stage of needs, and how their results are the needs' rows; for those who send others along with them. */
export interface Asking {
  readonly statements: readonly string[];
  rowsOf(results: readonly { readonly rows: readonly unknown[] }[]): readonly Rows[];
}

export function ask(place: Place, needs: readonly Need[]): Asking {
  const selects = needs.map((need) => selectOf(place, need));
  return {
    statements: selects.filter((select) => select !== undefined),
    rowsOf(results) {
      let next = 0;
      // The select names columns as the entity's fields, and the pool's parsers give their values.
      return selects.map((select) => (select === undefined ? [] : ((results[next++]?.rows ?? []) as Rows)));
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

/** The select of a need, or undefined where nothing can match. */
function selectOf(place: Place, need: Need): string | undefined {
  if (need.ids !== undefined) {
    const ids = need.ids.filter(isId);
    return ids.length === 0 ? undefined : selectByIds(place, need.entity, ids);
  }
  const conditions = (need.where ?? []).map((condition) => conditionSql(need.entity, condition));
  const limit = need.limit === undefined ? '' : ` LIMIT ${numberLiteral(need.limit)}`;
  return `${selectFrom(place, need.entity)}${conditions.map((sql) => ` AND ${sql}`).join('')} ORDER BY id${limit}`;
}

function selectByIds(place: Place, entity: EntityName, ids: readonly string[]): string {
  return `${selectFrom(place, entity)} AND id IN (${ids.map(idLiteral).join(', ')}) ORDER BY id`;
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
  return `${name} ${is === 'in' ? 'IN' : 'NOT IN'} (${listed.map(textLiteral).join(', ')})`;
}
