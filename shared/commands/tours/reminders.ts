import { z } from 'zod';
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

/** Queues that the rest is due [B9]; once for each day on which it is. */
export const queueBalanceNotice = defineRequest({
  name: 'queueBalanceNotice',
  version: 1,
  roles: ['system'],
  draft: balance,
  input: balance,
  *load({ bookingId }: z.infer<typeof balance>) {
    const { booking } = yield* see({ booking: lock('booking', bookingId) });
    const { sent } = yield* see({ sent: peek('notice', balanceId(bookingId, booking?.balanceDueOn ?? '')) });
    return { booking, sent };
  },
  prepare: asIs,
  decide({ booking, sent }, _input, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    const { id, guestId, status, total, paid, balanceDueOn, currency } = booking;
    if (sent !== undefined || status !== 'CONFIRMED' || total <= paid || balanceDueOn === null) return done([]);
    const body = { dueOn: balanceDueOn, amount: total - paid, currency };
    const what = { kind: 'balanceDue', bookingId: id, guestId, departureId: null, body } as const;
    return done([queued(balanceId(id, balanceDueOn), what, context)]);
  },
  concerns: ({ booking }) => ({ bookingId: booking?.id ?? '', bookingNumber: booking?.number ?? '' }),
});

function reminderId(bookingId: string, departureId: string): string {
  return deriveId(bookingId, `notice/reminder/${departureId}`);
}

function balanceId(bookingId: string, dueOn: string): string {
  return deriveId(bookingId, `notice/balance/${dueOn}`);
}

type What = Pick<Fields<'notice'>, 'kind' | 'bookingId' | 'guestId' | 'departureId' | 'body'>;

function queued(id: string, what: What, context: Context): Event {
  const fields = { ...what, waitlistEntryId: null, status: 'queued' as const, dueAt: context.arrivedAt };
  return { type: 'NoticeQueued', notice: { id, fields } };
}
