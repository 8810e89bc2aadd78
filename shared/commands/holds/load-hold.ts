import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Loading, lock, lockAll, peek, see, where } from '../need.ts';
import { loadSlots } from './load-slots.ts';
import { type Holding, loadHolding } from './load-holding.ts';

/** A hold with whose it is: a booking's, or still somebody's who waited. */
export interface SeenHold {
  readonly hold: Row<'hold'> | undefined;
  readonly booking: Row<'booking'> | undefined;
  readonly entry: Row<'waitlistEntry'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly holding: Holding;
}

/** A hold by its id, with everything that ends with it. */
export function* loadHold(holdId: string, context: Context): Loading<SeenHold> {
  const { hold } = yield* see({ hold: lock('hold', holdId) });
  const { booking, entry } = yield* see({
    booking: lock('booking', hold?.bookingId ?? ''),
    entry: lock('waitlistEntry', hold?.waitlistEntryId ?? ''),
  });
  const { guest } = yield* see({ guest: peek('guest', booking?.guestId ?? entry?.guestId ?? '') });
  const holding = booking === undefined ? yield* loadOffer(hold, entry, context) : yield* loadHolding(booking, context);
  return { hold, booking, entry, guest, holding };
}

/** What is held for somebody who waited and has no booking yet. */
function* loadOffer(
  hold: Row<'hold'> | undefined,
  entry: Row<'waitlistEntry'> | undefined,
  context: Context,
): Loading<Holding> {
  const { lines } = yield* see({ lines: lockAll('heldUnits', [where('holdId', '=', hold?.id ?? '')]) });
  const slots = yield* loadSlots(
    {
      departureIds: entry === undefined ? [] : [entry.departureId],
      seatSlotIds: entry === undefined ? [] : [entry.slotId],
    },
    context,
  );
  return {
    hold,
    lines,
    seats: [],
    stays: [],
    occupancies: [],
    commission: undefined,
    channel: undefined,
    agent: undefined,
    slots,
    nights: new Map(),
  };
}

/** Whether every unit of a hold is still held at this moment [I5]; what was moved to another departure left its line behind. */
export function stillHeld({ hold, holding }: Pick<SeenHold, 'hold' | 'holding'>, context: Context): boolean {
  return (
    hold?.status === 'active' &&
    holding.lines.every(
      (line) =>
        line.status === 'released' || (line.status === 'active' && (line.paying || line.expiresAt > context.arrivedAt)),
    )
  );
}
