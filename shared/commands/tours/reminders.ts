import { z } from 'zod';
import { policyIdOf } from '#shared/bookings/policy.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Fields } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import type { Event } from '../events.ts';
import { idField } from '../fields.ts';
import { lock, peek, see } from '../need.ts';

const reminder = z.object({ bookingId: idField, departureId: idField });

/** Queues what guests are told a few days before they depart [C4]; once for each booking and departure. */
export const queueReminder = defineRequest({
  name: 'queueReminder',
  version: 1,
  roles: ['system'],
  draft: reminder,
  input: reminder,
  load: ({ bookingId, departureId }: z.infer<typeof reminder>) =>
    see({
      booking: lock('booking', bookingId),
      departure: peek('departure', departureId),
      sent: peek('notice', reminderId(bookingId, departureId)),
    }),
  prepare: asIs,
  decide({ booking, departure, sent }, _input, context) {
    if (booking === undefined || departure === undefined) return refuse('not-found', { entity: 'booking' });
    if (sent !== undefined || departure.state !== 'scheduled') return done([]);
    const { id, date, time } = departure;
    return done([
      queued(
        reminderId(booking.id, id),
        { kind: 'reminder', bookingId: booking.id, guestId: booking.guestId, departureId: id, body: { date, time } },
        context,
      ),
    ]);
  },
  concerns: ({ booking }) => ({ bookingId: booking?.id ?? '', bookingNumber: booking?.number ?? '' }),
});

const balance = z.object({ bookingId: idField });

/** Queues that the rest is due, and once that day is past that it is overdue, with the day on which the policy cancels, if it does [B9]; each once for each day on which it is due. */
export const queueBalanceNotice = defineRequest({
  name: 'queueBalanceNotice',
  version: 1,
  roles: ['system'],
  draft: balance,
  input: balance,
  *load({ bookingId }: z.infer<typeof balance>, context) {
    const { booking, policy } = yield* see({
      booking: lock('booking', bookingId),
      policy: peek('bookingPolicy', policyIdOf(context.propertyId)),
    });
    const dueOn = booking?.balanceDueOn ?? '';
    const stage = dueOn < context.businessDate ? ('overdue' as const) : ('due' as const);
    const { sent } = yield* see({ sent: peek('notice', balanceId(bookingId, dueOn, stage)) });
    return { booking, policy, stage, sent };
  },
  prepare: asIs,
  decide({ booking, policy, stage, sent }, _input, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    const { id, guestId, status, total, paid, balanceDueOn, currency } = booking;
    if (sent !== undefined || status !== 'CONFIRMED' || total <= paid || balanceDueOn === null) return done([]);
    const graceDays = policy?.graceDays ?? null;
    const cancels: Record<string, string> =
      graceDays === null ? {} : { cancelsOn: addDays(balanceDueOn, graceDays + 1) };
    const body = { stage, dueOn: balanceDueOn, amount: total - paid, currency, ...cancels };
    const what = { kind: 'balanceDue', bookingId: id, guestId, departureId: null, body } as const;
    return done([queued(balanceId(id, balanceDueOn, stage), what, context)]);
  },
  concerns: ({ booking }) => ({ bookingId: booking?.id ?? '', bookingNumber: booking?.number ?? '' }),
});

function reminderId(bookingId: string, departureId: string): string {
  return deriveId(bookingId, `notice/reminder/${departureId}`);
}

function balanceId(bookingId: string, dueOn: string, stage: 'due' | 'overdue'): string {
  return deriveId(bookingId, `notice/balance/${dueOn}${stage === 'due' ? '' : '/overdue'}`);
}

type What = Pick<Fields<'notice'>, 'kind' | 'bookingId' | 'guestId' | 'departureId' | 'body'>;

function queued(id: string, what: What, context: Context): Event {
  const fields = { ...what, waitlistEntryId: null, status: 'queued' as const, dueAt: context.arrivedAt };
  return { type: 'NoticeQueued', notice: { id, fields } };
}
