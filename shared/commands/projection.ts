import type { SlotDelta } from '#shared/inventory/slot.ts';
import type { EntityName } from '#shared/schema/entities.ts';
import { type RowChange, add, insert } from './changes.ts';
import type { Made } from './events.ts';

/** What each event of a kind does to the rows. */
export type ProjectionsOf<E extends { readonly type: string }> = {
  readonly [T in E['type']]: (event: Extract<E, { readonly type: T }>) => readonly RowChange[];
};

/** A row that comes into being. */
export function made<E extends EntityName>(entity: E, row: Made<E>): RowChange {
  return insert(entity, row.id, row.fields);
}

/** The figures of slots, raised and lowered; the first to need a slot makes it. */
export function slotChanges(slots: readonly SlotDelta[]): RowChange[] {
  return slots.map(({ slotId, begin, change }) => add('slot', slotId, change, begin));
}
