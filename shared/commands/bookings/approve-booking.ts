import { z } from 'zod';
import { minutesAfter } from '#shared/bookings/policy.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField, longText, sealedLong } from '../fields.ts';
import { confirmHeld } from '../holds/confirm-held.ts';
import { giveUp, promotionOf } from '../holds/give-up.ts';
import type { Holding } from '../holds/load-holding.ts';
import { holdConcern } from '../holds/hold-concern.ts';
import { stepOf } from '../holds/transition.ts';
import { type SeenBooking, loadBooking } from './load-booking.ts';

const approval = z.object({ bookingId: idField });

/** A manager who did not ask for it approves a booking above the threshold, and confirms it by that [B3, U3]. */
export const approveBooking = defineRequest<z.infer<typeof approval>, z.infer<typeof approval>, SeenBooking>({
  name: 'approveBooking',
  version: 1,
  roles: ['manager', 'administrator'],
  draft: approval,
  input: approval,
  load: ({ bookingId }, context) => loadBooking(bookingId, context),
  prepare: asIs,
  decide({ booking, holding }, _input, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    const step = stepOf(booking, 'approveBooking');
    if (!step.ok) return step;
    const may = isNotOwn(booking, holding, context);
    return may.ok ? confirmHeld(booking, holding, context, 'approved') : may;
  },
  concerns: holdConcern,
});

const rejection = z.object({ bookingId: idField, reason: longText.min(1) });

/** A manager rejects it: what it held is free, and the draft that is left can be held again as it was, for a while [B3, I4]. */
export const rejectBooking = defineRequest<z.infer<typeof rejection>, z.infer<typeof rejection>, SeenBooking>({
  name: 'rejectBooking',
  version: 1,
  roles: ['manager', 'administrator'],
  draft: rejection,
  input: rejection.extend({ reason: sealedLong.min(1) }),
  load: ({ bookingId }, context) => loadBooking(bookingId, context),
  prepare: ({ guest }, given, _context, { seal }) => done({ ...given, reason: seal(guest?.id ?? '', given.reason) }),
  decide({ booking, holding }, { reason }, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    const step = stepOf(booking, 'rejectBooking');
    if (!step.ok) return step;
    return done(
      giveUp(
        holding,
        {
          holdId: booking.holdId ?? '',
          status: 'released',
          booking: {
            id: booking.id,
            fields: {
              status: step.value,
              statusReason: reason,
              expiresAt: minutesAfter(context.arrivedAt, holding.slots.policy.draftMinutes),
              overbooked: false,
            },
          },
          entry: null,
          items: 'EXPIRED',
          promotionId: promotionOf(booking),
        },
        context,
      ),
    );
  },
  concerns: holdConcern,
});

/**
 * Who asks never approves [U3]: whoever made the booking, and whoever last said what it holds, by more travellers or by holding a
 * rejected draft again. What is held is written by nobody else while it waits, but where its departure is moved.
 */
function isNotOwn(booking: Row<'booking'>, { seats, stays }: Holding, { actor }: Context): Outcome<null> {
  const held = [...seats, ...stays].filter(({ status }) => status === 'HELD');
  return [booking.createdBy, ...held.map(({ updatedBy }) => updatedBy)].includes(actor.userId)
    ? refuse('no-right', { command: 'approveBooking', why: 'own' })
    : done(null);
}
