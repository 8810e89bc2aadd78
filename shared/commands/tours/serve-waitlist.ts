import { z } from 'zod';
import { servesWaitlist } from '#shared/bookings/for-sale.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField } from '../fields.ts';
import { distributeSlots } from '../holds/distributed.ts';
import type { Slots } from '../holds/load-slots.ts';
import { concernOf, loadDeparture } from './load-departure.ts';

const draft = z.object({ departureId: idField });

/**
 * Gives seats to those who wait where the clock alone let them in: a quota was released, the departure went on sale [I7, I9].
 * Whatever else frees seats serves them by itself. Nothing happens where nobody fits.
 */
export const serveWaitlist = defineRequest({
  name: 'serveWaitlist',
  version: 1,
  roles: ['system'],
  draft,
  input: draft,
  load: ({ departureId }, context) => loadDeparture(departureId, 'lock', context),
  prepare: asIs,
  decide({ departure, slots }, _input, context) {
    if (departure === undefined) return refuse('not-found', { entity: 'departure' });
    return done(distributeSlots(slots, context).events);
  },
  concerns: (seen) => concernOf(seen),
});

/** The slots of a departure that is changed in the same command, as it serves those who wait from then on. */
export function servingAs(slots: Slots, departure: Row<'departure'>, { arrivedAt }: Context): Slots {
  const serves = servesWaitlist(departure, arrivedAt);
  return { ...slots, states: new Map([...slots.states].map(([id, state]) => [id, { ...state, serves }])) };
}
