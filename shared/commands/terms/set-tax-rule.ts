import { z } from 'zod';
import { deriveId } from '#shared/kernel/ids.ts';
import { done } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { defineRequest } from '../define.ts';
import { amountField, dayField, shortText } from '../fields.ts';
import { edit, see } from '../need.ts';
import { oneOfItsKind, unlessThere } from './one-of-its-kind.ts';
import { codeField, expectedVersionField, positionField, shareField } from './term-fields.ts';

const draft = z.object({
  expectedVersion: expectedVersionField,
  code: codeField,
  name: shortText.min(1),
  appliesTo: z.enum(['seats', 'rooms', 'all']),
  basisPoints: shareField,
  amount: amountField,
  per: z.enum(['person', 'night', 'item', 'booking']),
  base: z.enum(['beforeDiscount', 'afterDiscount', 'withTaxes']),
  inclusive: z.boolean(),
  position: positionField,
  fromDate: dayField,
  toDate: dayField.nullable(),
  active: z.boolean(),
});
const whole = draft
  .refine(({ basisPoints, amount }) => basisPoints > 0 !== amount > 0, 'a share or an amount, one of them')
  .refine(({ fromDate, toDate }) => toDate === null || fromDate <= toDate, 'it begins before it ends');

/** The id of a tax from a day on: a new rate is a row of its own, and the old one gets its last day. */
export function taxRuleIdOf(propertyId: string, code: string, fromDate: string): string {
  return deriveId(propertyId, `tax-rule/${code}/${fromDate}`);
}

/** Sets up a tax or fee from a day on, or changes it [P2]; what was agreed stays as it was. */
export const setTaxRule = defineRequest({
  name: 'setTaxRule',
  version: 1,
  roles: ['administrator', 'manager'],
  draft: whole,
  input: whole,
  load: ({ code, fromDate }, context) =>
    see({ taxRule: edit('taxRule', taxRuleIdOf(context.propertyId, code, fromDate)) }),
  prepare: oneOfItsKind('taxRule', (seen: { readonly taxRule: Row<'taxRule'> | undefined }) => seen.taxRule),
  decide({ taxRule }, input, context) {
    const { expectedVersion: _version, ...fields } = input;
    const fresh = unlessThere('taxRule', taxRule, input);
    if (!fresh.ok) return fresh;
    return done([
      { type: 'TaxRuleSet', taxRuleId: taxRuleIdOf(context.propertyId, fields.code, fields.fromDate), fields },
    ]);
  },
  concerns: () => ({}),
});
