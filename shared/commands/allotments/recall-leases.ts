import { z } from 'zod';
import { done } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField } from '../fields.ts';
import { lockAll, see } from '../need.ts';

const draft = z.object({
  leases: z.array(z.object({ leaseId: idField, units: z.number().int().min(0).max(10_000) })).max(500),
});
type Draft = z.infer<typeof draft>;

/**
 * Asks desks for units back [S31], so many of each lease in all; 0 asks no more. Nothing changes hands by it: what a desk has
 * sold meanwhile arrives before what it gives back [S33]. Only the server runs it.
 */
export const recallLeases = defineRequest({
  name: 'recallLeases',
  version: 1,
  roles: [],
  draft,
  input: draft,
  load: ({ leases }: Draft) =>
    see({
      leases: lockAll(
        'lease',
        leases.map(({ leaseId }) => leaseId),
      ),
    }),
  prepare: asIs,
  decide({ leases }, asked) {
    const recalled = leases.flatMap((lease) => {
      const units = asked.leases.find(({ leaseId }) => leaseId === lease.id)?.units ?? 0;
      const most = lease.status === 'active' ? Math.min(lease.units, units) : 0;
      return most === lease.recalled ? [] : [{ leaseId: lease.id, recalled: most }];
    });
    return done(recalled.length === 0 ? [] : [{ type: 'LeasesRecalled', leases: recalled }]);
  },
  concerns: () => ({}),
});
