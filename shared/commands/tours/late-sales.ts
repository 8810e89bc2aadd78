import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { EventOf } from '../events.ts';
import { type Loading, peekAll, see, where } from '../need.ts';
import { noticeOf } from './departure-notices.ts';

/**
 * A departure as it was when the sale was made that arrives now, at a desk that heard of nothing since [I8]. Was it cancelled
 * meanwhile, the sale is taken in as those that were there then, and goes where they went: nothing changes a departure once it is
 * cancelled, so that it was when it was last written. Has it left meanwhile, whoever bought before went along.
 */
export function asWhenSold(departure: Row<'departure'>, { side, now }: Context): Row<'departure'> {
  if (side !== 'server') return departure;
  const { state, updatedAt, startsAt } = departure;
  const since = (state === 'cancelled' && now < updatedAt) || (state === 'departed' && now < startsAt);
  return since ? { ...departure, state: 'scheduled' } : departure;
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
