import { z } from 'zod';
import { done } from '#shared/kernel/outcome.ts';
import type { Context } from '../context.ts';
import { defineFact } from '../define.ts';
import { idField } from '../fields.ts';
import { type Loading, lockAll, see } from '../need.ts';
import { type SeenLeases, givenUp, loadLeasedSlots } from './give-up.ts';
import { holderOf } from './promises.ts';

const draft = z.object({
  leases: z.array(z.object({ leaseId: idField, units: z.number().int().min(1).max(10_000) })).max(500),
});
type Draft = z.infer<typeof draft>;

/** `epoch` is the life of the desk that gives: the branch of a copied disk has another on the server, and nothing to give [S22]. */
const input = draft.extend({ epoch: z.number().int().min(0) });
type Input = z.infer<typeof input>;

/**
 * A desk gives units of its own allotment back: what was asked for, and what nobody can buy any more [S31, S33]. It is a fact,
 * taken whatever the desk is to the server, and its place in the journal says that every sale before it has arrived. The desk's
 * services make it by themselves.
 */
export const returnLeases = defineFact<Draft, Input, SeenLeases>({
  name: 'returnLeases',
  version: 1,
  roles: [],
  madeByDesk: true,
  draft,
  input,
  load,
  prepare: (_seen, given, context) => done({ ...given, epoch: holderOf(context).epoch }),
  guard: () => done(null),
  record(seen, { leases, epoch }, context) {
    const holder = holderOf(context);
    if (epoch !== holder.epoch) return [];
    const given = seen.leases.flatMap((lease) => {
      const isOwn = lease.deskCode === holder.deskCode && lease.epoch <= epoch && lease.status === 'active';
      const units = leases.find(({ leaseId }) => leaseId === lease.id)?.units ?? 0;
      return isOwn && Math.min(units, lease.units) > 0 ? [{ lease, units }] : [];
    });
    if (given.length === 0) return [];
    const { further, ...back } = givenUp(seen, given, context);
    return [{ type: 'LeasesReturned', ...back }, ...further];
  },
  concerns: () => ({}),
});

function* load({ leases }: Draft, context: Context): Loading<SeenLeases> {
  const seen = yield* see({
    leases: lockAll(
      'lease',
      leases.map(({ leaseId }) => leaseId),
    ),
  });
  return { ...seen, slots: yield* loadLeasedSlots(seen.leases, context) };
}
