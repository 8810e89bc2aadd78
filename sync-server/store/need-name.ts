import type { Need } from '#shared/commands/need.ts';

const names = new WeakMap<Need, string>();

/** What a need asks for, as text: the same for all who ask for the same, whatever they want it for. */
export function nameOfNeed(need: Need): string {
  const known = names.get(need);
  if (known !== undefined) return known;
  const { entity, ids, where, limit } = need;
  const name = JSON.stringify([entity, ids, where, limit]);
  names.set(need, name);
  return name;
}
