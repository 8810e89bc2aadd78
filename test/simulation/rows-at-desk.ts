import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import type { Store } from '#main/store/open-store.ts';
import type { Chance } from './chance.ts';

/** The property's business date, as the desk has it. */
export function today(store: Store): string {
  return all(store, 'property', [])[0]?.businessDate ?? '';
}

/** Rows of an entity in id order, so that the same choice picks the same row. */
export function all<E extends EntityName>(
  store: Store,
  entity: E,
  conditions: readonly (readonly [string, string])[],
): readonly Row<E>[] {
  const where = conditions.map(([field, value]) => ({ field, is: '=' as const, value }));
  return store.answer({ mode: 'peek', entity, where }) as unknown as readonly Row<E>[]; // the need names the entity
}

/** One row of an entity, by chance. */
export function one<E extends EntityName>(store: Store, chance: Chance, entity: E): Row<E> | undefined {
  return chance.pick(all(store, entity, []));
}

export function rowOf<E extends EntityName>(store: Store, entity: E, id: string): Row<E> | undefined {
  return store.find(entity, id) as Row<E> | undefined; // the row of that entity
}

/** The id of what a command made, told by its event; undefined where it was refused. */
export function idMade(answer: CommandAnswer, type: string, what: string): string | undefined {
  if (!answer.ok) return undefined;
  const event = answer.events.find((made) => made.type === type);
  // An event that makes a thing names it with its id.
  return (event?.[what] as { readonly id: string } | undefined)?.id;
}
