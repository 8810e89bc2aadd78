import { z } from 'zod';
import { dayIn } from '#shared/kernel/dates.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { isGuaranteed } from '#shared/tours/departure-status.ts';
import { asIs, defineRequest } from '../define.ts';
import { openException } from '../exceptions.ts';
import { idField } from '../fields.ts';
import { noticeOf } from './departure-notices.ts';
import { concernOf, loadDeparture } from './load-departure.ts';

const draft = z.object({ departureId: idField });

/** It runs, however few book: no minimum is asked for any more [I8]. */
export const guaranteeDeparture = defineRequest({
  name: 'guaranteeDeparture',
  version: 1,
  roles: ['administrator', 'manager'],
  draft,
  input: draft,
  load: ({ departureId }, context) => loadDeparture(departureId, 'lock', context),
  prepare: asIs,
  decide({ departure }) {
    if (departure === undefined) return refuse('not-found', { entity: 'departure' });
    if (departure.state !== 'scheduled')
      return refuse('invalid-transition', { command: 'guaranteeDeparture', status: departure.state });
    return done([
      {
        type: 'DepartureChanged',
        departureId: departure.id,
        fields: { minParticipants: 0, decisionOn: null },
        slots: [],
        quotas: null,
      },
    ]);
  },
  concerns: (seen) => concernOf(seen),
});

/** Tells staff on the decision day, once, that the minimum is not reached [I8]: they decide whether it runs. */
export const alertDeparture = defineRequest({
  name: 'alertDeparture',
  version: 1,
  roles: ['system'],
  draft,
  input: draft,
  load: ({ departureId }, context) => loadDeparture(departureId, 'lock', context),
  prepare: asIs,
  decide({ departure, product, slots }, _input, context) {
    const slot = slots.states.get(departure?.slotId ?? '')?.slot;
    if (departure === undefined || slot === undefined) return refuse('not-found', { entity: 'departure' });
    const { state, alertedAt, decisionOn, zone, minParticipants } = departure;
    const due = decisionOn !== null && decisionOn <= dayIn(zone, context.arrivedAt);
    if (state !== 'scheduled' || alertedAt !== null || !due || isGuaranteed(departure, slot))
      return refuse('invalid-transition', { command: 'alertDeparture', status: state });
    const { confirmed } = slot;
    const what = { product: product?.name ?? '', date: departure.date, minParticipants, confirmed };
    return done([
      {
        type: 'DepartureChanged',
        departureId: departure.id,
        fields: { alertedAt: context.arrivedAt },
        slots: [],
        quotas: null,
      },
      openException(context, {
        label: 'minimum-not-reached',
        kind: 'minimum-not-reached',
        detail: { ...what, departureId: departure.id },
        remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
        concerns: concernOf({ departure, product }),
      }),
      noticeOf(
        {
          label: 'minimum-not-reached',
          kind: 'minimumNotReached',
          departureId: departure.id,
          bookingId: null,
          guestId: null,
          body: what,
        },
        context,
      ),
    ]);
  },
  concerns: (seen) => concernOf(seen),
});
