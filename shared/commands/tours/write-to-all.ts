import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField, longText } from '../fields.ts';
import { peek, peekAll, see } from '../need.ts';
import { noticeOf } from './departure-notices.ts';
import { type Aboard, type SeenDeparture, concernOf, loadAboard } from './load-departure.ts';

const draft = z.object({
  departureId: idField,
  /** A reminder of the day, or anything else that everybody must know. */
  kind: z.enum(['toAll', 'reminder']),
  /** The same for everybody: nothing of anybody's own. */
  text: longText.min(1),
});

type Draft = z.infer<typeof draft>;

type Seen = Pick<SeenDeparture, 'departure' | 'product'> & { readonly aboard: Aboard };

/** Queues a message to everybody with confirmed seats of a departure [C4]; no booking waits for it. */
export const writeToAll = defineRequest<Draft, Draft, Seen>({
  name: 'writeToAll',
  version: 1,
  roles: ['frontDesk', 'administrator', 'manager'],
  draft,
  input: draft,
  *load({ departureId }) {
    const { departure } = yield* see({ departure: peek('departure', departureId) });
    const { product } = yield* see({
      product: peekAll('product', departure === undefined ? [] : [departure.productId]),
    });
    return { departure, product: product[0], aboard: yield* loadAboard(departure) };
  },
  prepare: asIs,
  decide({ departure, product, aboard }, { kind, text }, context) {
    if (departure === undefined) return refuse('not-found', { entity: 'departure' });
    const sold = new Set(aboard.seats.filter(({ status }) => status === 'CONFIRMED').map((item) => item.bookingId));
    const { date, time } = departure;
    const body = { text, product: product?.name ?? '', date, time };
    return done(
      aboard.bookings
        .filter(({ id }) => sold.has(id))
        .map(({ id, guestId }) =>
          noticeOf({ label: id, kind, departureId: departure.id, bookingId: id, guestId, body }, context),
        ),
    );
  },
  concerns: (seen) => concernOf(seen),
});
