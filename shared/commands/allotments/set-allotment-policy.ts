import { z } from 'zod';
import { policyIdFor } from '#shared/inventory/lease.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Context } from '../context.ts';
import { defineRequest, ifUnchanged } from '../define.ts';
import { versionField } from '../fields.ts';
import { edit, peekAll, see, where } from '../need.ts';

const unitsField = z.number().int().min(0).max(1_000);
const daysField = z.number().int().min(0).max(366);

const draft = z.object({
  /** Null for every desk that has none of its own. */
  deskCode: z.string().min(1).max(4).nullable(),
  seatUnits: unitsField,
  seatDays: daysField,
  roomUnits: unitsField,
  roomDays: daysField,
  keepLast: unitsField,
  active: z.boolean(),
  /** Of the settings that the person looked at; 0 where there were none. */
  expectedVersion: versionField.or(z.literal(0)),
});
type Draft = z.infer<typeof draft>;

/** Says what every desk, or one, keeps to sell without asking, and of how many of the pool's last units none is given [S31]. */
export const setAllotmentPolicy = defineRequest({
  name: 'setAllotmentPolicy',
  version: 1,
  roles: ['manager', 'administrator'],
  draft,
  input: draft,
  load: ({ deskCode }: Draft, { propertyId }: Context) =>
    see({
      policy: edit('allotmentPolicy', policyIdFor(propertyId, deskCode)),
      desks: peekAll('desk', deskCode === null ? [] : [where('code', '=', deskCode)]),
    }),
  prepare(seen, given) {
    return ifUnchanged<Draft, typeof seen>(({ policy }) => policy)(seen, given);
  },
  decide({ desks }, { expectedVersion: _version, ...fields }, { propertyId }) {
    if (fields.deskCode !== null && desks.length === 0)
      return refuse('not-found', { entity: 'desk', code: fields.deskCode });
    return done([{ type: 'AllotmentPolicySet', policyId: policyIdFor(propertyId, fields.deskCode), fields }]);
  },
  concerns: () => ({}),
});
