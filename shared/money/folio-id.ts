import { deriveId } from '#shared/kernel/ids.ts';

/** The guest folio of a booking: derived, so that money finds it whoever wrote it first. */
export function folioIdOf(bookingId: string): string {
  return deriveId(bookingId, 'folio');
}
