import { z } from 'zod';
import { defaultPolicy, policyIdOf } from '#shared/bookings/policy.ts';
import { done } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { defineRequest } from '../define.ts';
import { amountField } from '../fields.ts';
import { edit, see } from '../need.ts';
import { oneOfItsKind, unlessThere } from './one-of-its-kind.ts';
import { expectedVersionField, minutesField, shareField } from './term-fields.ts';

const draft = z.object({
  expectedVersion: expectedVersionField,
  cartMinutes: minutesField.min(1),
  paymentMinutes: minutesField.min(1),
  approvalMinutes: minutesField.min(1),
  draftMinutes: minutesField.min(1),
  waitlistMinutes: minutesField.min(1),
  depositBasisPoints: shareField,
  balanceDays: z.number().int().min(0).max(365),
  demandBelow: shareField,
  demandRaise: z.number().int().min(0).max(100_000),
  rateThreshold: amountField,
  approvalAbove: amountField.nullable(),
  /** As it was, where a desk of before does not say. */
  graceDays: z.number().int().min(0).max(365).nullable().optional(),
  cancellation: z
    .array(z.object({ hoursBefore: z.number().int().min(1).max(8_760), basisPoints: shareField }))
    .max(10)
    .optional(),
});

/** Sets on what terms a property sells [I4, B3, B7, B8, B9, P1]; holds and quotes that stand keep theirs. */
export const setBookingPolicy = defineRequest({
  name: 'setBookingPolicy',
  version: 1,
  roles: ['administrator', 'manager'],
  draft,
  input: draft,
  load: (_draft, context) => see({ policy: edit('bookingPolicy', policyIdOf(context.propertyId)) }),
  prepare: oneOfItsKind('bookingPolicy', (seen: { readonly policy: Row<'bookingPolicy'> | undefined }) => seen.policy),
  decide({ policy }, input, context) {
    const { expectedVersion: _version, ...fields } = input;
    const fresh = unlessThere('bookingPolicy', policy, input);
    if (!fresh.ok) return fresh;
    const before = policy ?? defaultPolicy;
    const { graceDays = before.graceDays, cancellation = before.cancellation } = input;
    const set = { ...fields, graceDays, cancellation };
    return done([{ type: 'BookingPolicySet', policyId: policyIdOf(context.propertyId), fields: set }]);
  },
  concerns: () => ({}),
});
