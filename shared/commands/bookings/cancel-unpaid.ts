import { z } from 'zod';
import { firstServiceAt, penaltyOf } from '#shared/bookings/cancellation.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import type { Event } from '../events.ts';
import { idField } from '../fields.ts';
import { holdConcern } from '../holds/hold-concern.ts';
import { depositSettled } from '../money/deposit-settled.ts';
import { type Loading, peek, see } from '../need.ts';
import { bookingCancelled, liveItems } from './cancelled.ts';
import { type SeenBooking, loadBooking } from './load-booking.ts';

const draft = z.object({ bookingId: idField });
type Draft = z.infer<typeof draft>;

interface Seen extends SeenBooking {
  readonly property: Row<'property'> | undefined;
}

/**
 * The deposit was paid and the balance was not, by its day: the policy cancels [B9], by the job once the property's grace is over,
 * or by a manager at once. Of what was paid the house keeps what its tiers say at that moment [B8]; the rest is the guest's credit,
 * for a person to give back or put to another booking [S24]. Nothing happens where it is paid, not due yet, or was postponed.
 */
export const cancelUnpaid = defineRequest<Draft, Draft, Seen>({
  name: 'cancelUnpaid',
  version: 1,
  roles: ['manager', 'administrator'],
  draft,
  input: draft,
  load,
  prepare: asIs,
  decide(seen, _input, context) {
    const { booking, holding } = seen;
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    if (!isOverdue(booking, holding.slots.policy.graceDays, context)) return done([]);
    const cancelled = bookingCancelled(booking, holding, 'cancelUnpaid', 'balance-unpaid', context);
    return cancelled.ok ? withDeposit(seen, booking, cancelled.value, context) : cancelled;
  },
  concerns: holdConcern,
});

function* load({ bookingId }: Draft, context: Context): Loading<Seen> {
  const { property } = yield* see({ property: peek('property', context.propertyId) });
  return { property, ...(yield* loadBooking(bookingId, context)) };
}

function isOverdue(booking: Row<'booking'>, graceDays: number | null, { actor, businessDate }: Context): boolean {
  const { balanceDueOn, paid, total } = booking;
  if (balanceDueOn === null || paid >= total) return false;
  if (actor.role !== 'system') return balanceDueOn < businessDate;
  return graceDays !== null && addDays(balanceDueOn, graceDays) < businessDate;
}

/** What stands as a deposit once goods are taken back is settled with the cancellation. */
function withDeposit(
  { property, holding, guest }: Seen,
  booking: Row<'booking'>,
  events: readonly Event[],
  context: Context,
): Outcome<readonly Event[]> {
  const { seats, stays } = liveItems(holding);
  const departures = holding.slots.departures.filter(({ id }) => seats.some(({ departureId }) => departureId === id));
  const first = property === undefined ? undefined : firstServiceAt({ departures, stays }, property);
  const returned = events.reduce(
    (sum, event) => (event.type === 'ItemsCancelled' ? sum + event.goods.fromDeposits : sum),
    0,
  );
  const retained = penaltyOf(holding.slots.policy.cancellation, booking.total, first, context.now);
  const end = { status: 'CANCELLED', reason: 'balance-unpaid', retained, guest: guest?.name ?? '' } as const;
  return done([...events, ...depositSettled(booking, booking.depositHeld + returned, end, context)]);
}
