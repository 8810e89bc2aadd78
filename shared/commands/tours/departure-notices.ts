import type { Fields, Row } from '#shared/schema/entities.ts';
import type { NoticeKind } from '#shared/schema/words.ts';
import type { Context } from '../context.ts';
import type { EventOf } from '../events.ts';
import type { Aboard } from './load-departure.ts';

/** A message about a departure that waits to be sent [C4]. */
export interface DepartureNotice {
  /** Tells several of one command apart; their ids derive from it. */
  readonly label: string;
  readonly kind: NoticeKind;
  readonly departureId: string;
  readonly bookingId: string | null;
  readonly guestId: string | null;
  readonly body: Fields<'notice'>['body'];
}

export function noticeOf(notice: DepartureNotice, context: Context): EventOf<'NoticeQueued'> {
  const { label, ...fields } = notice;
  return {
    type: 'NoticeQueued',
    notice: {
      id: context.id(`notice/${label}`),
      fields: { ...fields, waitlistEntryId: null, status: 'queued', dueAt: context.arrivedAt },
    },
  };
}

/** Everybody with seats hears that it starts at another time. */
export function movedNotices(
  departure: Row<'departure'>,
  to: { readonly date: string; readonly time: string },
  { bookings }: Aboard,
  context: Context,
): EventOf<'NoticeQueued'>[] {
  return bookings.map(({ id, guestId }) =>
    noticeOf(
      {
        label: id,
        kind: 'departureMoved',
        departureId: departure.id,
        bookingId: id,
        guestId,
        body: { fromDate: departure.date, fromTime: departure.time, date: to.date, time: to.time },
      },
      context,
    ),
  );
}
