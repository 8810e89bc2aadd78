import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField } from '../fields.ts';
import { depositSettled } from '../money/deposit-settled.ts';
import { lock, peek, see } from '../need.ts';

const draft = z.object({ bookingId: idField });

/** A draft that nobody took up in its time is expired [I4]; it holds nothing. What had been paid for it is the guest's credit [S24]. */
export const expireDraft = defineRequest({
  name: 'expireDraft',
  version: 1,
  roles: ['system'],
  draft,
  input: draft,
  *load({ bookingId }: z.infer<typeof draft>) {
    const { booking } = yield* see({ booking: lock('booking', bookingId) });
    const { guest } = yield* see({ guest: peek('guest', booking?.guestId ?? '') });
    return { booking, guest };
  },
  prepare: asIs,
  decide({ booking, guest }, _input, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    if (booking.status !== 'DRAFT' || booking.expiresAt === null || booking.expiresAt > context.arrivedAt)
      return done([]);
    return done([
      {
        type: 'BookingStepped',
        booking: { id: booking.id, fields: { status: 'EXPIRED', statusReason: 'draft-expired', expiresAt: null } },
      },
      ...depositSettled(
        booking,
        booking.depositHeld,
        { status: 'EXPIRED', reason: 'draft-expired', retained: 0, guest: guest?.name ?? '' },
        context,
      ),
    ]);
  },
  concerns: ({ booking }) => ({ bookingId: booking?.id ?? '', bookingNumber: booking?.number ?? '' }),
});
