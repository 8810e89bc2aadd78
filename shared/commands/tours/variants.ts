import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { asIs, defineRequest, ifUnchanged } from '../define.ts';
import { idField, shortText, versionField } from '../fields.ts';
import { edit, peek, peekAll, see, where } from '../need.ts';
import { timeField } from './tour-fields.ts';

const fields = {
  name: shortText.min(1),
  time: timeField,
  /** Minor units, for each traveller; below zero where it is cheaper. */
  priceDifference: z.number().int().min(-1_000_000_000).max(1_000_000_000),
  position: z.number().int().min(0).max(1_000),
};
const added = z.object({ departureId: idField, ...fields });

/** Adds another way to join a departure, on the same seats: another city, at another price [P1]. */
export const addVariant = defineRequest({
  name: 'addVariant',
  version: 1,
  roles: ['administrator', 'manager'],
  draft: added,
  input: added,
  load: ({ departureId }) =>
    see({
      departure: peek('departure', departureId),
      others: peekAll('variant', [where('departureId', '=', departureId)]),
    }),
  prepare: asIs,
  decide({ departure, others }, input, context) {
    if (departure === undefined) return refuse('not-found', { entity: 'departure' });
    if (others.some(({ name, active }) => active && name === input.name))
      return refuse('already-exists', { entity: 'variant', name: input.name });
    const variant = { id: context.id('variant'), fields: { ...input, active: true } };
    return done([{ type: 'VariantAdded', variant }]);
  },
  concerns: ({ departure }) => ({ departureId: departure?.id ?? '', from: departure?.date ?? '' }),
});

const changed = z.object({ variantId: idField, expectedVersion: versionField, ...fields, active: z.boolean() });

/** Changes a variant, or offers it no more; bookings keep what they agreed. */
export const changeVariant = defineRequest({
  name: 'changeVariant',
  version: 1,
  roles: ['administrator', 'manager'],
  draft: changed,
  input: changed,
  load: ({ variantId }) => see({ variant: edit('variant', variantId) }),
  prepare: ifUnchanged((seen: { readonly variant: Row<'variant'> | undefined }) => seen.variant),
  decide({ variant }, { variantId, expectedVersion: _version, ...more }) {
    if (variant === undefined) return refuse('not-found', { entity: 'variant' });
    return done([{ type: 'VariantChanged', variantId, fields: more }]);
  },
  concerns: ({ variant }) => ({ departureId: variant?.departureId ?? '' }),
});
