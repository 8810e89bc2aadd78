import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { EventOf } from '../events.ts';
import { type Loading, peekAll, see, where } from '../need.ts';
import { noticeOf } from './departure-notices.ts';

/**
 * Whether a sale that arrives was made before its departure was cancelled, by a desk that had not heard of it [I8]: it is taken in
 * as those that were there then, and goes where they went. Nothing changes a departure once it is cancelled: it was, when it was
 * last written.
 */
export function soldBeforeCancelled(departure: Row<'departure'>, { side, now }: Context): boolean {
  return side === 'server' && departure.state === 'cancelled' && now < departure.updatedAt;
}

/** What is written for whoever comes late: to which departure the whole of it went. To nobody in particular. */
export function movedAsAWhole(
  departure: Row<'departure'>,
  to: Row<'departure'>,
  context: Context,
): EventOf<'NoticeQueued'> {
  const body = { fromDate: departure.date, date: to.date, time: to.time, toDepartureId: to.id };
  const ofNobody = { bookingId: null, guestId: null };
  return noticeOf({ label: 'whole', kind: 'toAll', departureId: departure.id, ...ofNobody, body }, context);
}

/** The departure that a cancelled one was moved to as a whole; null where everybody was refunded. */
export function* whereItWent(departureId: string): Loading<string | null> {
  const { notices } = yield* see({
    notices: peekAll('notice', [where('departureId', '=', departureId), where('kind', '=', 'toAll')]),
  });
  const went = notices.find(({ body, guestId }) => guestId === null && typeof body['toDepartureId'] === 'string');
  return went === undefined ? null : String(went.body['toDepartureId']);
}
