import { z } from 'zod';
import { quotasKept } from '#shared/inventory/quota-kept.ts';
import { after, deltaOf, freeUnits, resizeTotal } from '#shared/inventory/slot.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField, shortText } from '../fields.ts';
import { distributeSlots } from '../holds/distributed.ts';
import { affectedBy, concernOf, loadAboard, loadDeparture } from './load-departure.ts';
import { capacityField } from './tour-fields.ts';

const blocked = z.object({ departureId: idField, units: capacityField, reason: shortText });

/** Takes free seats out of sale: for staff, a guide, somebody dear. More than are free is refused as `sold-out` with who has them, and what leaves a group's share smaller than what it sold as `below-sold` [I7]. */
export const blockSeats = defineRequest({
  name: 'blockSeats',
  version: 1,
  roles: ['frontDesk', 'administrator', 'manager'],
  draft: blocked,
  input: blocked,
  *load({ departureId }: z.infer<typeof blocked>, context) {
    const seen = yield* loadDeparture(departureId, 'lock', context);
    return { ...seen, aboard: yield* loadAboard(seen.departure) };
  },
  prepare: asIs,
  decide({ departure, slots, aboard }, { units, reason }, context) {
    if (departure === undefined) return refuse('not-found', { entity: 'departure' });
    if (departure.state !== 'scheduled')
      return refuse('invalid-transition', { command: 'blockSeats', status: departure.state });
    const given = distributeSlots(slots, context);
    const slot = given.slots.get(departure.slotId);
    if (slot === undefined) return refuse('not-found', { entity: 'slot' });
    const free = Math.max(0, freeUnits(slot));
    if (units > free) return refuse('sold-out', { free, date: departure.date, ...affectedBy(units - free, aboard) });
    const delta = deltaOf(slot, { blocked: units });
    const kept = quotasKept(slot, after(slot, delta), context.arrivedAt);
    if (!kept.ok) return { ...kept, detail: { ...kept.detail, date: departure.date, free } };
    return done([
      ...given.events,
      {
        type: 'SeatsBlocked',
        departureId: departure.id,
        units,
        reason,
        slots: [delta],
      },
    ]);
  },
  concerns: (seen) => concernOf(seen),
});

const unblocked = z.object({ departureId: idField, units: capacityField });

/** Gives blocked seats back: to whoever is overbooked, then to those who wait, then on sale [I10]. */
export const unblockSeats = defineRequest({
  name: 'unblockSeats',
  version: 1,
  roles: ['frontDesk', 'administrator', 'manager'],
  draft: unblocked,
  input: unblocked,
  load: ({ departureId }, context) => loadDeparture(departureId, 'lock', context),
  prepare: asIs,
  decide({ departure, slots }, { units }, context) {
    if (departure === undefined) return refuse('not-found', { entity: 'departure' });
    if (departure.state !== 'scheduled')
      return refuse('invalid-transition', { command: 'unblockSeats', status: departure.state });
    const slot = slots.states.get(departure.slotId)?.slot;
    if (slot === undefined) return refuse('not-found', { entity: 'slot' });
    if (units > slot.blocked) return refuse('wrong-input', { blocked: slot.blocked, units });
    const { total: _total, ...more } = resizeTotal(slot, units).change;
    const back = deltaOf(slot, { ...more, blocked: -units });
    return done([
      { type: 'SeatsBlocked', departureId: departure.id, units: -units, reason: '', slots: [back] },
      ...distributeSlots(slots, context, [back]).events,
    ]);
  },
  concerns: (seen) => concernOf(seen),
});
