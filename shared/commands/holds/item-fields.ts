import { z } from 'zod';
import type { Quote } from '#shared/schema/inventory-values.ts';
import {
  amountField,
  dayField,
  idField,
  longText,
  paxField,
  sealedLong,
  sealedShort,
  signedAmount,
} from '../fields.ts';

/** The most items of one booking: each is slots to be found and locked. */
export const MOST_ITEMS = 20;

/** The most shares of one price: those of bookings that became one stand together. */
const MOST_SHARES = 10 * MOST_ITEMS;

/** How many travellers of each category; a category once. */
export const paxCounts = z
  .array(z.object({ category: z.string().min(1).max(40), count: paxField }))
  .min(1)
  .max(20)
  .refine((pax) => new Set(pax.map(({ category }) => category)).size === pax.length, 'a category stands twice')
  .refine((pax) => pax.some(({ count }) => count > 0), 'somebody travels');

const seatsItem = z.object({
  kind: z.literal('seats'),
  departureId: idField,
  variantId: idField.nullable(),
  pax: paxCounts,
  travellers: longText,
  requirements: longText,
});

const stayItem = z.object({
  kind: z.literal('stay'),
  roomTypeId: idField,
  roomId: idField.nullable(),
  from: dayField,
  /** The day of departure; equal to `from` for day use. */
  to: dayField,
  adults: paxField.min(1),
  children: paxField,
  /** Per night; null for the type's own rate. Another is a manager's, and the booking's note says why [P1]. */
  nightlyRate: amountField.nullable(),
  wishes: longText,
  expectedAt: z.string().max(20),
});

/** What is held: seats of a departure, or nights of a room type. */
export const itemDraft = z.discriminatedUnion('kind', [seatsItem, stayItem]);
export type ItemDraft = z.infer<typeof itemDraft>;
export type SeatsItem = z.infer<typeof seatsItem>;
export type StayItem = z.infer<typeof stayItem>;

/** The same as it is recorded: personal texts sealed [S29]. */
export const itemInput = z.discriminatedUnion('kind', [
  seatsItem.extend({ travellers: sealedLong, requirements: sealedLong }),
  stayItem.extend({ wishes: sealedLong }),
]);

/**
 * A price that somebody with the right to it named, and why [P1]. The reason says something of the guest: it is sealed where it is
 * recorded, and the quote has it only so [S29]; a way out of a refusal brings it back sealed.
 */
export const overrideField = z.object({ amount: amountField, reason: sealedShort.min(1) });

/** A quote as it is frozen into what was agreed [P3]. */
export const quoteField: z.ZodType<Quote> = z.object({
  currency: z.string().length(3),
  lines: z
    .array(
      z.object({
        kind: z.enum(['seats', 'night', 'demand', 'promotion', 'override', 'tax', 'fee']),
        label: z.record(z.string(), z.union([z.string(), z.number()])),
        item: z.number().int().min(0).nullable(),
        quantity: z.number().int(),
        unit: signedAmount,
        amount: signedAmount,
      }),
    )
    .max(2_000),
  net: signedAmount,
  tax: signedAmount,
  total: amountField,
  items: z.array(z.object({ total: signedAmount, tax: signedAmount, itemId: idField.optional() })).max(MOST_SHARES),
  deposit: amountField,
  balanceDueOn: dayField,
});

/** Travellers of all categories: each takes a seat. */
export function unitsOf(pax: readonly { readonly count: number }[]): number {
  return pax.reduce((sum, { count }) => sum + count, 0);
}
