import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField } from '../fields.ts';
import { lock, see } from '../need.ts';

const draft = z.object({ bookingId: idField });

/** A draft that nobody took up in its time is expired [I4]; it holds nothing. */
export const expireDraft = defineRequest({
  name: 'expireDraft',
  version: 1,
  roles: ['system'],
  draft,
  input: draft,
  load: ({ bookingId }) => see({ booking: lock('booking', bookingId) }),
  prepare: asIs,
  decide({ booking }, _input, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    if (booking.status !== 'DRAFT' || booking.expiresAt === null || booking.expiresAt > context.arrivedAt)
      return done([]);
    return done([
      {
        type: 'BookingStepped',
        booking: { id: booking.id, fields: { status: 'EXPIRED', statusReason: 'draft-expired', expiresAt: null } },
      },
    ]);
  },
  concerns: ({ booking }) => ({ bookingId: booking?.id ?? '', bookingNumber: booking?.number ?? '' }),
});
