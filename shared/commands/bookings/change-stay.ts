import { z } from 'zod';
import { plainRates, sumOf } from '#shared/bookings/price.ts';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { stayTransitions } from '#shared/bookings/states.ts';
import { type BookingPolicy, defaultPolicy, policyIdOf } from '#shared/bookings/policy.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { defineRequest, ifUnchanged } from '../define.ts';
import { amountField, idField, longText, paxField, sealedLong, versionField } from '../fields.ts';
import { edit, lock, peek, see } from '../need.ts';
import { isByHand, mayNameRate } from './rate-by-hand.ts';

const draft = z.object({
  stayId: idField,
  expectedVersion: versionField,
  adults: paxField.min(1),
  children: paxField,
  wishes: longText,
  expectedAt: z.string().max(20),
  note: longText,
  /** A new rate for every night; null leaves the agreed ones. Another than the type's own is a manager's [P1]. */
  nightlyRate: amountField.nullable(),
  /** Why it is another than the type's own. The note is the booking's, and says nothing of it: it may be years old. */
  rateReason: longText.optional(),
});
type Draft = z.infer<typeof draft>;

/** Changes who comes, their wishes and the rate; dates and rooms are moved. */
export const changeStay = defineRequest({
  name: 'changeStay',
  version: 2,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  upgrades: { 1: noteAsReason },
  draft,
  input: draft.extend({
    wishes: sealedLong,
    note: sealedLong,
    rateReason: sealedLong.optional(),
    /** The rate is the type's own, as the desk knew it: no rate by hand, and held against what the type costs where it is decided [B7]. */
    ownRate: z.boolean().optional(),
  }),
  load,
  prepare(seen, given, _context, { seal }) {
    const unchanged = ifUnchanged(({ stay }: typeof seen) => stay)(seen, given);
    const guestId = seen.stay?.guestId ?? '';
    if (!unchanged.ok) return unchanged;
    const { wishes, note, rateReason = '' } = given;
    return done({
      ...given,
      ownRate: given.nightlyRate !== null && given.nightlyRate === seen.roomType?.nightlyRate,
      wishes: seal(guestId, wishes),
      note: seal(guestId, note),
      rateReason: seal(guestId, rateReason.trim()),
    });
  },
  decide({ stay, booking, roomType, policy }, input, context) {
    if (stay === undefined || booking === undefined) return refuse('not-found', { entity: 'stay' });
    if (nextState(stayTransitions, stay.status, 'changeStay') === undefined) {
      return refuse('invalid-transition', { command: 'changeStay', status: stay.status });
    }
    const pax = input.adults + input.children;
    if (roomType !== undefined && pax > roomType.maxOccupancy) {
      return refuse('too-many-guests', { pax, most: roomType.maxOccupancy, roomType: roomType.name });
    }
    const priced = input.ownRate === true ? stillOwn(input.nightlyRate, stay, booking, roomType, policy) : done(null);
    if (!priced.ok) return priced;
    const sameRate = stay.nightly.every((rate) => rate === input.nightlyRate);
    const reason = input.rateReason ?? '';
    const own = sameRate || input.ownRate === true ? undefined : roomType?.nightlyRate;
    const rate = mayNameRate({ nightlyRate: input.nightlyRate, own, reason }, context);
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
        ...(isByHand({ nightlyRate: input.nightlyRate, own }) ? { rateReason: reason } : {}),
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

/** What the type costs may differ by no more than the threshold from what the desk knew [B7]; refused with what the booking would come to by either. */
function stillOwn(
  nightlyRate: number | null,
  { nightly, arrival: from, departure: to }: Row<'stay'>,
  { total, currency }: Row<'booking'>,
  roomType: Row<'roomType'> | undefined,
  { rateThreshold }: Pick<BookingPolicy, 'rateThreshold'> = defaultPolicy,
): Outcome<null> {
  if (nightlyRate === null || roomType === undefined) return done(null);
  const [shown, costs] = [nightlyRate, roomType.nightlyRate].map((rate) => sumOf(plainRates({ from, to }, rate)));
  const rest = total - sumOf(nightly);
  const [agreed, now] = [rest + (shown ?? 0), rest + (costs ?? 0)];
  return Math.abs(agreed - now) > rateThreshold ? refuse('price-changed', { agreed, now, currency }) : done(null);
}

const noted = z.looseObject({ note: z.string() });

/** Older desks took the booking's note for the reason; what has none is left as it is, to be refused as wrong input. */
function noteAsReason(input: unknown): unknown {
  const read = noted.safeParse(input);
  return read.success ? { ...read.data, rateReason: read.data.note } : input;
}

function* load({ stayId }: Draft, { propertyId }: Context) {
  const { stay } = yield* see({ stay: edit('stay', stayId) });
  const rest = yield* see({
    booking: lock('booking', stay?.bookingId ?? ''),
    guest: peek('guest', stay?.guestId ?? ''),
    roomType: peek('roomType', stay?.roomTypeId ?? ''),
    policy: peek('bookingPolicy', policyIdOf(propertyId)),
  });
  return { stay, ...rest };
}
