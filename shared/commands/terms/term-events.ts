import type { Fields } from '#shared/schema/entities.ts';
import { insert } from '../changes.ts';
import type { ProjectionsOf } from '../projection.ts';

/** What happens to the terms on which it is sold. */
export type TermEvent =
  | { readonly type: 'BookingPolicySet'; readonly policyId: string; readonly fields: Fields<'bookingPolicy'> }
  | { readonly type: 'ChannelSet'; readonly channelId: string; readonly fields: Fields<'channel'> }
  | { readonly type: 'PromotionSet'; readonly promotionId: string; readonly fields: Fields<'promotion'> }
  | { readonly type: 'TaxRuleSet'; readonly taxRuleId: string; readonly fields: Fields<'taxRule'> }
  | { readonly type: 'AgentSet'; readonly agentId: string; readonly fields: Fields<'agent'> };

export const termProjections: ProjectionsOf<TermEvent> = {
  BookingPolicySet: (event) => [insert('bookingPolicy', event.policyId, event.fields)],
  ChannelSet: (event) => [insert('channel', event.channelId, event.fields)],
  PromotionSet: (event) => [insert('promotion', event.promotionId, event.fields)],
  TaxRuleSet: (event) => [insert('taxRule', event.taxRuleId, event.fields)],
  AgentSet: (event) => [insert('agent', event.agentId, event.fields)],
};
