import type { BookingView } from '#shared/rpc/booking-views.ts';
import type { BookingPlace } from '#renderer/state/drawer.ts';
import type { StayOfBooking } from './leaving.ts';
import type { NextStep } from './next-step.ts';
import { refundable } from './refundable.ts';

export type OpenForm = 'take' | 'refund' | 'change' | 'move' | 'cancel' | 'leave';

/** A form that lies open over what can be done, with the amount it begins with where it moves money. Minor units. */
export interface FormAt {
  readonly name: OpenForm;
  readonly amount?: number;
}

/**
 * The form that a place in a booking begins with; null shows what can be done. At the till it is what is due, never more
 * than is open or was paid: the booking may have moved on since the place was named.
 */
export function formAt(
  place: BookingPlace,
  { booking, stay, next }: { readonly booking: BookingView; readonly stay: StayOfBooking; readonly next: NextStep },
): FormAt | null {
  if (place.at === 'move') return stay.can.includes('moveStay') ? { name: 'move' } : null;
  if (place.at !== 'payment') return null;
  const open = booking.status === 'CANCELLED' ? -booking.paid : booking.total - booking.paid;
  const due = place.due ?? (next.step === 'take' ? next.amount : next.step === 'giveBack' ? -next.amount : open);
  const amount = due > 0 ? Math.min(due, open) : Math.min(-due, refundable(booking));
  return amount > 0 ? { name: due > 0 ? 'take' : 'refund', amount } : null;
}
