import type { PlainDate } from '#shared/kernel/dates.ts';
import type { PaxCount, PaxPrice } from '#shared/schema/inventory-values.ts';

/** What is asked for: seats of a departure, or the nights of a stay. Amounts are minor units, before tax that is added. */
export type QuoteItem = SeatsToQuote | StayToQuote;

export interface SeatsToQuote {
  readonly kind: 'seats';
  readonly productId: string;
  readonly product: string;
  /** The day of the departure. */
  readonly date: PlainDate;
  readonly prices: readonly PaxPrice[];
  readonly variant: { readonly name: string; readonly priceDifference: number } | null;
  readonly pax: readonly PaxCount[];
  /** Units free and sellable before this sale: what demand is told from [P1]. */
  readonly free: number;
  readonly sellable: number;
}

export interface StayToQuote {
  readonly kind: 'stay';
  readonly roomType: string;
  /** The rate of each night from arrival on; of day use its one. */
  readonly nights: readonly { readonly date: PlainDate; readonly rate: number }[];
  readonly persons: number;
  /** The rate was named by hand: it stands whatever the type's own is later [P1]. */
  readonly byHand?: boolean;
}

/** A piece of the price that falls on a day: what discounts are spread over and taxes are told from. */
export interface Part {
  readonly item: number;
  readonly of: QuoteItem['kind'];
  readonly date: PlainDate;
  /** Before discounts. */
  readonly plain: number;
  /** After them. */
  readonly agreed: number;
  /** Taxes and fees that were added to it, and those that it contains. */
  readonly added: number;
  readonly contained: number;
}

/** Travellers or guests of an item. */
export function personsOf(item: QuoteItem): number {
  return item.kind === 'stay' ? item.persons : item.pax.reduce((sum, { count }) => sum + count, 0);
}

/** The product that an item is of; null for a stay. */
export function productOf(item: QuoteItem | undefined): string | null {
  return item?.kind === 'seats' ? item.productId : null;
}
