import type { EntityName, Fields, Row } from '#shared/schema/entities.ts';
import type { Context } from './context.ts';

/** What an event does to rows. `add` raises numbers, so that it holds whatever else was written to the row. */
export type RowChange =
  | {
      readonly change: 'insert';
      readonly entity: EntityName;
      readonly id: string;
      readonly fields: Readonly<Record<string, unknown>>;
    }
  | {
      readonly change: 'patch';
      readonly entity: EntityName;
      readonly id: string;
      readonly fields: Readonly<Record<string, unknown>>;
    }
  | {
      readonly change: 'add';
      readonly entity: EntityName;
      readonly id: string;
      readonly add: Readonly<Record<string, number>>;
      /** The row to begin with where there is none yet; null where there must be one. */
      readonly orInsert: Readonly<Record<string, unknown>> | null;
    };

/** A row as it was and as it becomes; `before` is null for a new one. */
export interface RowWrite {
  readonly entity: EntityName;
  readonly id: string;
  readonly before: Row<EntityName> | null;
  readonly after: Row<EntityName>;
}

export function insert<E extends EntityName>(entity: E, id: string, fields: Fields<E>): RowChange {
  return { change: 'insert', entity, id, fields: { ...fields } };
}

export function patch<E extends EntityName>(entity: E, id: string, fields: Partial<Fields<E>>): RowChange {
  return { change: 'patch', entity, id, fields };
}

export function add<E extends EntityName>(
  entity: E,
  id: string,
  amounts: Partial<Record<keyof Fields<E> & string, number>>,
  orInsert: Fields<E> | null = null,
): RowChange {
  const given = Object.entries(amounts).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, value] as const] : [],
  );
  return {
    change: 'add',
    entity,
    id,
    add: Object.fromEntries(given),
    orInsert: orInsert === null ? null : { ...orInsert },
  };
}

/** The rows that changes touch, each once. */
export function touchedBy(changes: readonly RowChange[]): { entity: EntityName; id: string }[] {
  const seen = new Map(
    changes.map((change) => [`${change.entity}/${change.id}`, { entity: change.entity, id: change.id }]),
  );
  return [...seen.values()];
}

/**
 * Changes in order over the rows as they are, to the rows to be written: one write a row, its version one higher, stamped [S4].
 * A patch of a row that is not there is left out when `lenient` (a fact over a refused request), else it is a bug and throws.
 */
export function foldChanges(
  changes: readonly RowChange[],
  current: (entity: EntityName, id: string) => Row<EntityName> | undefined,
  context: Context,
  lenient = false,
): RowWrite[] {
  const rows = new Map<
    string,
    { before: Row<EntityName> | null; after: Record<string, unknown>; entity: EntityName; id: string }
  >();
  for (const change of changes) {
    const key = `${change.entity}/${change.id}`;
    const known = rows.get(key);
    const before = known ? known.before : (current(change.entity, change.id) ?? null);
    const present = known?.after ?? before;
    const next = nextFields(change, present);
    if (next === undefined) {
      if (lenient) continue;
      throw new Error(`a change of ${key}, which is not there`);
    }
    rows.set(key, { before, after: next, entity: change.entity, id: change.id });
  }
  return [...rows.values()].map(({ before, after, entity, id }) => ({
    entity,
    id,
    before,
    after: stamp(id, before, after, context),
  }));
}

function nextFields(
  change: RowChange,
  present: Readonly<Record<string, unknown>> | null,
): Record<string, unknown> | undefined {
  switch (change.change) {
    case 'insert':
      return { ...present, ...change.fields };
    case 'patch':
      return present === null ? undefined : { ...present, ...change.fields };
    case 'add': {
      if (present === null && change.orInsert === null) return undefined;
      const base: Record<string, unknown> = { ...(present ?? change.orInsert) };
      for (const [field, amount] of Object.entries(change.add)) base[field] = Number(base[field] ?? 0) + amount;
      return base;
    }
  }
}

function stamp(
  id: string,
  before: Row<EntityName> | null,
  fields: Readonly<Record<string, unknown>>,
  context: Context,
): Row<EntityName> {
  const stamped = {
    ...fields,
    id,
    tenantId: context.tenantId,
    propertyId: context.propertyId,
    version: (before?.version ?? 0) + 1,
    writer: context.writer,
    createdAt: before?.createdAt ?? context.now,
    createdBy: before?.createdBy ?? context.actor.userId,
    updatedAt: context.now,
    updatedBy: context.actor.userId,
  };
  // The fields are those of the entity: projections build them with insert, patch and add, which are typed by entity.
  return stamped as unknown as Row<EntityName>;
}
