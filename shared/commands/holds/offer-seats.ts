import { z } from 'zod';
import { forSale } from '#shared/bookings/for-sale.ts';
import { groupWaitedFor } from '#shared/inventory/channel-group.ts';
import { take } from '#shared/inventory/slot.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { mayOverride } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField } from '../fields.ts';
import { distributeSlots, offerTo } from './distributed.ts';
import { type SeenEntry, entryConcern, loadEntry } from './load-entry.ts';

const draft = z.object({
  entryId: idField,
  /** A manager offers seats beyond what is there, up to the overbooking limit [I2]. */
  overbook: z.boolean(),
});
type Draft = z.infer<typeof draft>;

/** Staff offer seats to somebody by hand: one whose turn has passed, or who fits by a manager's word. Those before them who fit are served first [I9]. */
export const offerSeats = defineRequest<Draft, Draft, SeenEntry>({
  name: 'offerSeats',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator'],
  draft,
  input: draft,
  load: ({ entryId }, context) => loadEntry(entryId, context),
  prepare: asIs,
  decide({ entry, departure, slots }, { overbook }, context) {
    if (entry === undefined || departure === undefined) return refuse('not-found', { entity: 'waitlistEntry' });
    if (entry.status !== 'waiting' && entry.status !== 'expired')
      return refuse('invalid-transition', { command: 'offerSeats', status: entry.status });
    if (overbook && !mayOverride(context)) return refuse('no-right', { role: context.actor.role, why: 'overbook' });
    const sale = forSale(departure, { now: context.now, cutoffMinutes: 0, override: mayOverride(context) });
    if (!sale.ok) return sale;
    const distributed = distributeSlots(slots, context);
    const served = distributed.events.some(
      (event) => event.type === 'SlotsDistributed' && event.offers.some((offer) => offer.entryId === entry.id),
    );
    if (served) return done(distributed.events);
    const slot = distributed.slots.get(entry.slotId);
    if (slot === undefined) return refuse('not-found', { entity: 'slot' });
    const taken = take(slot, {
      as: 'held',
      units: entry.units,
      group: groupWaitedFor(entry),
      now: context.arrivedAt,
      mayOverbook: overbook,
    });
    if (!taken.ok) return taken;
    const offer = offerTo(entry, { slot }, slots, context, taken.value.overbooked);
    return done([...distributed.events, { type: 'SeatsOffered', offer, slots: [taken.value.delta] }]);
  },
  concerns: entryConcern,
});
