import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { defineRequest } from '../define.ts';
import { idField, longText, sealedLong } from '../fields.ts';
import { giveUp, promotionOf } from './give-up.ts';
import { holdConcern } from './hold-concern.ts';
import { type SeenHold, loadHold } from './load-hold.ts';
import { ownOnly } from './own-only.ts';
import { stepOf } from './transition.ts';

const draft = z.object({ holdId: idField, reason: longText });
type Draft = z.infer<typeof draft>;
const input = draft.extend({ reason: sealedLong });

/** Staff give up a hold before its time [I4], also while a payment is under way [I6]: its booking ends with it, its units are given on [I10]. */
export const releaseHold = defineRequest<Draft, Draft, SeenHold>({
  name: 'releaseHold',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator', 'agent'],
  draft,
  input,
  load: ({ holdId }, context) => loadHold(holdId, context),
  prepare: ({ guest }, given, _context, { seal }) => done({ ...given, reason: seal(guest?.id ?? '', given.reason) }),
  decide({ hold, booking, entry, holding }, { holdId, reason }, context) {
    if (hold === undefined) return refuse('not-found', { entity: 'hold' });
    const own = ownOnly(booking ?? entry, context, 'releaseHold');
    if (!own.ok) return own;
    if (hold.status !== 'active') return refuse('hold-ended', { holdId, expiresAt: hold.expiresAt });
    const step = booking === undefined ? done(null) : stepOf(booking, 'releaseHold');
    if (!step.ok) return step;
    return done(
      giveUp(
        holding,
        {
          holdId,
          status: 'released',
          booking:
            booking === undefined
              ? null
              : {
                  id: booking.id,
                  fields: {
                    status: 'CANCELLED',
                    statusReason: reason,
                    cancelledAt: context.now,
                    expiresAt: null,
                    overbooked: false,
                  },
                },
          entry: entry?.status === 'offered' ? { id: entry.id, fields: { status: 'expired' } } : null,
          items: 'CANCELLED',
          promotionId: promotionOf(booking),
        },
        context,
      ),
    );
  },
  concerns: holdConcern,
});
