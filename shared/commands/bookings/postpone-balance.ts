import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { defineRequest, ifUnchanged } from '../define.ts';
import { dayField, idField, versionField } from '../fields.ts';
import { holdConcern } from '../holds/hold-concern.ts';
import { stepOf } from '../holds/transition.ts';
import { edit, peek, see } from '../need.ts';

const draft = z.object({ bookingId: idField, expectedVersion: versionField, dueOn: dayField });

/** Staff give the guest more time for the rest [B9]: reminders and what the policy cancels go by the new day. Not a day that is past. */
export const postponeBalance = defineRequest({
  name: 'postponeBalance',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  draft,
  input: draft,
  *load({ bookingId }: z.infer<typeof draft>) {
    const { booking } = yield* see({ booking: edit('booking', bookingId) });
    const { guest } = yield* see({ guest: peek('guest', booking?.guestId ?? '') });
    return { booking, guest };
  },
  prepare: ifUnchanged(({ booking }) => booking),
  decide({ booking }, { dueOn }, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    const step = stepOf(booking, 'postponeBalance');
    if (!step.ok) return step;
    // Held at the desk only: what was right on its day may arrive days later.
    if (context.side === 'desk' && dueOn < context.businessDate)
      return refuse('invalid-dates', { from: dueOn, to: dueOn, businessDate: context.businessDate });
    return done([{ type: 'BalancePostponed', bookingId: booking.id, from: booking.balanceDueOn, dueOn }]);
  },
  concerns: holdConcern,
});
