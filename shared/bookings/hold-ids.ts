import { deriveId } from '#shared/kernel/ids.ts';

/** The hold of a booking: one for its life, so that units that are held anew are found where they were. */
export function holdIdOf(bookingId: string): string {
  return deriveId(bookingId, 'hold');
}

/** The part of a hold on one slot. */
export function heldLineId(holdId: string, slotId: string): string {
  return deriveId(holdId, `line/${slotId}`);
}
