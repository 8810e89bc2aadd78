import { type SlotDelta, after, giveBack } from '#shared/inventory/slot.ts';
import type { Fields } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { distributeSlots } from './distributed.ts';
import type { Patched } from './hold-events.ts';
import type { Holding } from './load-holding.ts';
import { runOutOn } from './run-out.ts';

/** What becomes of a hold that ends without a sale. */
export interface Ending {
  readonly holdId: string;
  readonly status: 'released' | 'expired';
  readonly booking: Patched<'booking'> | null;
  readonly entry: Patched<'waitlistEntry'> | null;
  readonly items: 'CANCELLED' | 'EXPIRED';
  /** The promotion of which a use is free again. */
  readonly promotionId: string | null;
}

/** Gives up what a hold still has: its units make overbooked bookings whole, serve those who wait, and are the pool's [I10]. */
export function giveUp(holding: Holding, ending: Ending, context: Context): readonly Event[] {
  const { lines, seats, stays, occupancies, slots } = holding;
  const runOut = runOutOn(slots);
  const active = lines.filter((line) => line.status === 'active');
  const left = new Map([...slots.states].map(([id, state]) => [id, state.slot]));
  const given: SlotDelta[] = [];
  for (const line of active.filter(({ id }) => !runOut.has(id))) {
    const slot = left.get(line.slotId);
    if (slot === undefined) continue;
    const delta = giveBack(slot, line.units, line.channelGroup, 'held');
    left.set(slot.id, after(slot, delta));
    given.push(delta);
  }
  const gone = active.filter(({ id }) => !runOut.has(id)).map(({ id }) => id);
  const itemFields: Partial<Fields<'seats'>> = { status: ending.items, overbooked: 0 };
  return [
    {
      type: 'HoldEnded',
      holdId: ending.holdId,
      status: ending.status,
      lineIds: active.map(({ id }) => id),
      booking: ending.booking,
      entry: ending.entry,
      seats: seats.filter(({ status }) => status === 'HELD').map(({ id }) => ({ id, fields: itemFields })),
      stayIds: stays.filter(({ status }) => status === 'HELD').map(({ id }) => id),
      stayStatus: ending.items,
      occupancyIds: occupancies.filter(({ status }) => status === 'expected').map(({ id }) => id),
      slots: given,
      promotionId: ending.promotionId,
    },
    ...distributeSlots(slots, context, given, gone).events,
  ];
}

/** The promotion that a booking's price was agreed with, if any. */
export function promotionOf(booking: Pick<Fields<'booking'>, 'quote'> | undefined): string | null {
  const line = booking?.quote?.lines.find(({ kind }) => kind === 'promotion');
  const id = line?.label['promotionId'];
  return typeof id === 'string' ? id : null;
}
