import { z } from 'zod';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { defineRequest, ifUnchanged } from '../define.ts';
import { idField, longText, sealedLong, versionField } from '../fields.ts';
import { ownOnly } from '../holds/own-only.ts';
import { holdConcern } from '../holds/hold-concern.ts';
import { stepOf } from '../holds/transition.ts';
import { bookingCancelled, isUsed, liveItems, unused } from './cancelled.ts';
import { heldItemGivenUp } from './held-item-given-up.ts';
import { itemsCancelled, totalOf } from './items-cancelled.ts';
import { type SeenBooking, editBooking } from './load-booking.ts';

const draft = z.object({
  bookingId: idField,
  /** A stay or seats of the booking. */
  itemId: idField,
  expectedVersion: versionField,
  reason: longText.min(1),
});
type Draft = z.infer<typeof draft>;

/** Gives up one item of a booking that is held or sold, also while its guest is in the house; the others stand, and with the last of them the booking ends [I13]. */
export const cancelItem = defineRequest<Draft, Draft, SeenBooking>({
  name: 'cancelItem',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator', 'agent'],
  draft,
  input: draft.extend({ reason: sealedLong.min(1) }),
  load: ({ bookingId }, context) => editBooking(bookingId, context),
  prepare(seen, given, _context, { seal }) {
    const unchanged = ifUnchanged(({ booking }: SeenBooking) => booking)(seen, given);
    return unchanged.ok ? done({ ...given, reason: seal(seen.booking?.guestId ?? '', given.reason) }) : unchanged;
  },
  decide({ booking, holding }, { itemId, reason }, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    const own = ownOnly(booking, context, 'cancelItem');
    if (!own.ok) return own;
    const step = stepOf(booking, 'cancelItem');
    if (!step.ok) return step;
    const isHeld = booking.status === 'HELD' || booking.status === 'PENDING_APPROVAL';
    const live = liveItems(holding, isHeld ? 'HELD' : 'CONFIRMED');
    const seats = live.seats.filter(({ id }) => id === itemId);
    const stays = live.stays.filter(({ id }) => id === itemId);
    if (seats.length + stays.length === 0) return refuse('not-found', { entity: 'item', itemId });
    const isLast = live.seats.length + live.stays.length === 1;
    // What was used stays the guest's, whatever of it is still to come is given up.
    if (isLast && !isUsed(holding)) return bookingCancelled(booking, holding, 'cancelBooking', reason, context);
    if (isHeld) return heldItemGivenUp(booking, holding, { seats, stays }, context);
    const may = unused(holding, seats, stays, context);
    if (!may.ok) return may;
    const totalAfter = booking.total - [...seats, ...stays].reduce((sum, item) => sum + totalOf(item), 0);
    const fields = {
      ...(isLast && booking.status === 'CONFIRMED' ? { status: 'COMPLETED' as const } : {}),
      total: totalAfter,
      paymentStatus: paymentStatusOf(totalAfter, booking.paid),
    };
    return done(itemsCancelled({ booking, holding, seats, stays, fields, totalAfter }, context));
  },
  concerns: holdConcern,
});
