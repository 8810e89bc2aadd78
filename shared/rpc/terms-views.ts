import { z } from 'zod';
import { bookingSources, channelGroups } from '#shared/schema/words.ts';
import { dayShape } from './day-shape.ts';

/* On what terms it is sold, as those who set them see them. Minutes; shares in hundredths of a percent; amounts in minor units. */

export const channelSettings = z.object({
  version: z.number(),
  code: z.string(),
  name: z.string(),
  source: z.enum(bookingSources),
  channelGroup: z.enum(channelGroups),
  holdMinutes: z.number(),
  collects: z.enum(['property', 'channel']),
  commissionBasisPoints: z.number(),
  mayOverbook: z.boolean(),
  cutoffMinutes: z.number(),
  position: z.number(),
  active: z.boolean(),
});
export type ChannelSettings = z.infer<typeof channelSettings>;

export const agentSettings = z.object({
  version: z.number(),
  code: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  /** The first that speaks of the product counts; one for all products (null) stands last. */
  rules: z.array(z.object({ productId: z.string().nullable(), basisPoints: z.number() })),
  active: z.boolean(),
  /** What is owed to it now: earned, less what was taken back [U7]. */
  owed: z.number(),
});
export type AgentSettings = z.infer<typeof agentSettings>;

export const promotionSettings = z.object({
  version: z.number(),
  code: z.string(),
  name: z.string(),
  basisPoints: z.number(),
  amount: z.number(),
  fromDate: dayShape,
  toDate: dayShape,
  productIds: z.array(z.string()),
  mostUses: z.number().nullable(),
  uses: z.number(),
  active: z.boolean(),
});
export type PromotionSettings = z.infer<typeof promotionSettings>;

export const taxSettings = z.object({
  version: z.number(),
  code: z.string(),
  name: z.string(),
  appliesTo: z.enum(['seats', 'rooms', 'all']),
  basisPoints: z.number(),
  amount: z.number(),
  per: z.enum(['person', 'night', 'item', 'booking']),
  base: z.enum(['beforeDiscount', 'afterDiscount', 'withTaxes']),
  inclusive: z.boolean(),
  position: z.number(),
  fromDate: dayShape,
  toDate: dayShape.nullable(),
  active: z.boolean(),
});
export type TaxSettings = z.infer<typeof taxSettings>;

export const policySettings = z.object({
  /** Null where nothing was ever set: these are the defaults. */
  version: z.number().nullable(),
  cartMinutes: z.number(),
  paymentMinutes: z.number(),
  approvalMinutes: z.number(),
  draftMinutes: z.number(),
  waitlistMinutes: z.number(),
  depositBasisPoints: z.number(),
  balanceDays: z.number(),
  demandBelow: z.number(),
  demandRaise: z.number(),
  rateThreshold: z.number(),
  approvalAbove: z.number().nullable(),
});
export type PolicySettings = z.infer<typeof policySettings>;

/** All of them, also those that count no more. */
export const termsView = z.object({
  policy: policySettings,
  channels: z.array(channelSettings),
  agents: z.array(agentSettings),
  promotions: z.array(promotionSettings),
  taxes: z.array(taxSettings),
});
export type TermsView = z.infer<typeof termsView>;
