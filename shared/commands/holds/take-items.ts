import { heldLineId } from '#shared/bookings/hold-ids.ts';
import type { ChannelTerms } from '#shared/bookings/channel-terms.ts';
import { type Draw, draw } from '#shared/inventory/draw.ts';
import { type Slot, type SlotDelta, after } from '#shared/inventory/slot.ts';
import type { Instant } from '#shared/kernel/dates.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { LeaseDelta } from '#shared/inventory/draw.ts';
import { type OwnLeases, type Promised, isGuaranteed, promisedOf } from '../allotments/promises.ts';

/** Units that one item needs of one slot. */
export interface Needed {
  readonly item: number;
  /** What the item is, for the refusal that names it [I13]. */
  readonly named: Readonly<Record<string, string>>;
  readonly slotId: string;
  readonly units: number;
}

export interface TakenLine {
  readonly slotId: string;
  readonly units: number;
  readonly overbooked: number;
}

/** All units of a sale, slot by slot. */
export interface TakenItems {
  readonly lines: readonly TakenLine[];
  readonly slots: readonly SlotDelta[];
  readonly leases: readonly LeaseDelta[];
  readonly overbooked: boolean;
  /** Every unit of every slot was promised [S32]. */
  readonly guaranteed: boolean;
  /** Units that had been promised and were not there any more, by slot [S33]. */
  readonly forced: readonly { readonly slot: Slot; readonly units: number }[];
}

export interface TakingItems {
  readonly now: Instant;
  readonly terms: Pick<ChannelTerms, 'group'>;
  readonly mayOverbook: boolean;
  readonly promised: readonly Promised[];
}

/**
 * Holds all units or none [I3]: what several items need of one slot is taken at once, in the order of the slots' ids; the refusal
 * names the first item that does not fit any more [I13].
 */
export function takeItems(
  needed: readonly Needed[],
  slots: ReadonlyMap<string, Slot>,
  leases: OwnLeases,
  { now, terms, mayOverbook, promised }: TakingItems,
): Outcome<TakenItems> {
  const drawn: { slot: Slot; units: number; draw: Draw }[] = [];
  for (const slotId of [...new Set(needed.map((need) => need.slotId))].toSorted()) {
    const slot = slots.get(slotId);
    const wants = needed.filter((need) => need.slotId === slotId);
    const [first] = wants;
    if (slot === undefined) return refuse('not-found', { entity: 'slot', item: first?.item ?? 0 });
    const units = wants.reduce((sum, need) => sum + need.units, 0);
    const owed = Math.min(units, promisedOf(promised, slotId));
    const taken = draw(slot, leases.get(slotId), { as: 'held', units, group: terms.group, now, mayOverbook }, owed);
    if (!taken.ok) return namingItem(taken, wants);
    drawn.push({ slot, units, draw: taken.value });
  }
  return done({
    lines: drawn.map(({ slot, units, draw: { overbooked } }) => ({ slotId: slot.id, units, overbooked })),
    slots: drawn.map(({ draw: { slot } }) => slot),
    leases: drawn.flatMap(({ draw: { lease } }) => lease ?? []),
    overbooked: drawn.some(({ draw: { overbooked } }) => overbooked > 0),
    guaranteed: isGuaranteed(
      drawn.map(({ slot, units }) => ({ slotId: slot.id, units })),
      promised,
    ),
    forced: drawn.flatMap(({ slot, draw: { forced } }) => (forced > 0 ? [{ slot, units: forced }] : [])),
  });
}

/** The item at which the units no longer reach. */
function namingItem(refusal: Extract<Outcome<Draw>, { ok: false }>, wants: readonly Needed[]): Outcome<never> {
  let left = Number(refusal.detail['free'] ?? refusal.detail['left'] ?? 0);
  const refused = wants.find((need) => (left -= need.units) < 0) ?? wants.at(-1);
  return { ...refusal, detail: { ...refusal.detail, ...refused?.named, item: refused?.item ?? 0 } };
}

/** The rows' ids and figures of a hold's lines. */
export function lineIdsOf(holdId: string, lines: readonly TakenLine[]): string[] {
  return lines.map((line) => heldLineId(holdId, line.slotId));
}

/** Slots with the units of a sale taken. */
export function withTaken(slots: ReadonlyMap<string, Slot>, deltas: readonly SlotDelta[]): Map<string, Slot> {
  const next = new Map(slots);
  for (const delta of deltas) {
    const slot = next.get(delta.slotId);
    if (slot !== undefined) next.set(delta.slotId, after(slot, delta));
  }
  return next;
}
