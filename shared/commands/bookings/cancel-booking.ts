import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { defineRequest, ifUnchanged } from '../define.ts';
import { idField, longText, sealedLong, versionField } from '../fields.ts';
import { ownOnly } from '../holds/own-only.ts';
import { bookingCancelled } from './cancelled.ts';
import { type SeenBooking, editBooking } from './load-booking.ts';

const draft = z.object({ bookingId: idField, expectedVersion: versionField, reason: longText.min(1) });
type Draft = z.infer<typeof draft>;

/** Cancels a booking of which nobody has arrived and nothing departed: its nights and seats are given on; what was paid stays the guest's until it is given back. */
export const cancelBooking = defineRequest<Draft, Draft, SeenBooking>({
  name: 'cancelBooking',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator', 'agent'],
  draft,
  input: draft.extend({ reason: sealedLong.min(1) }),
  load: ({ bookingId }, context) => editBooking(bookingId, context),
  prepare(seen, given, _context, { seal }) {
    const unchanged = ifUnchanged(({ booking }: SeenBooking) => booking)(seen, given);
    return unchanged.ok ? done({ ...given, reason: seal(seen.booking?.guestId ?? '', given.reason) }) : unchanged;
  },
  decide({ booking, holding }, { reason }, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    const own = ownOnly(booking, context, 'cancelBooking');
    if (!own.ok) return own;
    return bookingCancelled(booking, holding, 'cancelBooking', reason, context);
  },
  concerns: ({ booking, guest }) => ({
    guest: guest?.name ?? '',
    bookingId: booking?.id ?? '',
    bookingNumber: booking?.number ?? '',
    amount: booking?.paid ?? 0,
    currency: booking?.currency ?? '',
  }),
});
