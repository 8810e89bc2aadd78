import type { Fields } from '#shared/schema/entities.ts';

/** The terms of a booking that was confirmed at once, without a hold, a quote of its own or anybody between: a stay sold over the counter. */
export const plainTerms = {
  channelId: null,
  agentId: null,
  holdId: null,
  expiresAt: null,
  overbooked: false,
  promise: 'tentative',
  quote: null,
  receivable: 0,
  depositDue: 0,
  balanceDueOn: null,
} as const satisfies Partial<Fields<'booking'>>;
