import { claimsOverlap } from '#shared/stays/claimed-days.ts';
import { roomFree } from '../room-claims.ts';
import type { ItemDraft } from './item-fields.ts';
import type { SeenItems } from './load-items.ts';

/** The room that an item wishes for, where it is free and of its type: a preference, never a reason to refuse the sale [R1]. An earlier item of the same booking that has it keeps it. */
export function assignableRoom({ claims }: SeenItems, items: readonly ItemDraft[], index: number): string | null {
  const item = items[index];
  const wanted = claims[index];
  if (item?.kind !== 'stay' || wanted === undefined) return null;
  const earlier = items.slice(0, index);
  if (earlier.some((other) => other.kind === 'stay' && other.roomId === item.roomId && claimsOverlap(other, item)))
    return null;
  const free = roomFree(wanted, item, []);
  return free.ok && free.value.roomTypeId === item.roomTypeId ? free.value.id : null;
}
