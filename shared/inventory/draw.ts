import { type Outcome, done } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { ChannelGroup } from '#shared/schema/words.ts';
import {
  type Slot,
  type SlotChange,
  type SlotDelta,
  type Taking,
  after,
  deltaOf,
  freeUnits,
  fromGroups,
  take,
} from './slot.ts';

/** What happens to a desk's lease. */
export interface LeaseDelta {
  readonly leaseId: string;
  readonly units: number;
}

/** Units of one slot for one sale, and where they came from. */
export interface Draw {
  readonly slot: SlotDelta;
  readonly lease: LeaseDelta | null;
  /** Units of this desk's own allotment. */
  readonly leased: number;
  /** Units beyond what is there, by the overbooking limit [I2]. */
  readonly overbooked: number;
  /** Units that had been promised and are not there any more: the sale stands all the same, and somebody must be told [S33]. */
  readonly forced: number;
}

/** How many units of a sale the desk can promise out of its own lease [S32]. */
export function promisable(lease: Row<'lease'> | undefined, units: number): number {
  return lease === undefined || lease.status !== 'active' ? 0 : Math.min(units, lease.units);
}

/**
 * Takes units for a sale: first those that the desk promised out of its own lease [S32], the rest from the pool, or refuses as
 * {@link take} does. Promised units cannot be refused: where the lease has them no more, since it was revoked or its desk's
 * data began a new life, they are taken from the pool, and what the pool lacks is forced [S33]: no limit of overbooking is used
 * up by them, since nobody chose to overbook.
 */
export function draw(slot: Slot, lease: Row<'lease'> | undefined, taking: Taking, promised: number): Outcome<Draw> {
  const leased = promisable(lease, Math.min(promised, taking.units));
  const own = ownUnits(slot, taking, leased);
  // Only who was given an allotment of the slot once can have promised of it.
  const owed = lease === undefined ? 0 : Math.min(promised, taking.units) - leased;
  const kept = keepPromise(after(slot, own), taking, owed);
  const rest = taking.units - leased - owed;
  const pooled = rest === 0 ? undefined : take(after(after(slot, own), kept.delta), { ...taking, units: rest });
  if (pooled !== undefined && !pooled.ok) return pooled;
  return done({
    slot: together(slot, [own, kept.delta, ...(pooled === undefined ? [] : [pooled.value.delta])]),
    lease: leased === 0 || lease === undefined ? null : { leaseId: lease.id, units: -leased },
    leased,
    overbooked: pooled === undefined ? 0 : pooled.value.overbooked,
    forced: kept.forced,
  });
}

/** Leased units are held already, of the manual group [S30]: a sale gives them its own group, and sells them where it is one. */
function ownUnits(slot: Slot, { as, group }: Taking, units: number): SlotDelta {
  const moved = group === 'manual' ? {} : movedTo(slot, group, units);
  return deltaOf(slot, as === 'held' ? moved : { held: -units, confirmed: units, ...moved });
}

/** Where the house's group counts fewer, since units were given back under another's name, the rest is the others': none goes below zero. */
function movedTo(slot: Slot, group: ChannelGroup, units: number): SlotChange {
  const from = fromGroups(slot, units, 'manual');
  return { ...from, [group]: (from[group] ?? 0) + units };
}

function keepPromise(slot: Slot, taking: Taking, units: number): { delta: SlotDelta; forced: number } {
  if (units === 0) return { delta: deltaOf(slot, {}), forced: 0 };
  const forced = units - Math.max(0, Math.min(units, freeUnits(slot)));
  return { delta: deltaOf(slot, { [taking.as]: units, [taking.group]: units, forced }), forced };
}

/** One change of the slot out of several that follow one another. */
function together(slot: Slot, deltas: readonly SlotDelta[]): SlotDelta {
  const change: Record<string, number> = {};
  for (const delta of deltas)
    for (const [figure, units] of Object.entries(delta.change)) change[figure] = (change[figure] ?? 0) + (units ?? 0);
  return deltaOf(slot, change);
}
