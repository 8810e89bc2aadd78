import type { SlotState } from '#shared/inventory/slot-state.ts';
import { type SlotDelta, after } from '#shared/inventory/slot.ts';
import type { Event } from '../events.ts';
import type { Holding } from '../holds/load-holding.ts';
import type { Slots } from '../holds/load-slots.ts';

/** Slots as they stand in the midst of a command that decides for many bookings, one behind the other. */
export type States = ReadonlyMap<string, SlotState>;

/** All slots that several bookings stand in, each once. */
export function statesOf(slots: readonly Pick<Slots, 'states'>[]): States {
  return new Map(slots.flatMap(({ states }) => [...states]));
}

/** The slots once events have happened: figures moved, and whoever lapsed, was made whole or served wants nothing any more. */
export function evolved(states: States, events: readonly Event[]): States {
  const next = new Map(states);
  for (const event of events) {
    for (const delta of deltasOf(event)) {
      const state = next.get(delta.slotId);
      if (state !== undefined) next.set(delta.slotId, { ...state, slot: after(state.slot, delta) });
    }
    const { gone, left } = endedBy(event);
    for (const [id, state] of next) {
      next.set(id, {
        ...state,
        lapsed: state.lapsed.filter((line) => !gone.has(line.id)),
        claims: state.claims.flatMap((claim) => {
          const overbooked = left.get(claim.id) ?? claim.overbooked;
          return gone.has(claim.id) || overbooked === 0 ? [] : [{ ...claim, overbooked }];
        }),
        waiting: state.waiting.filter((entry) => !gone.has(entry.id)),
      });
    }
  }
  return next;
}

/** What a booking holds, with its slots as they stand by now. */
export function asOfNow(holding: Holding, states: States): Holding {
  const own = [...holding.slots.states].map(([id, state]): [string, SlotState] => [id, states.get(id) ?? state]);
  return { ...holding, slots: { ...holding.slots, states: new Map(own) } };
}

function deltasOf(event: Event): readonly SlotDelta[] {
  return 'slots' in event ? event.slots : [];
}

function endedBy(event: Event): { gone: ReadonlySet<string>; left: ReadonlyMap<string, number> } {
  switch (event.type) {
    case 'SlotsDistributed':
      return {
        gone: new Set([...event.lapsed, ...event.offers.map(({ entryId }) => entryId)]),
        left: new Map(event.whole.map(({ id, overbooked }) => [id, overbooked])),
      };
    case 'HoldEnded':
      return { gone: new Set([...event.lineIds, ...event.seats.map(({ id }) => id)]), left: new Map() };
    case 'ItemsCancelled':
      return { gone: new Set(event.seatIds), left: new Map() };
    case 'SeatsMoved':
      return { gone: new Set([...event.seats.map(({ id }) => id), ...event.released]), left: new Map() };
    default:
      return { gone: new Set(), left: new Map() };
  }
}
