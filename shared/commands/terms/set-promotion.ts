import { z } from 'zod';
import { deriveId } from '#shared/kernel/ids.ts';
import { done } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { defineRequest } from '../define.ts';
import { amountField, dayField, idField, shortText } from '../fields.ts';
import { edit, see } from '../need.ts';
import { oneOfItsKind, unlessThere } from './one-of-its-kind.ts';
import { codeField, expectedVersionField, shareField } from './term-fields.ts';

const draft = z.object({
  expectedVersion: expectedVersionField,
  code: codeField,
  name: shortText.min(1),
  basisPoints: shareField,
  amount: amountField,
  /** Days of booking, both inclusive. */
  fromDate: dayField,
  toDate: dayField,
  productIds: z.array(idField).max(200),
  mostUses: z.number().int().min(1).max(1_000_000).nullable(),
  active: z.boolean(),
});
const whole = draft
  .refine(({ basisPoints, amount }) => basisPoints > 0 !== amount > 0, 'a share or an amount, one of them')
  .refine(({ fromDate, toDate }) => fromDate <= toDate, 'it begins before it ends');

/** The id of a promotion: whoever knows its code finds it, and two desks that set it up have set up one. */
export function promotionIdOf(propertyId: string, code: string): string {
  return deriveId(propertyId, `promotion/${code.trim().toUpperCase()}`);
}

/** Sets up a promotion code, or changes it; how often it was used stays [P1]. */
export const setPromotion = defineRequest({
  name: 'setPromotion',
  version: 1,
  roles: ['administrator', 'manager'],
  draft: whole,
  input: whole,
  load: ({ code }, context) => see({ promotion: edit('promotion', promotionIdOf(context.propertyId, code)) }),
  prepare: oneOfItsKind('promotion', (seen: { readonly promotion: Row<'promotion'> | undefined }) => seen.promotion),
  decide({ promotion }, input, context) {
    const { expectedVersion: _version, ...fields } = input;
    const fresh = unlessThere('promotion', promotion, input);
    if (!fresh.ok) return fresh;
    const promotionId = promotionIdOf(context.propertyId, fields.code);
    return done([{ type: 'PromotionSet', promotionId, fields: { ...fields, uses: promotion?.uses ?? 0 } }]);
  },
  concerns: () => ({}),
});
