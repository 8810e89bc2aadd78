import { z } from 'zod';
import { quotasKept } from '#shared/inventory/quota-kept.ts';
import type { Slot } from '#shared/inventory/slot.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { releasedBefore } from '#shared/tours/quota-release.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField } from '../fields.ts';
import { distributeSlots } from '../holds/distributed.ts';
import { concernOf, loadDeparture } from './load-departure.ts';
import { quotasField } from './tour-fields.ts';

const draft = z.object({ departureId: idField, quotas: quotasField });

/**
 * Sets what each channel group may sell and hold of a departure at most, and from when on that no longer binds [I7]. Below what a
 * group has sold and holds it is refused as `below-sold`.
 */
export const setQuotas = defineRequest({
  name: 'setQuotas',
  version: 1,
  roles: ['administrator', 'manager'],
  draft,
  input: draft,
  load: ({ departureId }, context) => loadDeparture(departureId, 'lock', context),
  prepare: asIs,
  decide({ departure, slots }, input, context) {
    if (departure === undefined) return refuse('not-found', { entity: 'departure' });
    const quotas = releasedBefore(input.quotas, departure.startsAt);
    if (departure.state !== 'scheduled')
      return refuse('invalid-transition', { command: 'setQuotas', status: departure.state });
    const state = slots.states.get(departure.slotId);
    if (state === undefined) return refuse('not-found', { entity: 'slot' });
    const released = distributeSlots(slots, context).slots.get(departure.slotId) ?? state.slot;
    const limited: Slot = { ...released, quotas };
    // Whatever bound before: a quota that is set is set anew.
    const kept = quotasKept({ ...released, quotas: {} }, limited, context.arrivedAt);
    if (!kept.ok) return kept;
    // A wider quota may let somebody in who waits [I9].
    const states = new Map(slots.states).set(departure.slotId, { ...state, slot: { ...state.slot, quotas } });
    return done([
      { type: 'QuotasSet', departureId: departure.id, slotId: departure.slotId, quotas },
      ...distributeSlots({ ...slots, states }, context).events,
    ]);
  },
  concerns: (seen) => concernOf(seen),
});
