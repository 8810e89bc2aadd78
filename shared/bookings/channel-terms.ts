import { groupOf } from '#shared/inventory/channel-group.ts';
import type { Fields } from '#shared/schema/entities.ts';
import type { BookingSource, ChannelGroup, HoldType } from '#shared/schema/words.ts';

/** How a sale behaves by the way it came: settings, never a name [I12]. */
export interface ChannelTerms {
  readonly group: ChannelGroup;
  /** Minutes that a hold lives; 0 for the property's own times. */
  readonly holdMinutes: number;
  readonly collects: 'property' | 'channel';
  /** Hundredths of a percent. */
  readonly commissionBasisPoints: number;
  readonly mayOverbook: boolean;
  /** Minutes before the departure's own cutoff. */
  readonly cutoffMinutes: number;
}

/** The terms of a channel; where none is set up, a source sells from its group and has no terms of its own. */
export function channelTerms(channel: Fields<'channel'> | undefined, source: BookingSource): ChannelTerms {
  if (channel === undefined)
    return {
      group: groupOf(source),
      holdMinutes: 0,
      collects: 'property',
      commissionBasisPoints: 0,
      mayOverbook: false,
      cutoffMinutes: 0,
    };
  const { channelGroup, holdMinutes, collects, commissionBasisPoints, mayOverbook, cutoffMinutes } = channel;
  return { group: channelGroup, holdMinutes, collects, commissionBasisPoints, mayOverbook, cutoffMinutes };
}

/** What a new hold is, where nobody said: a reseller's by its contract, a website's cart, else what waits for its payment [I4]. */
export function holdTypeOf(terms: ChannelTerms): HoldType {
  if (terms.holdMinutes > 0) return 'OTA';
  return terms.group === 'website' ? 'CART' : 'PAYMENT_PENDING';
}
