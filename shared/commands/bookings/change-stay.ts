import { z } from 'zod';
import { plainRates, sumOf } from '#shared/bookings/price.ts';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { stayTransitions } from '#shared/bookings/states.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import { defineRequest, ifUnchanged } from '../define.ts';
import { amountField, idField, longText, paxField, sealedLong, versionField } from '../fields.ts';
import { edit, lock, peek, see } from '../need.ts';
import { mayNameRate } from './rate-by-hand.ts';

const draft = z.object({
  stayId: idField,
  expectedVersion: versionField,
  adults: paxField.min(1),
  children: paxField,
  wishes: longText,
  expectedAt: z.string().max(20),
  note: longText,
  /** A new rate for every night; null leaves the agreed ones. Another than the type's own is a manager's, and the note says why [P1]. */
  nightlyRate: amountField.nullable(),
});
type Draft = z.infer<typeof draft>;

/** Changes who comes, their wishes and the rate; dates and rooms are moved. */
export const changeStay = defineRequest({
  name: 'changeStay',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  draft,
  input: draft.extend({ wishes: sealedLong, note: sealedLong }),
  load,
  prepare(seen, given, _context, { seal }) {
    const unchanged = ifUnchanged(({ stay }: typeof seen) => stay)(seen, given);
    const guestId = seen.stay?.guestId ?? '';
    return unchanged.ok
      ? done({ ...given, wishes: seal(guestId, given.wishes), note: seal(guestId, given.note) })
      : unchanged;
  },
  decide({ stay, booking, roomType }, input, context) {
    if (stay === undefined || booking === undefined) return refuse('not-found', { entity: 'stay' });
    if (nextState(stayTransitions, stay.status, 'changeStay') === undefined) {
      return refuse('invalid-transition', { command: 'changeStay', status: stay.status });
    }
    const pax = input.adults + input.children;
    if (roomType !== undefined && pax > roomType.maxOccupancy) {
      return refuse('too-many-guests', { pax, most: roomType.maxOccupancy, roomType: roomType.name });
    }
    const sameRate = stay.nightly.every((rate) => rate === input.nightlyRate);
    const rate = mayNameRate({ ...input, own: sameRate ? undefined : roomType?.nightlyRate }, context);
    if (!rate.ok) return rate;
    const nightly =
      input.nightlyRate === null
        ? stay.nightly
        : plainRates({ from: stay.arrival, to: stay.departure }, input.nightlyRate);
    const total = booking.total - sumOf(stay.nightly) + sumOf(nightly);
    return done([
      {
        type: 'StayChanged',
        stayId: stay.id,
        fields: {
          adults: input.adults,
          children: input.children,
          wishes: input.wishes,
          expectedAt: input.expectedAt,
          nightly,
        },
        booking: {
          id: booking.id,
          fields: { total, note: input.note, paymentStatus: paymentStatusOf(total, booking.paid) },
        },
      },
    ]);
  },
  concerns: ({ stay, booking, guest }) => ({
    guest: guest?.name ?? '',
    bookingId: booking?.id ?? '',
    bookingNumber: booking?.number ?? '',
    from: stay?.arrival ?? '',
    to: stay?.departure ?? '',
  }),
});

function* load({ stayId }: Draft) {
  const { stay } = yield* see({ stay: edit('stay', stayId) });
  const rest = yield* see({
    booking: lock('booking', stay?.bookingId ?? ''),
    guest: peek('guest', stay?.guestId ?? ''),
    roomType: peek('roomType', stay?.roomTypeId ?? ''),
  });
  return { stay, ...rest };
}
