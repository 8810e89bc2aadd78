import { deriveId } from '#shared/kernel/ids.ts';
import type { Fields } from '#shared/schema/entities.ts';

/** Which life of which desk holds an allotment. */
export interface LeaseHolder {
  readonly deskCode: string;
  readonly epoch: number;
}

/** A desk's allotment of one slot has one row for each life of its data [S30]. */
export function leaseIdOf(propertyId: string, { deskCode, epoch }: LeaseHolder, slotId: string): string {
  return deriveId(propertyId, `lease/${deskCode}/${epoch}/${slotId}`);
}

/** The settings that hold for a desk: its own, or those for every desk. */
export function policyIdFor(propertyId: string, deskCode: string | null): string {
  return deriveId(propertyId, `allotment-policy/${deskCode ?? ''}`);
}

/** What a desk keeps [S31]; `keepLast` units of the pool none is given of. */
export type AllotmentPolicy = Omit<Fields<'allotmentPolicy'>, 'deskCode'>;

/** Without a policy a desk keeps nothing. */
export const noAllotment: AllotmentPolicy = {
  seatUnits: 0,
  seatDays: 0,
  roomUnits: 0,
  roomDays: 0,
  keepLast: 0,
  active: false,
};

/** How many units of a slot a desk keeps by its policy. */
export function unitsKept(policy: AllotmentPolicy, kind: Fields<'lease'>['kind']): number {
  if (!policy.active) return 0;
  return kind === 'seat' ? policy.seatUnits : policy.roomUnits;
}

/** On how many days from the business date on a desk keeps any, by its policy. */
export function daysKept(policy: AllotmentPolicy, kind: Fields<'lease'>['kind']): number {
  if (!policy.active) return 0;
  return kind === 'seat' ? policy.seatDays : policy.roomDays;
}
