import { type BookingCommand, bookingTransitions } from '#shared/bookings/states.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { BookingStatus } from '#shared/schema/words.ts';

/** The status that a command leads a booking to; refused as `invalid-transition` where the table has no such step [B2]. */
export function stepOf(
  booking: Pick<Row<'booking'>, 'status' | 'number'>,
  command: BookingCommand,
): Outcome<BookingStatus> {
  const to = nextState(bookingTransitions, booking.status, command);
  return to === undefined
    ? refuse('invalid-transition', { command, status: booking.status, number: booking.number })
    : done(to);
}
