import { z } from 'zod';
import { bookingNumber } from '#shared/bookings/booking-number.ts';
import { defaultPolicy, policyIdOf } from '#shared/bookings/policy.ts';
import { plainRates, sumOf } from '#shared/bookings/price.ts';
import { groupOf } from '#shared/inventory/channel-group.ts';
import { type Draw, draw as drawUnits } from '#shared/inventory/draw.ts';
import type { Slot } from '#shared/inventory/slot.ts';
import { type Outcome, type Refusal, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { bookingSources } from '#shared/schema/words.ts';
import { bookingAlternatives } from './booking-alternatives.ts';
import { type Context, mayOverride } from '../context.ts';
import { type Preparation, defineRequest } from '../define.ts';
import type { Event } from '../events.ts';
import {
  MOST_NIGHTS,
  TOO_LONG,
  amountField,
  dayField,
  idField,
  isStaySpan,
  longText,
  paxField,
  sealedLong,
  shortText,
} from '../fields.ts';
import { type Loading, lockAll, peek, see, where } from '../need.ts';
import { leasesDrawn, promiseForced } from '../allotments/promise-forced.ts';
import {
  type OwnLeases,
  isGuaranteed,
  isOwnPromise,
  loadOwnLeases,
  promiseField,
  promisedOf,
  promisesFor,
} from '../allotments/promises.ts';
import { answerRefusal, refusalAnswered } from '../inbox/answers-refusal.ts';
import { loadNightsForSale } from '../nights.ts';
import { type RoomClaims, loadClaims, roomFree } from '../room-claims.ts';
import { mayNameRate } from './rate-by-hand.ts';
import { sameRates } from './same-rates.ts';
import { stayBooked } from './stay-booked.ts';

export const bookStayDraft = z.object({
  guestId: idField,
  source: z.enum(bookingSources),
  externalRef: shortText.optional(),
  roomTypeId: idField,
  roomId: idField.nullable(),
  from: dayField,
  /** The day of departure; equal to `from` for day use. */
  to: dayField,
  adults: paxField.min(1),
  children: paxField,
  /** Per night; null for the type's own rate. Another is a manager's, and the note says why [P1]. */
  nightlyRate: amountField.nullable(),
  /** What was shown for all nights, where somebody was shown a price before: checked against what it costs now [B7]. Minor units. */
  shownTotal: amountField.nullable().optional(),
  wishes: longText,
  expectedAt: z.string().max(20),
  note: longText,
  /** The refused request that this one stands in for. */
  answersRefusal: idField.optional(),
});
export type BookStayDraft = z.infer<typeof bookStayDraft>;

const bookStayInput = bookStayDraft.extend({
  wishes: sealedLong,
  note: sealedLong,
  number: z.string().min(1).max(40),
  nightly: z.array(amountField).min(1).max(MOST_NIGHTS),
  currency: z.string().length(3),
  /** Nights that the desk promised out of its own allotment [S32]; none in what older releases recorded. */
  promised: z.array(promiseField).max(MOST_NIGHTS).optional(),
});
export type BookStayInput = z.infer<typeof bookStayInput>;

interface Seen {
  readonly guest: Row<'guest'> | undefined;
  readonly roomType: Row<'roomType'> | undefined;
  readonly property: Row<'property'> | undefined;
  readonly policy: Row<'bookingPolicy'> | undefined;
  readonly refusal: Row<'refusal'> | undefined;
  readonly sameReference: readonly Row<'booking'>[];
  readonly slots: readonly Slot[];
  /** Holds that had run out on those nights [I5]. */
  readonly lapsed: readonly Event[];
  readonly claims: RoomClaims | undefined;
  readonly leases: OwnLeases;
}

/** A stay of one room type, with a room or without: sold at once, hold to confirmation in one step. */
export const bookStay = defineRequest<BookStayDraft, BookStayInput, Seen>({
  name: 'bookStay',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator', 'agent'],
  draft: bookStayDraft.refine(isStaySpan, TOO_LONG),
  input: bookStayInput.refine(isStaySpan, TOO_LONG),
  load,
  prepare,
  decide,
  standsDeposited: ({ slots, leases }, { promised = [] }) =>
    isOwnPromise(
      slots.map(({ id }) => ({ slotId: id, units: 1 })),
      promised,
      leases,
    ),
  alternatives: (refusal: Refusal, input, context) => bookingAlternatives(refusal, input, context),
  concerns: ({ guest, roomType }, input) => ({
    guest: guest?.name ?? '',
    guestId: input.guestId,
    bookingNumber: input.number,
    roomType: roomType?.name ?? '',
    from: input.from,
    to: input.to,
    amount: sumOf(input.nightly),
    currency: input.currency,
  }),
});

function* load(draft: BookStayDraft | BookStayInput, context: Context): Loading<Seen> {
  const span = { from: draft.from, to: draft.to };
  const seen = yield* see({
    guest: peek('guest', draft.guestId),
    roomType: peek('roomType', draft.roomTypeId),
    property: peek('property', context.propertyId),
    policy: peek('bookingPolicy', policyIdOf(context.propertyId)),
    refusal: refusalAnswered(draft.answersRefusal),
    sameReference: lockAll(
      'booking',
      draft.externalRef === undefined
        ? []
        : [where('source', '=', draft.source), where('externalRef', '=', draft.externalRef)],
    ),
  });
  const { slots, lapsed } = yield* loadNightsForSale(draft.roomTypeId, span, context);
  const claims = draft.roomId === null ? undefined : yield* loadClaims(draft.roomId, span);
  const promised = 'number' in draft ? (draft.promised ?? []) : undefined;
  const leases = yield* loadOwnLeases(
    slots.map(({ id }) => id),
    promised,
    context,
  );
  return { ...seen, slots, lapsed, claims, leases };
}

function prepare(
  { property, roomType, slots, leases }: Seen,
  draft: BookStayDraft,
  context: Context,
  { draw, seal, mayPromise }: Preparation,
): Outcome<BookStayInput> {
  if (property === undefined) return refuse('not-found', { entity: 'property' });
  if (roomType === undefined) return refuse('not-found', { entity: 'roomType' });
  // A past day is sold by a manager only. Held at the desk only: what was right on its day may arrive days later.
  if (draft.from < context.businessDate && !mayOverride(context)) {
    const { businessDate } = context;
    return refuse('invalid-dates', { from: draft.from, to: draft.to, businessDate });
  }
  return done({
    ...draft,
    // The type's own rate is no rate by hand: it is agreed, and held against what the type costs where it is decided [B7].
    nightlyRate: draft.nightlyRate === roomType.nightlyRate ? null : draft.nightlyRate,
    wishes: seal(draft.guestId, draft.wishes),
    note: seal(draft.guestId, draft.note.trim()),
    number: bookingNumber(property.prefix, context.businessDate, draw('booking')),
    nightly: plainRates({ from: draft.from, to: draft.to }, draft.nightlyRate ?? roomType.nightlyRate),
    currency: property.currency,
    promised: promisesFor(
      slots.map((slot) => ({ slot, units: 1 })),
      leases,
      { group: groupOf(draft.source), now: context.now, mayPromise },
    ),
  });
}

function decide(seen: Seen, input: BookStayInput, context: Context): Outcome<readonly Event[]> {
  const { guest, roomType, policy = defaultPolicy, refusal, sameReference, slots, claims, leases } = seen;
  if (guest === undefined) return refuse('not-found', { entity: 'guest' });
  if (guest.erasedAt !== null) return refuse('guest-erased', { guestId: guest.id });
  if (roomType === undefined) return refuse('not-found', { entity: 'roomType' });
  if (input.to < input.from) return refuse('invalid-dates', { from: input.from, to: input.to });
  const rate = mayNameRate({ ...input, own: roomType.nightlyRate, reason: input.note }, context);
  if (!rate.ok) return rate;
  const priced = sameRates(input, roomType.nightlyRate, policy.rateThreshold);
  if (!priced.ok) return priced;
  const pax = input.adults + input.children;
  if (pax > roomType.maxOccupancy)
    return refuse('too-many-guests', { pax, most: roomType.maxOccupancy, roomType: roomType.name });
  if (sameReference[0] !== undefined)
    return refuse('already-exists', { entity: 'booking', number: sameReference[0].number });
  const answered = answerRefusal(refusal, context);
  if (!answered.ok) return answered;
  const promised = input.promised ?? [];
  const taking = { as: 'confirmed', units: 1, group: groupOf(input.source), now: context.now } as const;
  const drawn: Draw[] = [];
  for (const slot of slots) {
    const one = drawUnits(slot, leases.get(slot.id), taking, promisedOf(promised, slot.id));
    if (!one.ok) return refuse('sold-out', { ...one.detail, roomType: roomType.name, from: input.from, to: input.to });
    drawn.push(one.value);
  }
  const nights = slots.map(({ id }) => ({ slotId: id, units: 1 }));
  const promise = isGuaranteed(nights, promised) ? 'guaranteed' : 'tentative';
  const sold = drawn.map(({ slot }) => slot);
  const booked = stayBooked(input, context, assignable(claims, input), sold, promise);
  return done([
    ...seen.lapsed,
    booked,
    ...leasesDrawn(drawn),
    ...promiseForced(drawn, booked, guest.name, context),
    ...answered.value,
  ]);
}

/** A room on a booking is a preference: a conflict unassigns, it never refuses the sale [R1]. */
function assignable(claims: RoomClaims | undefined, input: BookStayInput): string | null {
  if (claims === undefined) return null;
  const free = roomFree(claims, { from: input.from, to: input.to }, []);
  return free.ok && free.value.roomTypeId === input.roomTypeId ? free.value.id : null;
}
