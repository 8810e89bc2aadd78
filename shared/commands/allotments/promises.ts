import { z } from 'zod';
import { promisable } from '#shared/inventory/draw.ts';
import { type LeaseHolder, leaseIdOf } from '#shared/inventory/lease.ts';
import { type Slot, quotaOf } from '#shared/inventory/slot.ts';
import type { Instant } from '#shared/kernel/dates.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { ChannelGroup } from '#shared/schema/words.ts';
import type { Context } from '../context.ts';
import { idField } from '../fields.ts';
import { type Loading, lockAll, see } from '../need.ts';

/** Units of one slot that a desk promised out of its own allotment when it made the sale, frozen into it [S32]. */
export const promiseField = z.object({ slotId: idField, units: z.number().int().min(1).max(10_000) });
export type Promised = z.infer<typeof promiseField>;

/** The desk's own allotments, by slot. */
export type OwnLeases = ReadonlyMap<string, Row<'lease'>>;

/** The life of the desk that acts; 0 where the server itself does. */
export function holderOf({ deskCode, writer }: Pick<Context, 'deskCode' | 'writer'>): LeaseHolder {
  // `desk/epoch/seq` [S4].
  return { deskCode, epoch: Number(writer.split('/')[1] ?? 0) };
}

/**
 * The desk's own allotments of these slots, of this life of its data. A sale that is recorded already says what it promised, and
 * only of that are they needed; the server itself has none.
 */
export function* loadOwnLeases(
  slotIds: readonly string[],
  promised: readonly Promised[] | undefined,
  context: Context,
): Loading<OwnLeases> {
  const holder = holderOf(context);
  const wanted = promised === undefined ? slotIds : promised.map(({ slotId }) => slotId);
  if (holder.epoch === 0 || wanted.length === 0) return new Map();
  const ids = [...new Set(wanted)].map((slotId) => leaseIdOf(context.propertyId, holder, slotId));
  const { leases } = yield* see({ leases: lockAll('lease', ids) });
  return new Map(leases.map((lease) => [lease.slotId, lease]));
}

/** Of whom and when a promise is asked. */
interface Asked {
  readonly group: ChannelGroup;
  readonly now: Instant;
  /** [S22] Not one that knows itself a copy. */
  readonly mayPromise: boolean;
}

/**
 * What the desk can promise of a sale, slot by slot: out of its own allotments, and for another group than the house's within that
 * group's quota, which no detour over a desk passes [I7].
 */
export function promisesFor(
  wanted: readonly { readonly slot: Slot; readonly units: number }[],
  leases: OwnLeases,
  { group, now, mayPromise }: Asked,
): Promised[] {
  if (!mayPromise) return [];
  return [...new Set(wanted.map(({ slot }) => slot))].flatMap((slot) => {
    const wants = wanted.reduce((sum, one) => (one.slot === slot ? sum + one.units : sum), 0);
    const quota = group === 'manual' ? undefined : quotaOf(slot, group, now);
    const most = quota === undefined ? wants : Math.max(0, Math.min(wants, quota - slot[group]));
    const units = promisable(leases.get(slot.id), most);
    return units === 0 ? [] : [{ slotId: slot.id, units }];
  });
}

/** Whether every unit of every slot was promised [S32]: one outside makes the whole tentative. */
export function isGuaranteed(
  wanted: readonly { readonly slotId: string; readonly units: number }[],
  promised: readonly Promised[],
): boolean {
  return wanted.length > 0 && wanted.every(({ slotId, units }) => promisedOf(promised, slotId) >= units);
}

/** Whether every unit was promised out of allotments that this life of the desk was given: of others it had nothing to promise [S33]. */
export function isOwnPromise(
  wanted: readonly { readonly slotId: string; readonly units: number }[],
  promised: readonly Promised[],
  leases: OwnLeases,
): boolean {
  return isGuaranteed(wanted, promised) && wanted.every(({ slotId }) => leases.has(slotId));
}

/** How many units of a slot were promised. */
export function promisedOf(promised: readonly Promised[], slotId: string): number {
  return promised.reduce((sum, one) => (one.slotId === slotId ? sum + one.units : sum), 0);
}
