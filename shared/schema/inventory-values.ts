import type { ChannelGroup } from './words.ts';

/** The price of one traveller of a category, before tax. Minor units of the property's currency. */
export interface PaxPrice {
  /** `adult`, `child`, or a word of the house's own. */
  readonly category: string;
  readonly amount: number;
  /** Years, both inclusive; null where age does not matter. */
  readonly fromAge: number | null;
  readonly toAge: number | null;
}

/** How many travellers of a category. */
export interface PaxCount {
  readonly category: string;
  readonly count: number;
}

/** What a channel group may sell and hold at most [I7]: in units, or in hundredths of a percent of what is sellable. */
export interface Quota {
  readonly units: number | null;
  readonly basisPoints: number | null;
  /** From then on the quota no longer binds; null for never. */
  readonly releasedAt: string | null;
  /** So many hours before its start a departure's quota no longer binds: `releasedAt` follows from it, and follows the departure. */
  readonly hoursBefore?: number | null | undefined;
}

export type Quotas = Readonly<Partial<Record<ChannelGroup, Quota>>>;

/** One line of a price that was agreed, in the order of the reckoning [P3]. Minor units; a discount is below zero. */
export interface QuoteLine {
  readonly kind: 'seats' | 'night' | 'demand' | 'promotion' | 'override' | 'tax' | 'fee';
  /** What it is for: a product and category, a day, a code, a tax's name. */
  readonly label: Readonly<Record<string, string | number>>;
  /** Which item of the booking it belongs to; null for all of it. */
  readonly item: number | null;
  readonly quantity: number;
  readonly unit: number;
  readonly amount: number;
}

/** What of a price is one item's, tax included: what cancelling it gives back. Minor units. */
export interface ItemShare {
  readonly total: number;
  readonly tax: number;
  /** The stay or seats that it is of; missing before there is a booking, and in what older releases agreed. */
  readonly itemId?: string | undefined;
}

/** What was agreed when the hold was made, locked for its life [P3]. Minor units of `currency`. */
export interface Quote {
  readonly currency: string;
  readonly lines: readonly QuoteLine[];
  readonly net: number;
  readonly tax: number;
  readonly total: number;
  /** In the order of the items. */
  readonly items: readonly ItemShare[];
  readonly deposit: number;
  /** The day by which the rest is due. */
  readonly balanceDueOn: string;
}

/** From so many hours before the first service on, a booking that is given up costs this share of its total [B8], in hundredths of a percent. */
export interface CancellationTier {
  readonly hoursBefore: number;
  readonly basisPoints: number;
}

/** What of a commission was earned on an item, and is not recalled: seats by their id, all rooms together under null. Minor units. */
export interface EarnedPart {
  readonly itemId: string | null;
  readonly amount: number;
}

/** What an agent earns on a product, or on all (null), in hundredths of a percent [U7]. */
export interface CommissionRule {
  readonly productId: string | null;
  readonly basisPoints: number;
}
