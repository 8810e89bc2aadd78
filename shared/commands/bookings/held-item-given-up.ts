import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { shareOfStay } from '#shared/bookings/item-share.ts';
import { withAdded } from '#shared/bookings/kept-share.ts';
import { type Slot, type SlotDelta, giveBack } from '#shared/inventory/slot.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { distributeSlots } from '../holds/distributed.ts';
import type { Holding } from '../holds/load-holding.ts';
import { runOutOn } from '../holds/run-out.ts';
import { depositLeft, heldChanged } from './held-changed.ts';
import { totalOf } from './items-cancelled.ts';
import { healedBy, stillOverbooked } from './still-overbooked.ts';

/** Seats or a stay of a booking that is held still; one of the two. */
export interface HeldItem {
  readonly seats: readonly Row<'seats'>[];
  readonly stays: readonly Row<'stay'>[];
}

/**
 * Gives up one item of a package that is held [I13]: its units are given on [I10], the others are held as long as before, for less
 * money, and sold where the deposit that is left was paid already [B3]. Refused as `hold-ended` where it has run out [I5].
 */
export function heldItemGivenUp(
  booking: Row<'booking'>,
  holding: Holding,
  item: HeldItem,
  context: Context,
): Outcome<readonly Event[]> {
  const wanted = unitsOfItem(holding, item);
  const runOut = runOutOn(holding.slots);
  const touched = holding.lines.filter(({ slotId }) => wanted.has(slotId));
  if (touched.length < wanted.size || touched.some(({ id, status }) => status !== 'active' || runOut.has(id)))
    return refuse('hold-ended', { holdId: booking.holdId ?? '' });
  const lines = touched.map((line) => lineLess(line, wanted.get(line.slotId) ?? 0));
  const given = unitsGiven(holding, touched, wanted);
  const total = booking.total - [...item.seats, ...item.stays].reduce((sum, one) => sum + totalOf(one), 0);
  const fields = {
    total,
    quote: withAdded(booking.quote, null, total - booking.total, -taxOf(booking, holding, item)),
    depositDue: Math.min(total, depositLeft(booking, total)),
    paymentStatus: booking.paid > 0 ? paymentStatusOf(total, booking.paid) : booking.paymentStatus,
  };
  const [seatIds, stayIds] = [item.seats.map(({ id }) => id), item.stays.map(({ id }) => id)];
  const gone = [...seatIds, ...stayIds];
  const behind = distributeSlots(holding.slots, context, given, [...gone, ...touched.map(({ id }) => id)]).events;
  // What came free may have made another item of it whole [I10].
  const healed = healedBy(behind);
  const now = {
    ...holding,
    lines: holding.lines.map((line) => ({
      ...(lines.find(({ id }) => id === line.id) ?? line),
      ...(healed.has(line.id) ? { overbooked: healed.get(line.id) ?? 0 } : {}),
    })),
    seats: holding.seats.filter(({ id }) => !gone.includes(id)),
    stays: holding.stays.filter(({ id }) => !gone.includes(id)),
  };
  return done([
    {
      type: 'HeldItemGivenUp',
      booking: { id: booking.id, fields },
      lines: lines.map(({ id, units, overbooked, status }) => ({ id, fields: { units, overbooked, status } })),
      seatIds,
      stayIds,
      occupancyIds: holding.occupancies.filter(({ stayId }) => stayIds.includes(stayId)).map(({ id }) => id),
      slots: given,
    },
    ...behind,
    ...stillOverbooked(booking, now, null, behind),
    ...heldChanged({ booking: { ...booking, ...fields }, holding: now, totalBefore: booking.total }, context),
  ]);
}

/** Units by slot. */
function unitsOfItem(holding: Holding, { seats, stays }: HeldItem): Map<string, number> {
  const wanted = new Map<string, number>();
  const want = (slotId: string, units: number) => wanted.set(slotId, (wanted.get(slotId) ?? 0) + units);
  for (const { slotId, units } of seats) want(slotId, units);
  for (const { id } of stays) for (const night of holding.nights.get(id) ?? []) want(night.id, 1);
  return wanted;
}

/** Other items may stand in the same slot: the line lives on for them. What was beyond what is there is given up first. */
function lineLess(line: Row<'heldUnits'>, units: number): Row<'heldUnits'> {
  const left = Math.max(0, line.units - units);
  return {
    ...line,
    units: left === 0 ? line.units : left,
    overbooked: Math.max(0, line.overbooked - units),
    status: left === 0 ? 'released' : 'active',
  };
}

function unitsGiven(
  { slots }: Holding,
  lines: readonly Row<'heldUnits'>[],
  wanted: ReadonlyMap<string, number>,
): SlotDelta[] {
  return lines.flatMap(({ slotId, channelGroup }) => {
    const slot: Slot | undefined = slots.states.get(slotId)?.slot;
    return slot === undefined ? [] : [giveBack(slot, wanted.get(slotId) ?? 0, channelGroup, 'held')];
  });
}

/** The tax in an item; a stay's nights have it in them, and its share of what was agreed says how much. Minor units. */
function taxOf({ quote }: Row<'booking'>, holding: Holding, { seats, stays }: HeldItem): number {
  const ofStays = quote === null ? [] : stays.map((stay) => shareOfStay(quote, stay, holding.stays)?.tax ?? 0);
  return [...seats.map(({ tax }) => tax), ...ofStays].reduce((sum, tax) => sum + tax, 0);
}
