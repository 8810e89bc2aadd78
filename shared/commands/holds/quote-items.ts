import type { BookingPolicy } from '#shared/bookings/policy.ts';
import { plainRates } from '#shared/bookings/price.ts';
import { type Slot, freeUnits, sellable } from '#shared/inventory/slot.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { type Outcome, refuse } from '#shared/kernel/outcome.ts';
import type { QuoteItem, SeatsToQuote } from '#shared/pricing/quote-item.ts';
import { quoteOf } from '#shared/pricing/quote.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Quote } from '#shared/schema/inventory-values.ts';
import { isByHand } from '../bookings/rate-by-hand.ts';
import { type Context, mayOverride } from '../context.ts';
import type { ItemDraft, SeatsItem, StayItem } from './item-fields.ts';
import type { Catalogue } from './load-items.ts';

/** What is to be priced, by what it was asked with. */
export interface AskedPrice {
  readonly items: readonly ItemDraft[];
  /** The business date on which it was booked: codes count on that day. */
  readonly bookedOn: string;
  readonly promotionCode: string;
  readonly override: { readonly amount: number; readonly reason: string } | null;
}

/** Prices and terms as they stand, with the slots that demand is told from. */
export interface Prices extends Omit<Catalogue, 'channel' | 'agent' | 'terms'> {
  readonly taxes: readonly Row<'taxRule'>[];
  readonly promotion: Row<'promotion'> | undefined;
  readonly slots: {
    readonly policy: BookingPolicy;
    readonly states: ReadonlyMap<string, { readonly slot: Slot }>;
  };
}

/** What the items cost here and now [P1–P3]. */
export function quoteItems(prices: Prices, asked: AskedPrice, context: Context): Outcome<Quote> {
  const items: QuoteItem[] = [];
  for (const [index, item] of asked.items.entries()) {
    const known = item.kind === 'seats' ? seatsToQuote(prices, item) : nightsToQuote(prices, item);
    if (known === undefined)
      return refuse('not-found', { entity: item.kind === 'seats' ? 'departure' : 'roomType', item: index });
    items.push(known);
  }
  return quoteOf({
    currency: prices.property?.currency ?? '',
    today: asked.bookedOn,
    items,
    code: asked.promotionCode === '' ? null : { code: asked.promotionCode, promotion: prices.promotion },
    override: asked.override === null ? null : { ...asked.override, allowed: mayOverride(context) },
    taxes: prices.taxes,
    policy: prices.slots.policy,
  });
}

/** Seats with what their price is told from; undefined where their departure is not known. */
export function seatsToQuote(
  { departures, products, variants, slots }: Pick<Prices, 'departures' | 'products' | 'variants' | 'slots'>,
  item: Pick<SeatsItem, 'departureId' | 'variantId' | 'pax'>,
): SeatsToQuote | undefined {
  const departure = departures.find(({ id }) => id === item.departureId);
  const product = products.find(({ id }) => id === departure?.productId);
  if (departure === undefined || product === undefined) return undefined;
  const variant = variants.find(({ id }) => id === item.variantId);
  const slot = slots.states.get(departure.slotId)?.slot;
  return {
    kind: 'seats',
    productId: product.id,
    product: product.name,
    date: departure.date,
    prices: departure.prices,
    variant: variant === undefined ? null : { name: variant.name, priceDifference: variant.priceDifference },
    pax: item.pax,
    free: slot === undefined ? 0 : freeUnits(slot),
    sellable: slot === undefined ? 0 : sellable(slot),
  };
}

function nightsToQuote({ roomTypes }: Prices, item: StayItem): QuoteItem | undefined {
  const type = roomTypes.find(({ id }) => id === item.roomTypeId);
  if (type === undefined) return undefined;
  return {
    kind: 'stay',
    roomType: type.name,
    nights: plainRates(item, item.nightlyRate ?? type.nightlyRate).map((rate, night) => ({
      date: addDays(item.from, night),
      rate,
    })),
    persons: item.adults + item.children,
    byHand: isByHand({ nightlyRate: item.nightlyRate, own: type.nightlyRate }),
  };
}
