import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { mayOverride } from '../context.ts';
import { defineRequest } from '../define.ts';
import { idField, sealedShort, shortText } from '../fields.ts';
import { confirmHeld } from '../holds/confirm-held.ts';
import { holdConcern } from '../holds/hold-concern.ts';
import { stepOf } from '../holds/transition.ts';
import { isPushed } from '../holds/who-sells.ts';
import { type SeenBooking, loadBooking } from './load-booking.ts';

const draft = z.object({
  bookingId: idField,
  /** The channel has the money; or a manager says that it is approved, or paid by other means [B3]. */
  by: z.enum(['channelCollects', 'approved', 'otherMeans']),
  /** What it rests on: a voucher, a letter. */
  reference: shortText,
});
type Draft = z.infer<typeof draft>;

/** Sells what a booking holds without money over the counter [B3]: its units are asked for again where they had run out [I6]. */
export const confirmBooking = defineRequest<Draft, Draft, SeenBooking>({
  name: 'confirmBooking',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator'],
  draft,
  input: draft.extend({ reference: sealedShort }),
  load: ({ bookingId }, context) => loadBooking(bookingId, context),
  prepare: ({ guest }, given, _context, { seal }) =>
    done({ ...given, reference: seal(guest?.id ?? '', given.reference) }),
  decide({ booking, holding }, { by, reference }, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    const step = stepOf(booking, 'confirmBooking');
    if (!step.ok) return step;
    if (by === 'channelCollects' && holding.channel?.collects !== 'channel')
      return refuse('wrong-input', { by, channel: holding.channel?.name ?? '' });
    // The channel's own reference, or what it wrote (decision 0026).
    if (by === 'channelCollects' && !isPushed(booking) && reference.trim() === '' && !mayOverride(context))
      return refuse('needs-reason', { by });
    if (by !== 'channelCollects' && !mayOverride(context))
      return refuse('no-right', { role: context.actor.role, command: 'confirmBooking' });
    if (by === 'otherMeans' && reference.trim() === '') return refuse('needs-reason', { by });
    return confirmHeld(booking, holding, context, by);
  },
  concerns: holdConcern,
});
