import { foldText } from '#shared/bookings/guest-search.ts';
import type { DepartureBookingView } from '#shared/rpc/departure-views.ts';

export const bookingFilters = ['confirmed', 'held', 'standing', 'owing', 'tentative', 'ended', 'all'] as const;
export type BookingFilter = (typeof bookingFilters)[number];

export const sortKeys = ['number', 'guest', 'seats', 'source', 'amount', 'payment'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface BookingChoice {
  readonly filter: BookingFilter;
  readonly text: string;
  /** Null leaves them in the order of booking. */
  readonly sort: { readonly by: SortKey; readonly down: boolean } | null;
}

/** What a booking still owes of all it comes to; nothing where the channel takes the money. */
export function owes({ total, paid, channelCollects }: DepartureBookingView): number {
  return channelCollects ? 0 : Math.max(0, total - paid);
}

export function stands({ status }: DepartureBookingView): boolean {
  return status === 'CONFIRMED' || status === 'COMPLETED' || status === 'HELD';
}

/** The bookings that are wanted, in the order that is wanted. */
export function chosenBookings(
  bookings: readonly DepartureBookingView[],
  { filter, text, sort }: BookingChoice,
): DepartureBookingView[] {
  const words = foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = bookings.filter(
    (each) =>
      passes(each, filter) &&
      words.every((word) => foldText(`${each.number} ${each.guest} ${each.seller}`).includes(word)),
  );
  if (sort === null) return found;
  const sign = sort.down ? -1 : 1;
  return found.toSorted(
    (a, b) => sign * compare(valueOf(a, sort.by), valueOf(b, sort.by)) || compare(a.number, b.number),
  );
}

function passes(each: DepartureBookingView, filter: BookingFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'standing':
      return stands(each);
    case 'confirmed':
      return each.status === 'CONFIRMED' || each.status === 'COMPLETED';
    case 'held':
      return each.status === 'HELD';
    case 'owing':
      return stands(each) && owes(each) > 0;
    case 'tentative':
      return stands(each) && each.tentative;
    case 'ended':
      return !stands(each);
  }
}

function valueOf(each: DepartureBookingView, by: SortKey): string | number {
  switch (by) {
    case 'number':
      return each.number;
    case 'guest':
      return each.guest;
    case 'seats':
      return each.seats;
    case 'source':
      return each.seller || each.source;
    case 'amount':
      return each.amount;
    case 'payment':
      return owes(each);
  }
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}
