import { z } from 'zod';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { asIs, defineRequest } from '../define.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { idField } from '../fields.ts';
import { type Loading, edit, lock, lockAll, peekAll, see, where } from '../need.ts';

const draft = z.object({ guestId: idField });
type Draft = z.infer<typeof draft>;

interface Seen {
  readonly guest: Row<'guest'> | undefined;
  readonly bookings: readonly Row<'booking'>[];
  /** The lines of the guest's credit: what is left of it is theirs. */
  readonly credit: readonly Row<'folioEntry'>[];
  readonly exceptions: readonly Row<'exception'>[];
  readonly refusals: readonly Row<'refusal'>[];
}

/**
 * Erases a guest [S29, B10]: the key is destroyed, and with it every text sealed under it, wherever it lies. Bookings, money and
 * statistics stay as they are, without a name. Refused while the house and the guest have anything to settle.
 */
export const eraseGuest = defineRequest<Draft, Draft, Seen>({
  name: 'eraseGuest',
  version: 1,
  roles: ['manager', 'administrator'],
  draft,
  input: draft,
  load,
  prepare: asIs,
  decide,
  concerns: ({ guest }, { guestId }) => ({ guest: guest?.name ?? '', guestId }),
});

function* load({ guestId }: Draft): Loading<Seen> {
  const { guest, bookings, folios } = yield* see({
    // The key is written on the strength of what stands here, whoever made it: it is locked, not held against what was seen.
    key: lock('guestKey', guestId),
    guest: edit('guest', guestId),
    bookings: lockAll('booking', [where('guestId', '=', guestId)]),
    folios: peekAll('folio', [where('guestId', '=', guestId), where('kind', '=', 'credit')]),
  });
  const folioIds = folios.map((folio) => folio.id);
  const { credit, exceptions, refusals } = yield* see({
    credit: peekAll('folioEntry', [where('folioId', 'in', folioIds)]),
    exceptions: peekAll('exception', [where('status', '=', 'open')]),
    refusals: peekAll('refusal', [where('status', '=', 'open')]),
  });
  return { guest, bookings, credit, exceptions, refusals };
}

function decide(seen: Seen, { guestId }: Draft, context: Context): Outcome<readonly Event[]> {
  if (seen.guest === undefined) return refuse('not-found', { entity: 'guest' });
  if (seen.guest.erasedAt !== null) return refuse('guest-erased', { guestId });
  const open = unsettled(seen, guestId);
  return open === undefined
    ? done([{ type: 'GuestErased', guestId, at: context.now }])
    : refuse('guest-has-business', open);
}

/** What the house and the guest still have to settle: the first of it, by what it is and under which number. */
function unsettled({ bookings, credit, exceptions, refusals }: Seen, guestId: string) {
  const inHouse = bookings.find(({ status }) => status === 'CHECKED_IN' || status === 'PARTIALLY_USED');
  if (inHouse !== undefined) return { why: 'inHouse', bookingNumber: inHouse.number };
  const live = bookings.find(({ status }) => !over.has(status));
  if (live !== undefined) return { why: 'booking', bookingNumber: live.number };
  const owing = bookings.find((booking) => balanceOf(booking) !== 0);
  if (owing !== undefined) return { why: 'balance', bookingNumber: owing.number };
  if (credit.reduce((sum, { amount }) => sum + amount, 0) !== 0) return { why: 'credit' };
  const waiting = [...exceptions, ...refusals].find(({ concerns }) => concerns.guestId === guestId);
  return waiting === undefined ? undefined : { why: 'inbox', bookingNumber: waiting.concerns.bookingNumber ?? '' };
}

const over: ReadonlySet<Row<'booking'>['status']> = new Set([
  'CHECKED_OUT',
  'COMPLETED',
  'NO_SHOW',
  'CANCELLED',
  'EXPIRED',
  'ARCHIVED',
]);

/** What is open on a booking that is over, minor units: nothing was earned on one that came to nothing, so what was paid is the guest's. */
function balanceOf({ status, total, paid }: Row<'booking'>): number {
  const earned = status === 'CHECKED_OUT' || status === 'COMPLETED' || status === 'ARCHIVED';
  return earned || (status === 'NO_SHOW' && paid !== 0) ? total - paid : paid;
}
