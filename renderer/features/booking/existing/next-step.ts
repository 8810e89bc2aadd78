import type { BookingView } from '#shared/rpc/booking-views.ts';
import type { RoomView } from '#shared/rpc/lodge-views.ts';
import { type Leaving, type StayOfBooking, leavingNow } from './leaving.ts';

/** What the desk most likely wants of a booking now: its one filled button. Minor units. */
export type NextStep =
  | { readonly step: 'assign' }
  | { readonly step: 'checkIn'; readonly room: RoomView; readonly ready: boolean }
  | { readonly step: 'take'; readonly amount: number; readonly thenOut: boolean }
  | { readonly step: 'giveBack'; readonly amount: number }
  | { readonly step: 'checkOut'; readonly leaving: Leaving }
  | { readonly step: 'none' };

export function nextStep(
  booking: BookingView,
  stay: StayOfBooking,
  room: RoomView | undefined,
  businessDate: string,
): NextStep {
  const unpaid = booking.total - booking.paid;
  if (stay.can.includes('checkIn') && stay.arrival <= businessDate) {
    if (!room) return { step: 'assign' };
    return { step: 'checkIn', room, ready: room.status === 'VACANT_CLEAN' || room.status === 'INSPECTED' };
  }
  if (stay.can.includes('checkOut')) {
    const leaving = leavingNow(booking, stay, businessDate);
    // A guest who stays on is not asked to leave.
    if (businessDate < stay.departure)
      return unpaid > 0 ? { step: 'take', amount: unpaid, thenOut: false } : { step: 'none' };
    if (leaving.due > 0) return { step: 'take', amount: leaving.due, thenOut: true };
    return leaving.due < 0 ? { step: 'giveBack', amount: -leaving.due } : { step: 'checkOut', leaving };
  }
  if (stay.status === 'CANCELLED' && booking.paid > 0) return { step: 'giveBack', amount: booking.paid };
  return unpaid > 0 && stay.status === 'CONFIRMED'
    ? { step: 'take', amount: unpaid, thenOut: false }
    : { step: 'none' };
}
