import { channelTerms } from '#shared/bookings/channel-terms.ts';
import { heldLineId } from '#shared/bookings/hold-ids.ts';
import { after, giveBack, take } from '#shared/inventory/slot.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { EventOf } from '../events.ts';
import type { Holding } from '../holds/load-holding.ts';
import type { States } from './evolving.ts';

/** Where seats of a booking go, and who stands there already. */
export interface Move {
  readonly booking: Row<'booking'>;
  readonly holding: Holding;
  readonly from: Row<'departure'>;
  readonly to: Row<'departure'>;
  /** Ways to join both departures: the one of the same name is kept. */
  readonly variants: readonly Row<'variant'>[];
}

/**
 * Takes a booking's seats along to another departure, as they were agreed: held ones stay held, sold ones sold. Refused as `sold-out`
 * or `quota-reached` where they are not there, and as `invalid-transition` where the booking has seats on it already.
 */
export function seatsMoved(move: Move, states: States, context: Context): Outcome<EventOf<'SeatsMoved'>> {
  const { booking, holding, from, to } = move;
  const own = holding.seats.filter(
    ({ departureId, status }) => departureId === from.id && (status === 'HELD' || status === 'CONFIRMED'),
  );
  if (holding.lines.some(({ slotId, status }) => slotId === to.slotId && status === 'active'))
    return refuse('invalid-transition', { command: 'moveSeats', departureId: to.id });
  const { group } = channelTerms(holding.channel, booking.source);
  let [left, there] = [states.get(from.slotId)?.slot, states.get(to.slotId)?.slot];
  if (left === undefined || there === undefined) return refuse('not-found', { entity: 'slot' });
  const slots = [];
  for (const seats of own) {
    const as = seats.status === 'HELD' ? 'held' : 'confirmed';
    const taken = take(there, { as, units: seats.units, group, now: context.arrivedAt });
    if (!taken.ok) return taken;
    const given = giveBack(left, seats.units, group, as);
    slots.push(given, taken.value.delta);
    [left, there] = [after(left, given), after(there, taken.value.delta)];
  }
  const lines = holding.lines.filter(({ slotId, status }) => slotId === from.slotId && status === 'active');
  const held = lines.map(({ holdId, units, channelGroup, status, expiresAt, paying }) => ({
    id: heldLineId(holdId, to.slotId),
    fields: { holdId, slotId: to.slotId, units, overbooked: 0, channelGroup, status, expiresAt, paying },
  }));
  const stood = new Set(holding.lines.map(({ id }) => id));
  return done({
    type: 'SeatsMoved',
    bookingId: booking.id,
    // While it is held, what is beyond stands on its lines [I2].
    overbooked:
      holding.seats.some((item) => !own.includes(item) && item.overbooked > 0) ||
      holding.lines.some((line) => line.status === 'active' && line.overbooked > 0 && !lines.includes(line)),
    seats: own.map(({ id, variantId }) => ({
      id,
      fields: {
        departureId: to.id,
        slotId: to.slotId,
        variantId: variantOf(variantId, move.variants, to),
        overbooked: 0,
      },
    })),
    released: lines.map(({ id }) => id),
    lines: held.filter(({ id }) => !stood.has(id)),
    // It stood there before, and was moved away.
    revived: held.filter(({ id }) => stood.has(id)),
    slots,
  });
}

/** The way to join a departure that is called as another is; null where there is none. */
export function variantOf(
  variantId: string | null,
  variants: readonly Row<'variant'>[],
  to: Row<'departure'>,
): string | null {
  const name = variants.find(({ id }) => id === variantId)?.name;
  return (
    variants.find((variant) => variant.departureId === to.id && variant.active && variant.name === name)?.id ?? null
  );
}
