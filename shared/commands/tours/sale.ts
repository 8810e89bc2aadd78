import { z } from 'zod';
import { servesWaitlist } from '#shared/bookings/for-sale.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { saleStates } from '#shared/schema/words.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField, shortText } from '../fields.ts';
import { distributeSlots } from '../holds/distributed.ts';
import { concernOf, loadDeparture } from './load-departure.ts';

const opened = z.object({
  departureId: idField,
  /** By hand whatever its day on sale is, or again by that day. */
  sale: z.enum(saleStates).exclude(['closed']),
});

/** Puts a departure on sale by hand [I8], or leaves it to its own days again. After the cutoff it is refused as `past-cutoff` [I11]. */
export const openSale = defineRequest({
  name: 'openSale',
  version: 1,
  roles: ['administrator', 'manager'],
  draft: opened,
  input: opened,
  load: ({ departureId }, context) => loadDeparture(departureId, 'lock', context),
  prepare: asIs,
  decide({ departure, slots }, { sale }, context) {
    if (departure === undefined) return refuse('not-found', { entity: 'departure' });
    if (departure.state !== 'scheduled')
      return refuse('invalid-transition', { command: 'openSale', status: departure.state });
    if (departure.cutoffAt <= context.arrivedAt) return refuse('past-cutoff', { cutoffAt: departure.cutoffAt });
    // Whoever waits is served at once: while it was closed nothing was offered to them [I9].
    const serves = servesWaitlist({ ...departure, sale }, context.arrivedAt);
    const states = new Map([...slots.states].map(([id, state]) => [id, { ...state, serves }]));
    return done([
      { type: 'SaleSet', departureId: departure.id, sale, reason: '' },
      ...distributeSlots({ ...slots, states }, context).events,
    ]);
  },
  concerns: (seen) => concernOf(seen),
});

const closed = z.object({ departureId: idField, reason: shortText });

/** Takes a departure off sale by hand [I8]; what is held and sold stays. */
export const closeSale = defineRequest({
  name: 'closeSale',
  version: 1,
  roles: ['frontDesk', 'administrator', 'manager'],
  draft: closed,
  input: closed,
  load: ({ departureId }, context) => loadDeparture(departureId, 'lock', context),
  prepare: asIs,
  decide({ departure }, { reason }) {
    if (departure === undefined) return refuse('not-found', { entity: 'departure' });
    if (departure.state !== 'scheduled')
      return refuse('invalid-transition', { command: 'closeSale', status: departure.state });
    return done([{ type: 'SaleSet', departureId: departure.id, sale: 'closed', reason }]);
  },
  concerns: (seen) => concernOf(seen),
});
