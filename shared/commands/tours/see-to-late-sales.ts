import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Context } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField } from '../fields.ts';
import type { Loading } from '../need.ts';
import { everybodyOff, mayTake } from './cancel-departure.ts';
import { whereItWent } from './late-sales.ts';
import { type SeenCancellation, loadCancellation } from './load-cancellation.ts';
import { concernOf } from './load-departure.ts';

const draft = z.object({ departureId: idField });
type Draft = z.infer<typeof draft>;

/**
 * Sales of a cancelled departure that arrived after it was [I8]: they go where the others went, or are given up, and their guests
 * hear of it. Where that departure cannot take anybody any more they are given up.
 */
export const seeToLateSales = defineRequest<Draft, Draft, SeenCancellation>({
  name: 'seeToLateSales',
  version: 1,
  roles: ['system'],
  draft,
  input: draft,
  *load({ departureId }: Draft, context: Context): Loading<SeenCancellation> {
    return yield* loadCancellation({ departureId, moveTo: yield* whereItWent(departureId) }, context);
  },
  prepare: asIs,
  decide(seen, _input, context) {
    const { departure, target } = seen;
    if (departure === undefined) return refuse('not-found', { entity: 'departure' });
    if (departure.state !== 'cancelled')
      return refuse('invalid-transition', { command: 'seeToLateSales', status: departure.state });
    const open = target !== undefined && mayTake(departure, target.departure, context) ? target : undefined;
    const off = everybodyOff({ ...seen, target: open }, departure, departure.stateReason, context);
    return done(off.events);
  },
  concerns: (seen) => concernOf(seen),
});
