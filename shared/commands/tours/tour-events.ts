import type { Fields } from '#shared/schema/entities.ts';
import { slotId } from '#shared/inventory/slot.ts';
import { patch } from '../changes.ts';
import type { Made } from '../events.ts';
import { type ProjectionsOf, made, slotChanges } from '../projection.ts';
import type { MadeDeparture } from './add-departures.ts';

/** What happens to products, departures and their variants. */
export type TourEvent =
  | { readonly type: 'ProductAdded'; readonly product: Made<'product'> }
  | { readonly type: 'ProductChanged'; readonly productId: string; readonly fields: Partial<Fields<'product'>> }
  | {
      readonly type: 'DeparturesAdded';
      readonly productId: string;
      readonly departures: readonly MadeDeparture[];
    };

export const tourProjections: ProjectionsOf<TourEvent> = {
  ProductAdded: (event) => [made('product', event.product)],
  ProductChanged: (event) => [patch('product', event.productId, event.fields)],
  DeparturesAdded: (event) =>
    event.departures.flatMap(({ departure, seats }) => [
      made('departure', departure),
      ...slotChanges([{ slotId: slotId('seat', departure.id, seats.date), begin: seats, change: {} }]),
    ]),
};
