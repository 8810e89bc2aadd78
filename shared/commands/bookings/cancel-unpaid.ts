import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField } from '../fields.ts';
import { holdConcern } from '../holds/hold-concern.ts';
import { bookingCancelled } from './cancelled.ts';
import { type SeenBooking, loadBooking } from './load-booking.ts';

const draft = z.object({ bookingId: idField });
type Draft = z.infer<typeof draft>;

/** The deposit was paid and the balance was not, by its day: the policy cancels [B9]. What was paid stands as a deposit. Nothing happens where it is paid, or not due yet. */
export const cancelUnpaid = defineRequest<Draft, Draft, SeenBooking>({
  name: 'cancelUnpaid',
  version: 1,
  roles: ['manager', 'administrator'],
  draft,
  input: draft,
  load: ({ bookingId }, context) => loadBooking(bookingId, context),
  prepare: asIs,
  decide({ booking, holding }, _input, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    const overdue = booking.balanceDueOn !== null && booking.balanceDueOn < context.businessDate;
    if (!overdue || booking.paid >= booking.total) return done([]);
    return bookingCancelled(booking, holding, 'cancelUnpaid', 'balance-unpaid', context);
  },
  concerns: holdConcern,
});
