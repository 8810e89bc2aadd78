import { z } from 'zod';
import { channelTerms, holdTypeOf } from '#shared/bookings/channel-terms.ts';
import { holdMinutes, needsApproval } from '#shared/bookings/policy.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField } from '../fields.ts';
import { bookedAlternatives } from '../holds/booked-alternatives.ts';
import { departuresHeld, heldUntil } from '../holds/before-start.ts';
import { standingHold } from '../holds/confirm-held.ts';
import { holdConcern } from '../holds/hold-concern.ts';
import { ownOnly } from '../holds/own-only.ts';
import { stepOf } from '../holds/transition.ts';
import { type SeenBooking, loadBooking } from './load-booking.ts';

const draft = z.object({ bookingId: idField });
type Draft = z.infer<typeof draft>;

/**
 * A draft that a manager rejected is asked for again, while it lives [B3, I4]: its units are taken anew or refused with other
 * departures, all or none; above the threshold it waits for a manager once more, else for its money.
 */
export const holdDraft = defineRequest<Draft, Draft, SeenBooking>({
  name: 'holdDraft',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator', 'agent'],
  draft,
  input: draft,
  load: ({ bookingId }, context) => loadBooking(bookingId, context),
  prepare: asIs,
  decide({ booking, holding }, _input, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    const own = ownOnly(booking, context, 'holdDraft');
    if (!own.ok) return own;
    const step = stepOf(booking, 'holdDraft');
    if (!step.ok) return step;
    // [I4] What nobody took up in its time is over, whether the job has met it or not.
    if (booking.expiresAt !== null && booking.expiresAt <= context.arrivedAt)
      return refuse('hold-ended', { holdId: booking.holdId ?? '', expiresAt: booking.expiresAt });
    const standing = standingHold(booking, holding, context);
    if (!standing.ok) return standing;
    const { policy } = holding.slots;
    const terms = channelTerms(holding.channel, booking.source);
    const waits = needsApproval(policy, terms.collects, booking.total);
    const type = waits ? 'APPROVAL_PENDING' : holdTypeOf(terms);
    const expiresAt = heldUntil(holdMinutes(type, policy, terms.holdMinutes), departuresHeld(holding), context);
    return done([
      ...standing.value.events,
      {
        type: 'HoldChanged',
        holdId: booking.holdId ?? '',
        hold: { type, expiresAt, paying: false },
        lineIds: standing.value.lines.map(({ id }) => id),
        line: { expiresAt, paying: false },
        booking: {
          id: booking.id,
          fields: { status: waits ? 'PENDING_APPROVAL' : step.value, statusReason: '', expiresAt },
        },
        entry: null,
      },
    ]);
  },
  alternatives: (refusal, { bookingId }, context) => bookedAlternatives(refusal, bookingId, context),
  concerns: holdConcern,
});
