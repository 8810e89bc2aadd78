import { stayTransitions } from '#shared/bookings/states.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { giveUp, promotionOf } from '../holds/give-up.ts';
import type { Holding } from '../holds/load-holding.ts';
import { stepOf } from '../holds/transition.ts';
import { itemsCancelled } from './items-cancelled.ts';

/** Items of a booking that are still sold, or still held. */
export function liveItems({ seats, stays }: Holding, as: 'CONFIRMED' | 'HELD' = 'CONFIRMED') {
  return {
    seats: seats.filter(({ status }) => status === as),
    stays: stays.filter(({ status }) => status === as),
  };
}

/** Whether something of a booking was used: somebody slept, or travelled, or did not come. */
export function isUsed({ seats, stays }: Holding): boolean {
  return (
    travelled(seats).length > 0 ||
    stays.some(({ status }) => status === 'CHECKED_IN' || status === 'CHECKED_OUT' || status === 'NO_SHOW')
  );
}

function travelled(seats: readonly Row<'seats'>[]): Row<'seats'>[] {
  return seats.filter(({ status }) => status === 'COMPLETED' || status === 'NO_SHOW');
}

/** Whether none of the items has been used: nobody in the house, nothing departed [I11]. */
export function unused(
  holding: Holding,
  seats: readonly Row<'seats'>[],
  stays: readonly Row<'stay'>[],
  context: Context,
): Outcome<null> {
  const used = stays.find((stay) => nextState(stayTransitions, stay.status, 'cancelBooking') === undefined);
  if (used !== undefined) return refuse('invalid-transition', { command: 'cancelBooking', status: used.status });
  const departed = seats
    .map(({ departureId }) => holding.slots.departures.find(({ id }) => id === departureId))
    // What was cancelled never leaves.
    .find(
      (departure) => departure !== undefined && departure.state !== 'cancelled' && departure.startsAt <= context.now,
    );
  return departed === undefined
    ? done(null)
    : refuse('departed', { departureId: departed.id, date: departed.date, startsAt: departed.startsAt });
}

/** A whole booking is given up: before it was sold its hold ends, afterwards its items are taken back [B2]. */
export function bookingCancelled(
  booking: Row<'booking'>,
  holding: Holding,
  command: 'cancelBooking' | 'cancelUnpaid',
  reason: string,
  context: Context,
): Outcome<readonly Event[]> {
  const live = liveItems(holding);
  const gone = holding.stays.filter(({ status }) => status !== 'CANCELLED');
  const may =
    booking.status === 'CONFIRMED'
      ? unused(holding, [...live.seats, ...travelled(holding.seats)], gone, context)
      : done(null);
  if (!may.ok) return may;
  const step = stepOf(booking, command);
  if (!step.ok) return step;
  const fields = {
    status: step.value,
    statusReason: reason,
    cancelledAt: context.now,
    expiresAt: null,
    overbooked: false,
  };
  if (booking.status !== 'CONFIRMED') {
    const ending = {
      holdId: booking.holdId ?? '',
      status: 'released' as const,
      booking: { id: booking.id, fields },
      entry: null,
      items: 'CANCELLED' as const,
      // A draft gave its use back when it was rejected.
      promotionId: booking.status === 'DRAFT' ? null : promotionOf(booking),
    };
    return done(giveUp(holding, ending, context));
  }
  return done([
    {
      type: 'BookingCancelled',
      bookingId: booking.id,
      reason,
      stayIds: [],
      occupancyIds: [],
      slots: [],
      at: context.now,
    },
    ...itemsCancelled({ booking, holding, ...live, fields, totalAfter: 0 }, context),
  ]);
}
