import { type SlotDelta, after } from '#shared/inventory/slot.ts';
import { isGuaranteed } from '#shared/tours/departure-status.ts';
import type { Event } from '../events.ts';
import type { Slots } from '../holds/load-slots.ts';

/**
 * A departure that had reached its minimum runs, whoever cancels afterwards [I8]: where units that are given up would take it below,
 * no minimum is asked for any more, as where somebody says so by hand.
 */
export function stillRuns({ states, departures }: Slots, given: readonly SlotDelta[]): Event[] {
  return departures.flatMap((departure): Event[] => {
    const slot = states.get(departure.slotId)?.slot;
    if (slot === undefined || departure.state !== 'scheduled' || departure.minParticipants === 0) return [];
    const left = given.filter(({ slotId }) => slotId === slot.id).reduce(after, slot);
    if (!isGuaranteed(departure, slot) || isGuaranteed(departure, left)) return [];
    const fields = { minParticipants: 0, decisionOn: null };
    return [{ type: 'DepartureChanged', departureId: departure.id, fields, slots: [], quotas: null }];
  });
}
