import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import type { Event } from '../events.ts';
import { openException } from '../exceptions.ts';
import { idField } from '../fields.ts';
import { giveUp, promotionOf } from './give-up.ts';
import { holdConcern } from './hold-concern.ts';
import { type SeenHold, loadHold } from './load-hold.ts';

const draft = z.object({ holdId: idField });
type Draft = z.infer<typeof draft>;

/**
 * The job ends a hold whose time is over [I5]: the lines that nobody met are released, its booking expires, the entry that was
 * offered seats has had its turn. Nothing happens where it was paid, extended, or ended meanwhile.
 */
export const expireHold = defineRequest<Draft, Draft, SeenHold>({
  name: 'expireHold',
  version: 1,
  roles: ['system'],
  draft,
  input: draft,
  load: ({ holdId }, context) => loadHold(holdId, context),
  prepare: asIs,
  decide({ hold, booking, entry, holding }, { holdId }, context) {
    if (hold === undefined) return refuse('not-found', { entity: 'hold' });
    // [I6] A payment that is under way keeps its hold.
    if (hold.status !== 'active' || hold.paying || hold.expiresAt > context.arrivedAt) return done([]);
    const ended = giveUp(
      holding,
      {
        holdId,
        status: 'expired',
        booking:
          booking === undefined
            ? null
            : {
                id: booking.id,
                fields: { status: 'EXPIRED', statusReason: 'hold-expired', expiresAt: null, overbooked: false },
              },
        entry: entry?.status === 'offered' ? { id: entry.id, fields: { status: 'expired' } } : null,
        items: 'EXPIRED',
        promotionId: promotionOf(booking),
      },
      context,
    );
    return done([...ended, ...paidInVain(booking, context)]);
  },
  concerns: holdConcern,
});

/** Somebody paid a part, and the booking came to nothing: the money is theirs, and a person must settle it. Nothing where nothing was paid. */
export function paidInVain(booking: Row<'booking'> | undefined, context: Context): Event[] {
  if (booking === undefined || booking.paid <= 0) return [];
  const { id, number, guestId, paid, currency } = booking;
  return [
    openException(context, {
      label: 'paid',
      kind: 'expired-with-money',
      detail: { amount: paid },
      remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
      concerns: { guestId, bookingId: id, bookingNumber: number, amount: paid, currency },
    }),
  ];
}
