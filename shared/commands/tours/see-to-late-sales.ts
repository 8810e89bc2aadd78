import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import type { EventOf } from '../events.ts';
import { idField } from '../fields.ts';
import { openException } from '../exceptions.ts';
import { type Loading, lockAll, see, where } from '../need.ts';
import { everybodyOff, mayTake } from './cancel-departure.ts';
import { whereItWent } from './late-sales.ts';
import { type SeenCancellation, loadCancellation } from './load-cancellation.ts';
import { concernOf } from './load-departure.ts';

const draft = z.object({ departureId: idField });
type Draft = z.infer<typeof draft>;

const KIND = 'late-sale-stuck';

interface Seen extends SeenCancellation {
  /** Sales that staff have been told of, and have not seen to. */
  readonly alerts: readonly Row<'exception'>[];
}

/**
 * Sales of a cancelled departure that arrived after it was [I8]: they go where the others went, or are given up, and their guests
 * hear of it. Where that departure cannot take anybody any more they are given up; of what cannot be given up either staff are told,
 * once.
 */
export const seeToLateSales = defineRequest<Draft, Draft, Seen>({
  name: 'seeToLateSales',
  version: 1,
  roles: ['system'],
  draft,
  input: draft,
  *load({ departureId }: Draft, context: Context): Loading<Seen> {
    const seen = yield* loadCancellation({ departureId, moveTo: yield* whereItWent(departureId) }, context);
    const alerts = lockAll('exception', [where('kind', '=', KIND), where('status', '=', 'open')]);
    return { ...seen, ...(yield* see({ alerts })) };
  },
  prepare: asIs,
  decide(seen, _input, context) {
    const { departure, target } = seen;
    if (departure === undefined) return refuse('not-found', { entity: 'departure' });
    if (departure.state !== 'cancelled')
      return refuse('invalid-transition', { command: 'seeToLateSales', status: departure.state });
    const open = target !== undefined && mayTake(departure, target.departure, context) ? target : undefined;
    const off = everybodyOff({ ...seen, target: open }, departure, departure.stateReason, context);
    const told = off.stuck.flatMap(({ booking, why }) =>
      seen.alerts.some(({ concerns }) => concerns.bookingId === booking.id)
        ? []
        : [leftBehind(booking, departure, why.reason, context)],
    );
    // Where nothing came of it, it is looked at again: what is done is done once.
    return done([...(off.seenTo > 0 ? off.events : []), ...told]);
  },
  concerns: (seen) => concernOf(seen),
});

/** Somebody has seats of a departure that does not run, and nothing here can take them away: a person must speak to them [I8]. */
function leftBehind(
  { id, number, guestId }: Row<'booking'>,
  departure: Row<'departure'>,
  reason: string,
  context: Context,
): EventOf<'ExceptionOpened'> {
  return openException(context, {
    label: `stuck/${id}`,
    kind: KIND,
    detail: { reason },
    remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
    concerns: {
      guestId,
      bookingId: id,
      bookingNumber: number,
      departureId: departure.id,
      from: departure.date,
      to: departure.endsOn,
    },
  });
}
