import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Loading, lockAll, peek, peekAll, see, where } from '../need.ts';
import { promotionOf } from './give-up.ts';
import type { Prices } from './quote-items.ts';

/** What prices a booking's items again; its slots are those of the hold. */
export type HeldPrices = Pick<Prices, 'property' | 'products' | 'variants' | 'roomTypes' | 'taxes' | 'promotion'>;

/** Today's prices of what a booking held, for whoever holds it anew once its time was over [I6, P3]. */
export function* loadPrices(
  booking: Row<'booking'>,
  seats: readonly Row<'seats'>[],
  stays: readonly Row<'stay'>[],
  context: Context,
): Loading<HeldPrices> {
  const promotionId = promotionOf(booking);
  const { promotions, departures, ...seen } = yield* see({
    property: peek('property', context.propertyId),
    departures: peekAll('departure', unique(seats.map(({ departureId }) => departureId))),
    variants: peekAll('variant', unique(seats.flatMap(({ variantId }) => variantId ?? []))),
    roomTypes: peekAll('roomType', unique(stays.map(({ roomTypeId }) => roomTypeId))),
    taxes: peekAll('taxRule', [where('active', '=', true)]),
    // Locked, since its uses are counted.
    promotions: lockAll('promotion', promotionId === null ? [] : [promotionId]),
  });
  const { products } = yield* see({
    products: peekAll('product', unique(departures.map(({ productId }) => productId))),
  });
  return { ...seen, products, promotion: promotions[0] };
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
