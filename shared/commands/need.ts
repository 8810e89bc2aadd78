import type { EntityName, Row } from '#shared/schema/entities.ts';

/** One condition on a column; all conditions of a need must hold. */
export interface Condition {
  readonly field: string;
  readonly is: '=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';
  readonly value: string | number | boolean | null | readonly string[];
}

/**
 * What a command must see, said once for both databases.
 * `edit`: the row will be changed on the strength of what the person saw; a stranger's write since conflicts [S4].
 * `lock`: the row is decided upon (a slot, a room), locked on the server, and judged anew there.
 * `peek`: read without a lock: what changes seldom or only lends words.
 */
export interface Need {
  readonly mode: 'edit' | 'lock' | 'peek';
  readonly entity: EntityName;
  /** By primary keys, or by conditions. */
  readonly ids?: readonly string[];
  readonly where?: readonly Condition[];
  /** At most so many rows, in id order. */
  readonly limit?: number;
}

/** A need that stands for one row or for many in what the command is given to decide. */
export interface Wanted<A> {
  readonly need: Need;
  readonly pick: (rows: readonly Row<EntityName>[]) => A;
}

/** A loader: yields the needs of one stage together, is resumed with their rows, returns what the command sees. */
export type Loading<S> = Generator<readonly Need[], S, readonly (readonly Row<EntityName>[])[]>;

const one =
  (mode: Need['mode']) =>
  <E extends EntityName>(entity: E, id: string): Wanted<Row<E> | undefined> => ({
    need: { mode, entity, ids: [id] },
    // The store answers a need with rows of the entity that it names.
    pick: (rows) => rows[0] as Row<E> | undefined,
  });

const many =
  (mode: Need['mode']) =>
  <E extends EntityName>(
    entity: E,
    by: readonly string[] | readonly Condition[],
    limit?: number,
  ): Wanted<readonly Row<E>[]> => ({
    need: isIds(by)
      ? { mode, entity, ids: by }
      : { mode, entity, where: by, ...(limit === undefined ? {} : { limit }) },
    // As above.
    pick: (rows) => rows as unknown as readonly Row<E>[],
  });

/** One row by its id, or undefined. */
export const edit = one('edit');
export const lock = one('lock');
export const peek = one('peek');
/** Rows by their ids (those that exist) or by conditions. */
export const lockAll = many('lock');
export const peekAll = many('peek');

/** Asks for several things in one stage and gives them back by name. */
export function* see<W extends Readonly<Record<string, Wanted<unknown>>>>(
  wanted: W,
): Loading<{ readonly [K in keyof W]: W[K] extends Wanted<infer A> ? A : never }> {
  const names = Object.keys(wanted);
  const answers = yield names.map((name) => wantedOf(wanted, name).need);
  const seen = Object.fromEntries(
    names.map((name, index) => [name, wantedOf(wanted, name).pick(answers[index] ?? [])]),
  );
  // Each name was picked by its own Wanted.
  return seen as { readonly [K in keyof W]: W[K] extends Wanted<infer A> ? A : never };
}

export const where = (field: string, is: Condition['is'], value: Condition['value']): Condition => ({
  field,
  is,
  value,
});

function wantedOf(wanted: Readonly<Record<string, Wanted<unknown>>>, name: string): Wanted<unknown> {
  const found = wanted[name];
  if (found === undefined) throw new Error(`nothing wanted under ${name}`);
  return found;
}

function isIds(by: readonly string[] | readonly Condition[]): by is readonly string[] {
  return by.length === 0 || typeof by[0] === 'string';
}
