import type { BookingView } from '#shared/rpc/booking-views.ts';

/** How much of what was paid may go back over the counter: all of it before the stay, in house and after a cancelling; else what is beyond the total. Minor units. */
export function refundable({ status, paid, total }: Pick<BookingView, 'status' | 'paid' | 'total'>): number {
  const all = status === 'CONFIRMED' || status === 'CHECKED_IN' || status === 'CANCELLED';
  return all ? paid : Math.max(0, paid - total);
}
