import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { dayField } from '../fields.ts';
import { lock, see } from '../need.ts';

const draft = z.object({ businessDate: dayField });

/** Moves the business date on; it never goes back. */
export const rollDay = defineRequest({
  name: 'rollDay',
  version: 1,
  roles: ['manager', 'administrator'],
  draft,
  input: draft,
  load: (_draft, context) => see({ property: lock('property', context.propertyId) }),
  prepare: asIs,
  decide({ property }, { businessDate }) {
    if (property === undefined) return refuse('not-found', { entity: 'property' });
    if (businessDate <= property.businessDate) return refuse('invalid-dates', { businessDate: property.businessDate });
    return done([{ type: 'PropertyDayRolled', propertyId: property.id, businessDate }]);
  },
  concerns: (_seen, { businessDate }) => ({ from: businessDate }),
});
