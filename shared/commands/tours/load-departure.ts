import { slotId } from '#shared/inventory/slot.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Slots, loadSlots } from '../holds/load-slots.ts';
import { type Loading, edit, lock, peekAll, see, where } from '../need.ts';

/** A departure with its seats, and what must be known to give on what comes free of them. */
export interface SeenDeparture {
  readonly departure: Row<'departure'> | undefined;
  readonly slots: Slots;
  readonly product: Row<'product'> | undefined;
}

/** `edit` where the person changes what they looked at [S4], `lock` where it is only decided upon. */
export function* loadDeparture(departureId: string, mode: 'edit' | 'lock', context: Context): Loading<SeenDeparture> {
  const wanted = mode === 'edit' ? edit('departure', departureId) : lock('departure', departureId);
  const { departure } = yield* see({ departure: wanted });
  const { product } = yield* see({ product: peekAll('product', departure === undefined ? [] : [departure.productId]) });
  const slots = yield* loadSlots(
    departure === undefined ? { departureIds: [] } : { departureIds: [departure.id], seatSlotIds: [departure.slotId] },
    context,
  );
  return { departure, slots, product: product[0] };
}

/** Who has seats of a departure, held or sold, and what desks keep of it to sell without asking. */
export interface Aboard {
  readonly seats: readonly Row<'seats'>[];
  readonly bookings: readonly Row<'booking'>[];
  readonly leases: readonly Row<'lease'>[];
}

export function* loadAboard(departure: Row<'departure'> | undefined): Loading<Aboard> {
  if (departure === undefined) return { seats: [], bookings: [], leases: [] };
  const { seats, leases } = yield* see({
    seats: peekAll('seats', [where('departureId', '=', departure.id), where('status', 'in', ['HELD', 'CONFIRMED'])]),
    leases: peekAll('lease', [where('slotId', '=', departure.slotId), where('status', '=', 'active')]),
  });
  const { bookings } = yield* see({ bookings: peekAll('booking', [...new Set(seats.map((item) => item.bookingId))]) });
  return { seats, bookings, leases };
}

/** Units that desks keep of it and have not sold. */
export function leasedOf({ leases }: Pick<Aboard, 'leases'>): number {
  return leases.reduce((sum, lease) => sum + lease.units, 0);
}

/**
 * Where `units` would have to go, what desks keep goes first, of which nobody has any [S31], then the last to book: their bookings
 * and seats, for the person to see.
 */
export function affectedBy(units: number, { seats, bookings, leases }: Aboard) {
  const leased = leasedOf({ leases });
  let left = units - leased;
  const affected = seats
    .toSorted((a, b) => (a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1))
    .flatMap((item) => {
      if (left <= 0) return [];
      left -= item.units;
      const booking = bookings.find(({ id }) => id === item.bookingId);
      return [{ bookingId: item.bookingId, number: booking?.number ?? '', guestId: item.guestId, units: item.units }];
    });
  return { affected, leased };
}

/** The seats of a departure on a day. */
export function seatsOn(departureId: string, date: string): string {
  return slotId('seat', departureId, date);
}

/** What concerns a departure, for the inbox. */
export function concernOf({ departure, product }: Pick<SeenDeparture, 'departure' | 'product'>) {
  return {
    product: product?.name ?? '',
    departureId: departure?.id ?? '',
    from: departure?.date ?? '',
    to: departure?.endsOn ?? '',
  };
}
