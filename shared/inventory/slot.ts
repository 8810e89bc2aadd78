import type { PlainDate } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Fields } from '#shared/schema/entities.ts';

/** A slot's figures [I1]: units that exist, are blocked, held and sold, and how far they may go over. */
export type SlotFigures = Fields<'slot'>;

/** A slot with its id; `isNew` where no row stands for it yet. */
export type Slot = SlotFigures & { readonly id: string; readonly isNew: boolean };

/** What happens to one slot; the figures to begin with travel along, so that the first to need a slot makes it. */
export interface SlotDelta {
  readonly slotId: string;
  readonly begin: SlotFigures;
  readonly total: number;
  readonly confirmed: number;
  readonly forced: number;
}

/** The id of a slot: the same wherever it is made. */
export function slotId(kind: SlotFigures['kind'], resourceId: string, date: PlainDate): string {
  return deriveId(resourceId, `slot/${kind}/${date}`);
}

/** A room type's night of which nothing is sold; `total` is in rooms. */
export function emptyNight(roomTypeId: string, date: PlainDate, total: number): SlotFigures {
  return {
    kind: 'roomNight',
    resourceId: roomTypeId,
    date,
    total,
    blocked: 0,
    held: 0,
    confirmed: 0,
    overbookingLimit: 0,
    forced: 0,
  };
}

/** Units that can still be sold; below zero where more is sold than is there. */
export function freeUnits(slot: SlotFigures): number {
  return slot.total - slot.blocked - slot.held - slot.confirmed;
}

/** [I2] held + confirmed ≤ sellable + overbooking limit + forced, and nothing below zero. */
export function holdsInvariant(slot: SlotFigures): boolean {
  const { total, blocked, held, confirmed, overbookingLimit, forced } = slot;
  return (
    Math.min(total, blocked, held, confirmed, overbookingLimit, forced) >= 0 &&
    held + confirmed <= total - blocked + overbookingLimit + forced
  );
}

/** Sells `units` of a slot, or refuses as `sold-out` with the night and what is free [I2]. */
export function sell(slot: Slot, units: number): Outcome<SlotDelta> {
  const free = freeUnits(slot);
  if (free < units)
    return refuse('sold-out', { date: slot.date, resourceId: slot.resourceId, free: Math.max(0, free) });
  return done(deltaOf(slot, { confirmed: units }));
}

/** Sells `units` that have been used already: what is not there is written as forced [I2, S24]. */
export function sellByForce(slot: Slot, units: number): SlotDelta {
  const missing = Math.max(0, units - Math.max(0, roomUnderLimit(slot)));
  return deltaOf(slot, { confirmed: units, forced: missing });
}

/** Gives `units` back; forced units shrink first [I2]. */
export function giveBack(slot: Slot, units: number): SlotDelta {
  const given = Math.min(units, slot.confirmed);
  return deltaOf(slot, { confirmed: -given, forced: -Math.min(slot.forced, given) });
}

/** Changes how many units exist; where fewer exist than are sold, the difference is forced [I1, R2]. */
export function resizeTotal(slot: Slot, change: number): SlotDelta {
  const room = roomUnderLimit(slot) + change;
  const forced = room < 0 ? -room : -Math.min(slot.forced, Math.max(0, room));
  return deltaOf(slot, { total: change, forced });
}

function roomUnderLimit(slot: SlotFigures): number {
  return freeUnits(slot) + slot.overbookingLimit + slot.forced;
}

function deltaOf(slot: Slot, change: { total?: number; confirmed?: number; forced?: number }): SlotDelta {
  const { id, isNew: _isNew, ...begin } = slot;
  return {
    slotId: id,
    begin: figuresOf(begin),
    total: change.total ?? 0,
    confirmed: change.confirmed ?? 0,
    forced: change.forced ?? 0,
  };
}

function figuresOf(row: SlotFigures): SlotFigures {
  const { kind, resourceId, date, total, blocked, held, confirmed, overbookingLimit, forced } = row;
  return { kind, resourceId, date, total, blocked, held, confirmed, overbookingLimit, forced };
}
