import { deriveId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/dates.ts';
import type { Fields } from '#shared/schema/entities.ts';
import type { HoldType } from '#shared/schema/words.ts';
import type { ChannelTerms } from './channel-terms.ts';

/** The settings of a property's bookings: times in minutes, shares in hundredths of a percent, amounts in minor units. */
export type BookingPolicy = Fields<'bookingPolicy'>;

/** What holds where a property has set nothing [I4, I9, B9]. */
export const defaultPolicy: BookingPolicy = {
  cartMinutes: 15,
  paymentMinutes: 30,
  approvalMinutes: 24 * 60,
  draftMinutes: 30,
  waitlistMinutes: 4 * 60,
  depositBasisPoints: 3_000,
  balanceDays: 14,
  demandBelow: 0,
  demandRaise: 0,
  rateThreshold: 0,
  approvalAbove: null,
  graceDays: null,
  cancellation: [],
};

/** The one row of a property's settings: its id derives from the property, so that it is found without a search. */
export function policyIdOf(propertyId: string): string {
  return deriveId(propertyId, 'booking-policy');
}

/** How long a hold of a type lives [I4]; one of a reseller lives as its channel's settings say. Minutes. */
export function holdMinutes(type: HoldType, policy: BookingPolicy, channelMinutes: number): number {
  switch (type) {
    case 'CART':
      return policy.cartMinutes;
    case 'PAYMENT_PENDING':
      return policy.paymentMinutes;
    case 'APPROVAL_PENDING':
      return policy.approvalMinutes;
    case 'WAITLIST':
      return policy.waitlistMinutes;
    case 'OTA':
      return channelMinutes > 0 ? channelMinutes : policy.paymentMinutes;
  }
}

/** Whether a sale waits for a manager [B3]: above the threshold, but not what a channel has been paid for. `total` in minor units. */
export function needsApproval(
  { approvalAbove }: Pick<BookingPolicy, 'approvalAbove'>,
  collects: ChannelTerms['collects'],
  total: number,
): boolean {
  return collects === 'property' && approvalAbove !== null && total > approvalAbove;
}

/** The moment so many minutes after another. */
export function minutesAfter(moment: Instant, minutes: number): Instant {
  return new Date(Date.parse(moment) + minutes * 60_000).toISOString();
}
