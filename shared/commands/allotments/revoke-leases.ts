import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Context } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField } from '../fields.ts';
import { type Loading, lockAll, see, where } from '../need.ts';
import { type SeenLeases, givenUp, loadLeasedSlots } from './give-up.ts';

const draft = z.object({
  deskCode: z.string().min(1).max(4),
  /** Of these slots only; all that the desk holds where none is named. */
  slotIds: z.array(idField).max(500),
});
type Draft = z.infer<typeof draft>;

/**
 * A manager takes a desk's allotments away, of every life of its data: their units are the pool's at once. The desk may have sold
 * them; what it promised is written by force when it arrives, with an exception [S33].
 */
export const revokeLeases = defineRequest<Draft, Draft, SeenLeases>({
  name: 'revokeLeases',
  version: 1,
  roles: ['manager', 'administrator'],
  draft,
  input: draft,
  load,
  prepare: asIs,
  decide(seen, { deskCode }, context) {
    const { leases } = seen;
    if (leases.length === 0) return refuse('not-found', { entity: 'lease', code: deskCode });
    const { further, ...back } = givenUp(
      seen,
      leases.map((lease) => ({ lease, units: lease.units })),
      context,
    );
    return done([{ type: 'LeasesRevoked', deskCode, ...back, by: context.actor.name }, ...further]);
  },
  concerns: () => ({}),
});

function* load({ deskCode, slotIds }: Draft, context: Context): Loading<SeenLeases> {
  const { leases } = yield* see({
    leases: lockAll('lease', [
      where('deskCode', '=', deskCode),
      where('status', '=', 'active'),
      ...(slotIds.length === 0 ? [] : [where('slotId', 'in', slotIds)]),
    ]),
  });
  return { leases, slots: yield* loadLeasedSlots(leases, context) };
}
