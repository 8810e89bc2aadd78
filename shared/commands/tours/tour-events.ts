import { slotId } from '#shared/inventory/slot.ts';
import type { SlotDelta } from '#shared/inventory/slot.ts';
import type { Fields } from '#shared/schema/entities.ts';
import type { Quotas } from '#shared/schema/inventory-values.ts';
import type { BookingStatus, SaleState } from '#shared/schema/words.ts';
import { patch } from '../changes.ts';
import type { Made } from '../events.ts';
import type { Patched } from '../holds/hold-events.ts';
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
    }
  | {
      readonly type: 'DepartureChanged';
      readonly departureId: string;
      readonly fields: Partial<Fields<'departure'>>;
      readonly slots: readonly SlotDelta[];
      /** Of a slot that had been left, and is come back to. */
      readonly quotas: { readonly slotId: string; readonly quotas: Quotas } | null;
    }
  /** Seats taken out of sale, or with a number below zero given back to it. */
  | {
      readonly type: 'SeatsBlocked';
      readonly departureId: string;
      readonly units: number;
      readonly reason: string;
      readonly slots: readonly SlotDelta[];
    }
  | { readonly type: 'SaleSet'; readonly departureId: string; readonly sale: SaleState; readonly reason: string }
  | {
      readonly type: 'QuotasSet';
      readonly departureId: string;
      readonly slotId: string;
      readonly quotas: Quotas;
    }
  | { readonly type: 'DepartureCancelled'; readonly departureId: string; readonly reason: string }
  /** Seats of a booking that go on another departure, as they were agreed; what is held for them goes along. */
  | {
      readonly type: 'SeatsMoved';
      readonly bookingId: string;
      readonly overbooked: boolean;
      readonly seats: readonly Patched<'seats'>[];
      readonly released: readonly string[];
      readonly lines: readonly Made<'heldUnits'>[];
      readonly revived: readonly Patched<'heldUnits'>[];
      readonly slots: readonly SlotDelta[];
    }
  | { readonly type: 'DepartureLeft'; readonly departureId: string }
  /** Sold seats whose departure has left: used, and what was deferred for them earned [A1]. Minor units, without tax. */
  | {
      readonly type: 'SeatsEarned';
      readonly bookingId: string;
      readonly seatIds: readonly string[];
      readonly bookingStatus: BookingStatus;
      readonly net: number;
      readonly currency: string;
      /** The day of the service. */
      readonly date: string;
    }
  | { readonly type: 'VariantAdded'; readonly variant: Made<'variant'> }
  | { readonly type: 'VariantChanged'; readonly variantId: string; readonly fields: Partial<Fields<'variant'>> };

export const tourProjections: ProjectionsOf<TourEvent> = {
  ProductAdded: (event) => [made('product', event.product)],
  ProductChanged: (event) => [patch('product', event.productId, event.fields)],
  DeparturesAdded: (event) =>
    event.departures.flatMap(({ departure, seats }) => [
      made('departure', departure),
      ...slotChanges([{ slotId: slotId('seat', departure.id, seats.date), begin: seats, change: {} }]),
    ]),
  DepartureChanged: (event) => [
    patch('departure', event.departureId, event.fields),
    ...slotChanges(event.slots),
    ...(event.quotas === null ? [] : [patch('slot', event.quotas.slotId, { quotas: event.quotas.quotas })]),
  ],
  SeatsBlocked: (event) => slotChanges(event.slots),
  SaleSet: (event) => [patch('departure', event.departureId, { sale: event.sale, stateReason: event.reason })],
  QuotasSet: (event) => [patch('slot', event.slotId, { quotas: event.quotas })],
  DepartureCancelled: (event) => [
    patch('departure', event.departureId, { state: 'cancelled', stateReason: event.reason }),
  ],
  SeatsMoved: (event) => [
    patch('booking', event.bookingId, { overbooked: event.overbooked }),
    ...event.seats.map(({ id, fields }) => patch('seats', id, fields)),
    ...event.released.map((id) => patch('heldUnits', id, { status: 'released' })),
    ...event.lines.map((line) => made('heldUnits', line)),
    ...event.revived.map(({ id, fields }) => patch('heldUnits', id, fields)),
    ...slotChanges(event.slots),
  ],
  DepartureLeft: (event) => [patch('departure', event.departureId, { state: 'departed' })],
  SeatsEarned: (event) => [
    ...event.seatIds.map((id) => patch('seats', id, { status: 'COMPLETED' })),
    patch('booking', event.bookingId, { status: event.bookingStatus }),
  ],
  VariantAdded: (event) => [made('variant', event.variant)],
  VariantChanged: (event) => [patch('variant', event.variantId, event.fields)],
};
