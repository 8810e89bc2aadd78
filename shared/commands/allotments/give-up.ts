import { type SlotDelta, giveBack } from '#shared/inventory/slot.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { distributeSlots } from '../holds/distributed.ts';
import { type Slots, loadSlots } from '../holds/load-slots.ts';
import { type Loading, lockAll, see } from '../need.ts';
import type { LeaseGivenUp } from './allotment-events.ts';

/** Leases with the slots that they are of. */
export interface SeenLeases {
  readonly leases: readonly Row<'lease'>[];
  readonly slots: Slots;
}

/** The slots of leases, with who waits for what comes free of them. */
export function* loadLeasedSlots(leases: readonly Row<'lease'>[], context: Context): Loading<Slots> {
  const ofKind = (kind: Row<'lease'>['kind']) => leases.filter((lease) => lease.kind === kind);
  const { nights } = yield* see({
    nights: lockAll('slot', unique(ofKind('roomNight').map(({ slotId }) => slotId))),
  });
  const seats = ofKind('seat');
  return yield* loadSlots(
    {
      departureIds: unique(seats.map(({ resourceId }) => resourceId)),
      seatSlotIds: unique(seats.map(({ slotId }) => slotId)),
      nights: nights.map((row) => ({ ...row, isNew: false })),
    },
    context,
  );
}

/** What giving units of leases up comes to. */
export interface GivenUp {
  readonly leases: readonly LeaseGivenUp[];
  readonly slots: readonly SlotDelta[];
  /** Who gets what came free, before it is the pool's [I10]. */
  readonly further: readonly Event[];
}

/** Units of leases become the pool's: no longer held, nor the house's own. Of each lease at most what is in it. */
export function givenUp(
  { slots }: Pick<SeenLeases, 'slots'>,
  given: readonly { readonly lease: Row<'lease'>; readonly units: number }[],
  context: Context,
): GivenUp {
  const most = given.map(({ lease, units }) => ({ lease, units: Math.max(0, Math.min(units, lease.units)) }));
  const deltas = [...slots.states.values()].flatMap(({ slot }) => {
    const units = most.reduce((sum, one) => (one.lease.slotId === slot.id ? sum + one.units : sum), 0);
    return units === 0 ? [] : [giveBack(slot, units, 'manual', 'held')];
  });
  return {
    leases: most.map(({ lease, units }) => ({
      leaseId: lease.id,
      units,
      recalled: Math.min(units, lease.recalled),
    })),
    slots: deltas,
    further: deltas.length === 0 ? [] : distributeSlots(slots, context, deltas).events,
  };
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
