import { groupOf } from '#shared/inventory/channel-group.ts';
import { type Slot, type SlotDelta, freeUnits, giveBack, takeByForce } from '#shared/inventory/slot.ts';
import type { Row } from '#shared/schema/entities.ts';

/** The nights a stay has sold here, and those it takes instead: of another type, or other dates. */
export interface UnitsMoved {
  readonly sold: readonly Slot[];
  readonly taken: readonly Slot[];
}

/** Gives back what is not used and takes what is, for the group that sold it [I7], by force where there is none [S24, I2]; a night in both moves nothing. */
export function unitsMoved(
  { sold, taken }: UnitsMoved,
  booking: Pick<Row<'booking'>, 'source'> | undefined,
): SlotDelta[] {
  const group = groupOf(booking?.source ?? 'walkIn');
  return [
    ...sold.filter((slot) => !holds(taken, slot)).map((slot) => giveBack(slot, 1, group)),
    ...taken.filter((slot) => !holds(sold, slot)).map((slot) => takeByForce(slot, 1, group)),
  ];
}

/** The nights of which nothing is left to take. */
export function forcedNights({ sold, taken }: UnitsMoved): string[] {
  return taken.filter((slot) => !holds(sold, slot) && freeUnits(slot) < 1).map((slot) => slot.date);
}

function holds(slots: readonly Slot[], { id }: Slot): boolean {
  return slots.some((slot) => slot.id === id);
}
