import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Holding, loadHolding } from '../holds/load-holding.ts';
import { type Loading, edit, lock, peek, see } from '../need.ts';

/** A booking with its guest and everything that it holds or has sold. */
export interface SeenBooking {
  readonly booking: Row<'booking'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly holding: Holding;
}

/** A booking that is decided on as it stands. */
export function* loadBooking(bookingId: string, context: Context): Loading<SeenBooking> {
  const { booking } = yield* see({ booking: lock('booking', bookingId) });
  return yield* withHolding(booking, context);
}

/** A booking that is changed on the strength of what a person saw of it [S4]. */
export function* editBooking(bookingId: string, context: Context): Loading<SeenBooking> {
  const { booking } = yield* see({ booking: edit('booking', bookingId) });
  return yield* withHolding(booking, context);
}

function* withHolding(booking: Row<'booking'> | undefined, context: Context): Loading<SeenBooking> {
  const { guest } = yield* see({ guest: peek('guest', booking?.guestId ?? '') });
  return { booking, guest, holding: yield* loadHolding(booking, context) };
}
