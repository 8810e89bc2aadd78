import { addDays, daysBetween } from '#shared/kernel/dates.ts';
import { sumOf } from '#shared/bookings/price.ts';
import type { BookingView } from '#shared/rpc/booking-views.ts';

export type StayOfBooking = BookingView['stays'][number];

/** What checking out now comes to. Minor units. */
export interface Leaving {
  /** The day on which the stay really ends. */
  readonly departure: string;
  readonly early: boolean;
  /** Nights that are charged; day use charges its one day and has none. */
  readonly nights: number;
  /** What the guest has to have paid. */
  readonly total: number;
  /** Above zero: to take first. Below zero: to give back first. */
  readonly due: number;
}

/** Leaving today charges the nights slept, at least one; never more than was agreed [R3]. */
export function leavingNow(booking: BookingView, stay: StayOfBooking, businessDate: string): Leaving {
  const firstMorning = addDays(stay.arrival, 1);
  const today = businessDate < firstMorning ? firstMorning : businessDate;
  const early = !stay.dayUse && today < stay.departure;
  const departure = early ? today : stay.departure;
  const nights = daysBetween(stay.arrival, departure);
  const unused = early ? sumOf(stay.nightly.slice(nights)) : 0;
  const total = booking.total - unused;
  return { departure, early, nights, total, due: total - booking.paid };
}
