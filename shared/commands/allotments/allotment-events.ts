import type { LeaseDelta } from '#shared/inventory/draw.ts';
import type { SlotDelta } from '#shared/inventory/slot.ts';
import type { Fields } from '#shared/schema/entities.ts';
import { add, insert, patch } from '../changes.ts';
import { type ProjectionsOf, slotChanges } from '../projection.ts';

/** Units given to a desk, with what its lease of that slot begins with where it has none yet. */
export interface LeaseGiven {
  readonly leaseId: string;
  readonly units: number;
  readonly begin: Fields<'lease'>;
}

/** Units of a lease that are the pool's again. */
export interface LeaseGivenUp {
  readonly leaseId: string;
  readonly units: number;
  /** How much of what was asked back is settled by it. */
  readonly recalled: number;
}

/** What happens to allotments [S30]. */
export type AllotmentEvent =
  | {
      readonly type: 'AllotmentPolicySet';
      readonly policyId: string;
      readonly fields: Fields<'allotmentPolicy'>;
    }
  | {
      readonly type: 'LeasesToppedUp';
      readonly leases: readonly LeaseGiven[];
      readonly slots: readonly SlotDelta[];
    }
  | { readonly type: 'LeasesDrawn'; readonly leases: readonly LeaseDelta[] }
  /** The server asks for units back [S31]; they are the desk's until it gives them [S33]. */
  | {
      readonly type: 'LeasesRecalled';
      readonly leases: readonly { readonly leaseId: string; readonly recalled: number }[];
    }
  | {
      readonly type: 'LeasesReturned';
      readonly leases: readonly LeaseGivenUp[];
      readonly slots: readonly SlotDelta[];
    }
  | {
      readonly type: 'LeasesRevoked';
      readonly deskCode: string;
      readonly leases: readonly LeaseGivenUp[];
      readonly slots: readonly SlotDelta[];
      readonly by: string;
    };

export const allotmentProjections: ProjectionsOf<AllotmentEvent> = {
  AllotmentPolicySet: (event) => [insert('allotmentPolicy', event.policyId, event.fields)],
  LeasesToppedUp: (event) => [
    ...event.leases.flatMap(({ leaseId, units, begin }) => [
      add('lease', leaseId, { units }, { ...begin, units: 0 }),
      patch('lease', leaseId, { status: 'active' as const }),
    ]),
    ...slotChanges(event.slots),
  ],
  LeasesDrawn: (event) => event.leases.map(({ leaseId, units }) => add('lease', leaseId, { units })),
  LeasesRecalled: (event) => event.leases.map(({ leaseId, recalled }) => patch('lease', leaseId, { recalled })),
  LeasesReturned: (event) => [...event.leases.map(givenUp), ...slotChanges(event.slots)],
  LeasesRevoked: (event) => [
    ...event.leases.flatMap((lease) => [givenUp(lease), patch('lease', lease.leaseId, { status: 'revoked' as const })]),
    ...slotChanges(event.slots),
  ],
};

function givenUp({ leaseId, units, recalled }: LeaseGivenUp) {
  return add('lease', leaseId, { units: -units, recalled: -recalled });
}
