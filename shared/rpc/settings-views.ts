import { z } from 'zod';
import { bookingSources, channelGroups } from '#shared/schema/words.ts';
import { dayShape } from './day-shape.ts';

/* On what terms it is sold, row by row. Times in minutes, shares in hundredths of a percent, amounts in minor units. */

/** What a row that is set up carries beside its settings. */
const setUp = {
  id: z.string(),
  version: z.number(),
  /** Set at this desk, and not yet taken in by the server. */
  pending: z.boolean(),
  /** Who wrote it last; empty where it was no person of this house. */
  by: z.string(),
};

export const policySettings = z.object({
  ...setUp,
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
  /** Days after which what stays unpaid is cancelled; null where nothing is by itself [B9]. */
  graceDays: z.number().nullable(),
  /** What giving up costs, the earliest first [B8]. */
  cancellation: z.array(z.object({ hoursBefore: z.number(), basisPoints: z.number() })).readonly(),
  /** Null where nothing was ever set: these are the defaults. */
  version: z.number().nullable(),
});
export type PolicySettings = z.infer<typeof policySettings>;

export const channelSettings = z.object({
  ...setUp,
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
  ...setUp,
  code: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  /** The first that speaks of the product counts; the one for all others (null) stands last. */
  rules: z.array(z.object({ productId: z.string().nullable(), basisPoints: z.number() })),
  active: z.boolean(),
  /** Earned, less what was taken back [U7]. */
  owed: z.number(),
});
export type AgentSettings = z.infer<typeof agentSettings>;

export const promotionSettings = z.object({
  ...setUp,
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
  ...setUp,
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

/** All settings of the sale, also those that count no more; what counts stands first. */
export const settingsView = z.object({
  policy: policySettings,
  channels: z.array(channelSettings),
  agents: z.array(agentSettings),
  promotions: z.array(promotionSettings),
  taxes: z.array(taxSettings),
});
export type SettingsView = z.infer<typeof settingsView>;
