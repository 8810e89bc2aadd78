import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { asIs, defineRequest, ifUnchanged } from '../define.ts';
import { idField, versionField } from '../fields.ts';
import { edit, lockAll, see, where } from '../need.ts';
import { productFields } from './tour-fields.ts';

const added = z.object({ code: z.string().min(1).max(12), ...productFields });

/** Adds a tour, trek, activity or transfer: the template of its departures. */
export const addProduct = defineRequest({
  name: 'addProduct',
  version: 1,
  roles: ['administrator', 'manager'],
  draft: added,
  input: added,
  load: ({ code }) => see({ same: lockAll('product', [where('code', '=', code)]) }),
  prepare: asIs,
  decide({ same }, input, context) {
    if (same.length > 0) return refuse('already-exists', { entity: 'product', code: input.code });
    return done([{ type: 'ProductAdded', product: { id: context.id('product'), fields: { ...input, active: true } } }]);
  },
  concerns: (_seen, { name }) => ({ product: name }),
});

const changed = z.object({ productId: idField, expectedVersion: versionField, ...productFields, active: z.boolean() });

/** Changes what a new departure begins with; departures that stand keep what they have. */
export const changeProduct = defineRequest({
  name: 'changeProduct',
  version: 1,
  roles: ['administrator', 'manager'],
  draft: changed,
  input: changed,
  load: ({ productId }) => see({ product: edit('product', productId) }),
  prepare: ifUnchanged((seen: { readonly product: Row<'product'> | undefined }) => seen.product),
  decide({ product }, { productId, expectedVersion: _version, ...fields }) {
    if (product === undefined) return refuse('not-found', { entity: 'product' });
    return done([{ type: 'ProductChanged', productId, fields }]);
  },
  concerns: (_seen, { name }) => ({ product: name }),
});
