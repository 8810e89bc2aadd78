import type { Instant, PlainDate } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { roundHalfUp } from '#shared/kernel/money.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Fields } from '#shared/schema/entities.ts';
import { type ChannelGroup, channelGroups } from '#shared/schema/words.ts';

/** A slot's figures [I1]: units that exist, are blocked, held and sold, by channel group, and how far they may go over. */
export type SlotFigures = Fields<'slot'>;

/** A slot with its id; `isNew` where no row stands for it yet. */
export type Slot = SlotFigures & { readonly id: string; readonly isNew: boolean };

const counted = [
  'total',
  'blocked',
  'held',
  'confirmed',
  'overbookingLimit',
  'forced',
  'website',
  'ota',
  'manual',
] as const;

/** How a slot's figures change, in units; what is not named stays. */
export type SlotChange = Readonly<Partial<Record<(typeof counted)[number], number>>>;

/** What happens to one slot; the figures to begin with travel along, so that the first to need a slot makes it. */
export interface SlotDelta {
  readonly slotId: string;
  readonly begin: SlotFigures;
  readonly change: SlotChange;
}

/** Units that are taken, and for whom. */
export interface Taking {
  readonly as: 'held' | 'confirmed';
  readonly units: number;
  readonly group: ChannelGroup;
  readonly now: Instant;
  /** May use the overbooking limit [I2]. */
  readonly mayOverbook?: boolean;
}

/** Units taken, with how many of them are beyond what is there. */
export interface Taken {
  readonly delta: SlotDelta;
  readonly overbooked: number;
}

/** The id of a slot: the same wherever it is made. */
export function slotId(kind: SlotFigures['kind'], resourceId: string, date: PlainDate): string {
  return deriveId(resourceId, `slot/${kind}/${date}`);
}

/** A slot of which nothing is sold. */
export function emptySlot(
  kind: SlotFigures['kind'],
  resourceId: string,
  date: PlainDate,
  total: number,
  more: Partial<Pick<SlotFigures, 'overbookingLimit' | 'blocked' | 'quotas'>> = {},
): SlotFigures {
  const none = { blocked: 0, held: 0, confirmed: 0, overbookingLimit: 0, forced: 0, website: 0, ota: 0, manual: 0 };
  return { kind, resourceId, date, total, ...none, quotas: {}, ...more };
}

/** A room type's night of which nothing is sold; `total` is in rooms. */
export function emptyNight(roomTypeId: string, date: PlainDate, total: number): SlotFigures {
  return emptySlot('roomNight', roomTypeId, date, total);
}

/** Units on sale at all [I1]. */
export function sellable(slot: Pick<SlotFigures, 'total' | 'blocked'>): number {
  return slot.total - slot.blocked;
}

/** Units that can still be sold; below zero where more is sold than is there. */
export function freeUnits(slot: Pick<SlotFigures, 'total' | 'blocked' | 'held' | 'confirmed'>): number {
  return sellable(slot) - slot.held - slot.confirmed;
}

/** The most that a group may hold and have sold at this moment, or undefined where it shares the pool [I7]. A share is rounded down. */
export function quotaOf(slot: SlotFigures, group: ChannelGroup, now: Instant): number | undefined {
  const quota = slot.quotas[group];
  if (quota === undefined || (quota.releasedAt !== null && quota.releasedAt <= now)) return undefined;
  if (quota.units !== null) return quota.units;
  return quota.basisPoints === null ? undefined : Math.floor((sellable(slot) * quota.basisPoints) / 10_000);
}

/** Units that a group may take now: what is free, within its quota [I7]. Never below zero. */
export function unitsFor(slot: SlotFigures, group: ChannelGroup, now: Instant): number {
  const quota = quotaOf(slot, group, now);
  const left = quota === undefined ? Number.POSITIVE_INFINITY : quota - slot[group];
  return Math.max(0, Math.min(freeUnits(slot), left));
}

/** The share of what is sellable that is free, in hundredths of a percent; 0 where nothing is sellable. */
export function freeShare(slot: SlotFigures): number {
  const all = sellable(slot);
  return all <= 0 ? 0 : Math.max(0, roundHalfUp(freeUnits(slot) * 10_000, all));
}

/** [I2] held + confirmed ≤ sellable + overbooking limit + forced, nothing below zero, and every unit of some group. */
export function holdsInvariant(slot: SlotFigures): boolean {
  const { held, confirmed, website, ota, manual } = slot;
  return (
    counted.every((figure) => slot[figure] >= 0) &&
    held + confirmed <= sellable(slot) + slot.overbookingLimit + slot.forced &&
    website + ota + manual === held + confirmed
  );
}

