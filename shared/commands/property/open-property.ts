import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { dayField, shortText } from '../fields.ts';
import { edit, see } from '../need.ts';

/** Opens a property under the context's property id: the first command of its life. */
export const openProperty = defineRequest({
  name: 'openProperty',
  version: 1,
  roles: ['administrator'],
  draft: z.object({
    name: shortText.min(1),
    prefix: z.string().regex(/^[A-Z0-9]{2,6}$/),
    zone: shortText.min(1),
    currency: z.string().regex(/^[A-Z]{3}$/),
    checkInTime: z.string().regex(/^\d{2}:\d{2}$/),
    checkOutTime: z.string().regex(/^\d{2}:\d{2}$/),
    businessDate: dayField,
  }),
  input: z.object({
    name: shortText.min(1),
    prefix: z.string(),
    zone: shortText,
    currency: z.string(),
    checkInTime: z.string(),
    checkOutTime: z.string(),
    businessDate: dayField,
  }),
  load: (_draft, context) => see({ property: edit('property', context.propertyId) }),
  prepare: asIs,
  decide({ property }, input, context) {
    if (property !== undefined) return refuse('already-exists', { entity: 'property' });
    return done([{ type: 'PropertyOpened', property: { id: context.propertyId, fields: input } }]);
  },
  concerns: () => ({}),
});
