import { channelTerms } from '#shared/bookings/channel-terms.ts';
import { recalledOf } from '#shared/bookings/commission.ts';
import { amountOf, earnedWithout } from '#shared/bookings/earned.ts';
import { returnedGoods } from '#shared/bookings/goods.ts';
import { sumOf } from '#shared/bookings/price.ts';
import { type Slot, type SlotDelta, after, giveBack } from '#shared/inventory/slot.ts';
import type { Fields, Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import type { Recalled } from '../holds/earned-anew.ts';
import { distributeSlots } from '../holds/distributed.ts';
import type { Holding } from '../holds/load-holding.ts';
import { stillRuns } from '../tours/still-runs.ts';
import { stillOverbooked } from './still-overbooked.ts';

/** Items of a confirmed booking that are given up, and what becomes of the booking. */
export interface Cancelling {
  readonly booking: Row<'booking'>;
  readonly holding: Holding;
  readonly seats: readonly Row<'seats'>[];
  readonly stays: readonly Row<'stay'>[];
  readonly fields: Partial<Fields<'booking'>>;
  /** What the booking still comes to. Minor units. */
  readonly totalAfter: number;
}

/**
 * Gives up items that were sold: their goods are taken back, what was paid for them stands as a deposit, the commission on them is
 * recalled [A1, M5]; their units make overbooked bookings whole, serve those who wait, and are the pool's [I10].
 */
export function itemsCancelled(cancelling: Cancelling, context: Context): readonly Event[] {
  const { booking, holding, seats, stays } = cancelling;
  const given = unitsGiven(cancelling);
  const seatIds = seats.map(({ id }) => id);
  const behind = distributeSlots(holding.slots, context, given, seatIds).events;
  const left = { lines: holding.lines, seats: holding.seats.filter(({ id }) => !seatIds.includes(id)) };
  return [
    {
      type: 'ItemsCancelled',
      booking: { id: booking.id, fields: cancelling.fields },
      seatIds,
      stayIds: stays.map(({ id }) => id),
      occupancyIds: holding.occupancies
        .filter(({ stayId }) => stays.some(({ id }) => id === stayId))
        .map(({ id }) => id),
      slots: given,
      goods: {
        ...returnedGoods(seats, booking.receivable),
        channelCollects: holding.channel?.collects === 'channel',
      },
      commission: recalled(cancelling),
      currency: booking.currency,
      date: context.businessDate,
    },
    ...behind,
    // What came free may have made another item of it whole.
    ...stillOverbooked(booking, left, null, behind),
    ...stillRuns(holding.slots, given),
  ];
}

/** What an item comes to. Minor units. */
export function totalOf(item: Row<'seats'> | Row<'stay'>): number {
  return 'nightly' in item ? sumOf(item.nightly) : item.total;
}

function unitsGiven({ booking, holding, seats, stays }: Cancelling): SlotDelta[] {
  const { group } = channelTerms(holding.channel, booking.source);
  const left = new Map<string, Slot>([...holding.slots.states].map(([id, state]) => [id, state.slot]));
  const wanted = [
    ...seats.map(({ slotId, units }) => ({ slotId, units })),
    ...stays.flatMap(({ id }) => (holding.nights.get(id) ?? []).map((night) => ({ slotId: night.id, units: 1 }))),
  ];
  return wanted.flatMap(({ slotId, units }) => {
    const slot = left.get(slotId);
    if (slot === undefined) return [];
    const delta = giveBack(slot, units, group);
    left.set(slotId, after(slot, delta));
    return [delta];
  });
}

/** What was earned on the items that are given up; where it is not known by item, their share of what the booking comes to. */
function recalled({ booking, holding, seats, stays, totalAfter }: Cancelling): Recalled | null {
  const { commission } = holding;
  if (commission === undefined) return null;
  const { id, amount, recalled: before, earned } = commission;
  const live = holding.stays.filter(({ status }) => status !== 'CANCELLED' && status !== 'EXPIRED');
  const seatIds = seats.map((item) => item.id);
  const kept = earned === null ? null : earnedWithout(earned, seatIds, { gone: stays, live });
  // Nothing stands any more, and nothing is earned.
  const left = kept !== null && totalAfter === 0 ? [] : kept;
  const more =
    left === null ? recalledOf(amount - before, booking.total, totalAfter) : amount - before - amountOf(left);
  return more === 0 ? null : { id, recalled: more, earned: left };
}
