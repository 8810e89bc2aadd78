import type { Fields } from '#shared/schema/entities.ts';
import type { Made } from '../events.ts';
import { type ProjectionsOf, made } from '../projection.ts';
import { patch } from '../changes.ts';

/** What happens to products, departures and their variants. */
export type TourEvent =
  | { readonly type: 'ProductAdded'; readonly product: Made<'product'> }
  | { readonly type: 'ProductChanged'; readonly productId: string; readonly fields: Partial<Fields<'product'>> };

export const tourProjections: ProjectionsOf<TourEvent> = {
  ProductAdded: (event) => [made('product', event.product)],
  ProductChanged: (event) => [patch('product', event.productId, event.fields)],
};
