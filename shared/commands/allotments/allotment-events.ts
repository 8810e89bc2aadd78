import type { LeaseDelta } from '#shared/inventory/draw.ts';
import { add } from '../changes.ts';
import type { ProjectionsOf } from '../projection.ts';

/** What happens to allotments [S30]. */
export type AllotmentEvent = { readonly type: 'LeasesDrawn'; readonly leases: readonly LeaseDelta[] };

export const allotmentProjections: ProjectionsOf<AllotmentEvent> = {
  LeasesDrawn: (event) => event.leases.map(({ leaseId, units }) => add('lease', leaseId, { units })),
};
