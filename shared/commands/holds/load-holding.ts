import type { SlotState } from '#shared/inventory/slot-state.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Loading, lock, lockAll, peek, see, where } from '../need.ts';
import { loadNights } from '../nights.ts';
import { type HeldPrices, loadPrices } from './load-prices.ts';
import { type Slots, loadSlots } from './load-slots.ts';

/** A booking's items with what is held or sold for them, and the slots that all of it stands in. */
export interface Holding {
  readonly hold: Row<'hold'> | undefined;
  readonly lines: readonly Row<'heldUnits'>[];
  readonly seats: readonly Row<'seats'>[];
  readonly stays: readonly Row<'stay'>[];
  readonly occupancies: readonly Row<'occupancy'>[];
  readonly commission: Row<'commission'> | undefined;
  readonly channel: Row<'channel'> | undefined;
  readonly agent: Row<'agent'> | undefined;
  readonly slots: Slots;
  /** The nights of each stay that may still be given back, by the stay's id. */
  readonly nights: ReadonlyMap<string, readonly SlotState['slot'][]>;
  /** Today's prices, where some of it has run out and may be held anew [I6]. */
  readonly prices?: HeldPrices | undefined;
}

/** Everything of a booking that a change of its hold or its items touches, locked. */
export function* loadHolding(booking: Row<'booking'> | undefined, context: Context): Loading<Holding> {
  const ofBooking = [where('bookingId', '=', booking?.id ?? '')];
  const { commissions, ...seen } = yield* see({
    hold: lock('hold', booking?.holdId ?? ''),
    lines: lockAll('heldUnits', [where('holdId', '=', booking?.holdId ?? '')]),
    seats: lockAll('seats', ofBooking),
    stays: lockAll('stay', ofBooking),
    occupancies: lockAll('occupancy', ofBooking),
    commissions: lockAll('commission', ofBooking),
    channel: peek('channel', booking?.channelId ?? ''),
    agent: peek('agent', booking?.agentId ?? ''),
  });
  const nights = new Map<string, readonly SlotState['slot'][]>();
  for (const stay of seen.stays) {
    if (['HELD', 'CONFIRMED', 'EXPIRED'].includes(stay.status))
      nights.set(stay.id, yield* loadNights(stay.roomTypeId, { from: stay.arrival, to: stay.departure }));
  }
  const slots = yield* loadSlots(
    {
      departureIds: seen.seats.map((item) => item.departureId),
      seatSlotIds: seen.seats.map((item) => item.slotId),
      nights: [...new Map([...nights.values()].flat().map((night) => [night.id, night])).values()],
    },
    context,
  );
  const prices =
    booking !== undefined && mayRunAnew(booking, seen.lines, context)
      ? yield* loadPrices(booking, seen.seats, seen.stays, context)
      : undefined;
  return { ...seen, commission: commissions[0], slots, nights, prices };
}

function mayRunAnew({ status }: Row<'booking'>, lines: readonly Row<'heldUnits'>[], context: Context): boolean {
  return (
    ['HELD', 'PENDING_PAYMENT', 'PENDING_APPROVAL', 'EXPIRED', 'DRAFT'].includes(status) &&
    lines.some((line) => line.status !== 'active' || (!line.paying && line.expiresAt <= context.arrivedAt))
  );
}