/** Takes units of a slot, or refuses as `sold-out` or `quota-reached` with the day, what was asked for and what is left [I2, I7]. */
export function take(slot: Slot, { as, units, group, now, mayOverbook = false }: Taking): Outcome<Taken> {
  const where = { date: slot.date, resourceId: slot.resourceId, units };
  const quota = quotaOf(slot, group, now);
  if (quota !== undefined && slot[group] + units > quota)
    return refuse('quota-reached', { ...where, group, quota, left: Math.max(0, quota - slot[group]) });
  const free = freeUnits(slot);
  if (units > (mayOverbook ? roomUnderLimit(slot) : free))
    return refuse('sold-out', { ...where, free: Math.max(0, free) });
  const overbooked = units - Math.max(0, Math.min(units, free));
  return done({ delta: deltaOf(slot, { [as]: units, [group]: units }), overbooked });
}

/** Sells `units` of a slot at once, or refuses as {@link take} does. */
export function sell(slot: Slot, units: number, group: ChannelGroup, now: Instant): Outcome<SlotDelta> {
  const taken = take(slot, { as: 'confirmed', units, group, now });
  return taken.ok ? done(taken.value.delta) : taken;
}

/** Takes `units` that are used already, or were promised: what is not there is written as forced [I2, S24, S33]. */
export function takeByForce(
  slot: Slot,
  units: number,
  group: ChannelGroup = 'manual',
  as: Taking['as'] = 'confirmed',
): SlotDelta {
  const missing = Math.max(0, units - Math.max(0, roomUnderLimit(slot)));
  return deltaOf(slot, { [as]: units, [group]: units, forced: missing });
}

/** Turns held units into sold ones; the group has them already. */
export function confirmHeld(slot: Slot, units: number): SlotDelta {
  return deltaOf(slot, { held: -units, confirmed: units });
}

/** Gives `units` back; forced units shrink first [I2]. Where the group has fewer, the rest is taken from the others. */
export function giveBack(
  slot: Slot,
  units: number,
  group: ChannelGroup = 'manual',
  as: Taking['as'] = 'confirmed',
): SlotDelta {
  const given = Math.min(units, slot[as]);
  return deltaOf(slot, {
    [as]: -given,
    forced: -Math.min(slot.forced, given),
    ...fromGroups(slot, given, group),
  });
}

/** Changes how many units exist; where fewer exist than are sold, the difference is forced [I1, R2]. */
export function resizeTotal(slot: Slot, change: number): SlotDelta {
  const room = roomUnderLimit(slot) + change;
  const forced = room < 0 ? -room : -Math.min(slot.forced, Math.max(0, room));
  return deltaOf(slot, { total: change, forced });
}

/** A plain change of figures that the caller has judged. */
export function deltaOf(slot: Slot, change: SlotChange): SlotDelta {
  const { id, isNew: _isNew, ...begin } = slot;
  return { slotId: id, begin: figuresOf(begin), change };
}

/** What lies between a slot and the same slot later on, as one change. */
export function deltaBetween(before: Slot, later: Slot): SlotDelta {
  const changes = counted.flatMap((figure) =>
    later[figure] === before[figure] ? [] : [[figure, later[figure] - before[figure]] as const],
  );
  return deltaOf(before, Object.fromEntries(changes));
}

/** The slot once a change has been made, for whoever decides on it again in the same command. */
export function after(slot: Slot, { change }: SlotDelta): Slot {
  const next = Object.fromEntries(counted.map((figure) => [figure, slot[figure] + (change[figure] ?? 0)]));
  return { ...slot, ...next };
}

/** How many more units can be taken with the overbooking limit and what is forced [I2]. */
export function roomUnderLimit(slot: SlotFigures): number {
  return freeUnits(slot) + slot.overbookingLimit + slot.forced;
}

/** So many units less, of a group first and then of the others; as many as the slot has at the most. */
export function fromGroups(slot: SlotFigures, units: number, first: ChannelGroup): SlotChange {
  const change: Record<string, number> = {};
  let left = units;
  for (const group of [first, ...channelGroups.filter((other) => other !== first)]) {
    const taken = Math.min(left, slot[group]);
    if (taken > 0) change[group] = -taken;
    left -= taken;
  }
  return change;
}

function figuresOf(row: SlotFigures): SlotFigures {
  const { kind, resourceId, date, quotas } = row;
  const figures = Object.fromEntries(counted.map((figure) => [figure, row[figure]]));
  // Every counted figure stands in it.
  return { kind, resourceId, date, quotas, ...figures } as SlotFigures;
}
