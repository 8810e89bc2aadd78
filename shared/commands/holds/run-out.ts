import type { Slots } from './load-slots.ts';

/** Lines of holds that have run out on any of these slots, by id: whatever they still say, none of it is theirs any more [I5]. */
export function runOutOn({ states }: Pick<Slots, 'states'>): ReadonlySet<string> {
  return new Set([...states.values()].flatMap(({ lapsed }) => lapsed.map(({ id }) => id)));
}
