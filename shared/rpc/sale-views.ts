import { z } from 'zod';
import { MOST_ITEMS, itemDraft, overrideField, quoteField } from '#shared/commands/holds/item-fields.ts';
import {
  bookingSources,
  channelGroups,
  holdStatuses,
  holdTypes,
  promises,
  seatStatuses,
} from '#shared/schema/words.ts';
import { dayShape } from './day-shape.ts';

/* Amounts are minor units of the property's currency; moments are UTC instants. */

const idText = z.string().max(100);

/** What a booking in the making would hold, by which way and on what terms. Nothing is held by asking. */
export const quoteAsked = z.object({
  source: z.enum(bookingSources),
  channelId: idText.nullable(),
  agentId: idText.nullable(),
  promotionCode: z.string().max(80),
  override: overrideField.nullable(),
  items: z.array(itemDraft).max(MOST_ITEMS),
});
export type QuoteAsked = z.infer<typeof quoteAsked>;

/** What is left for an item on all its slots, once what ran out is released and who waits was served [I5, I9]. */
export const itemLeft = z.object({
  /** Units on sale, and how they stand; of a stay's nights those of the fullest. */
  sellable: z.number(),
  confirmed: z.number(),
  held: z.number(),
  free: z.number(),
  /** What this way of selling may take now, its quota and this desk's allotment reckoned in [I7, S32]. */
  mine: z.number(),
  /** Units of this desk's own allotment [S32]. */
  promised: z.number(),
});
export type ItemLeft = z.infer<typeof itemLeft>;

const whyNot = z.object({
  reason: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/** The price of it as the command would freeze it, or why there is none; with what is left for each item. */
export const quoteView = z.object({
  quote: quoteField.nullable(),
  /** Why it has no price, where it is not the code's fault. */
  refused: whyNot.nullable(),
  /** Why the code does not count; the price stands without it. */
  codeRefused: whyNot.nullable(),
  items: z.array(itemLeft.nullable()),
  /** Every unit of every item is this desk's own to promise [S32]. */
  promise: z.enum(promises),
  /** The channel takes the money: the booking is confirmed at once [B3]. */
  channelCollects: z.boolean(),
  /** It waits for a manager, being above the threshold [B3]. */
  waitsForApproval: z.boolean(),
  holdMinutes: z.number(),
  depositBasisPoints: z.number(),
});
export type QuoteView = z.infer<typeof quoteView>;

/** Who sells for the house. */
export const saleTermsView = z.object({
  channels: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      source: z.enum(bookingSources),
      group: z.enum(channelGroups),
      collects: z.enum(['property', 'channel']),
      mayOverbook: z.boolean(),
    }),
  ),
  agents: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** What they earn, by product and for all others (null), in basis points of the price before tax [U7]. */
      rules: z.array(z.object({ productId: z.string().nullable(), basisPoints: z.number() })),
    }),
  ),
});
export type SaleTermsView = z.infer<typeof saleTermsView>;

/** What a booking has beside its stays: seats, the hold that keeps it, who sold it and what they earn. */
export const bookingItemsView = z.object({
  seats: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      status: z.enum(seatStatuses),
      departureId: z.string(),
      product: z.string(),
      date: dayShape,
      endsOn: dayShape,
      time: z.string(),
      variant: z.string(),
      pax: z.array(z.object({ category: z.string(), count: z.number() })),
      units: z.number(),
      overbooked: z.number(),
      travellers: z.string(),
      requirements: z.string(),
      total: z.number(),
    }),
  ),
  /** While it lives. */
  hold: z
    .object({
      id: z.string(),
      type: z.enum(holdTypes),
      status: z.enum(holdStatuses),
      expiresAt: z.string(),
      paying: z.boolean(),
      waitsFor: z.string(),
    })
    .nullable(),
  channelId: z.string().nullable(),
  channel: z.string(),
  agentId: z.string().nullable(),
  agent: z.string(),
  /** What the agent or the channel earns on it, less what was taken back [U7, M5]. */
  commission: z.object({ amount: z.number(), recalled: z.number() }).nullable(),
  quote: quoteField.nullable(),
  depositDue: z.number(),
  balanceDueOn: dayShape.nullable(),
  overbooked: z.boolean(),
  /** Who made it, and who last said what it holds: never the ones who approve it [U3]. */
  askedByIds: z.array(z.string()),
  askedBy: z.string(),
  channelCollects: z.boolean(),
  /** The commands that the booking's state allows now. */
  can: z.array(z.string()),
});
export type BookingItemsView = z.infer<typeof bookingItemsView>;
