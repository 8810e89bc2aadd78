import { z } from 'zod';
import { bookingNumber } from '#shared/bookings/booking-number.ts';
import { holdTypeOf } from '#shared/bookings/channel-terms.ts';
import { type Outcome, type Refusal, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { bookingSources } from '#shared/schema/words.ts';
import type { Context } from '../context.ts';
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
  sealedLong,
  sealedShort,
  shortText,
} from '../fields.ts';
import { answerRefusal } from '../inbox/answers-refusal.ts';
import { isOwnPromise, promiseField, promisesFor } from '../allotments/promises.ts';
import { distributeSlots } from './distributed.ts';
import { held, slotsWanted, unitsWanted } from './held.ts';
import { askedOf, heldAlternatives } from './held-alternatives.ts';
import {
  MOST_ITEMS,
  type ItemDraft,
  type StayItem,
  itemDraft,
  itemInput,
  overrideField,
  quoteField,
} from './item-fields.ts';
import { mayBeHeld } from './may-be-held.ts';
import { type SeenItems, loadItems } from './load-items.ts';
import { samePrice } from './same-price.ts';
import { quoteItems } from './quote-items.ts';
import { mayOverbook } from './who-sells.ts';

const fields = {
  guestId: idField,
  source: z.enum(bookingSources),
  channelId: idField.nullable(),
  agentId: idField.nullable(),
  /** The seller's own reference, once for its channel [B5]. */
  externalRef: shortText.optional(),
  promotionCode: shortText,
  override: overrideField.nullable(),
  /** What kind of hold; null for what the channel and the property's settings say [I4, I12]. */
  holdType: z.enum(['CART', 'PAYMENT_PENDING', 'APPROVAL_PENDING']).nullable(),
  waitsFor: shortText,
  /** Sell beyond what is there, up to the overbooking limit: a manager's word, or the push of a channel that may [I2]. */
  overbook: z.boolean(),
  /** Why it is sold after the cutoff, or although it is closed: a manager's override [I11]. */
  lateReason: shortText,
  /** What was shown, where somebody was shown a price before: checked against what it costs now [B7]. Minor units. */
  shownTotal: amountField.nullable(),
  /** The refused request that this one stands in for. */
  answersRefusal: idField.optional(),
};

const nightsFit = (items: readonly ItemDraft[]) => items.every((item) => item.kind === 'seats' || isStaySpan(item));

export const holdItemsDraft = z.object({
  ...fields,
  items: z.array(itemDraft).min(1).max(MOST_ITEMS).refine(nightsFit, TOO_LONG),
  note: longText,
});
export type HoldItemsDraft = z.infer<typeof holdItemsDraft>;

const holdItemsInput = z.object({
  ...fields,
  items: z.array(itemInput).min(1).max(MOST_ITEMS).refine(nightsFit, TOO_LONG),
  waitsFor: sealedShort,
  lateReason: sealedShort,
  note: sealedLong,
  number: z.string().min(1).max(40),
  /** The business date on which it was booked. */
  bookedOn: dayField,
  quote: quoteField,
  /** Units that this desk promised out of its own allotment, slot by slot [S32]. */
  promised: z.array(promiseField).max(MOST_ITEMS * MOST_NIGHTS),
});
export type HoldItemsInput = z.infer<typeof holdItemsInput>;

/** One booking with its items, seats and stays, all held or none [I3, I13]; what comes next is its money, or an approval. */
export const holdItems = defineRequest<HoldItemsDraft, HoldItemsInput, SeenItems>({
  name: 'holdItems',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator', 'agent'],
  draft: holdItemsDraft,
  input: holdItemsInput,
  load: (draft, context) => loadItems(draft, context),
  prepare,
  decide,
  standsDeposited: (seen, input) => isOwnPromise(slotsWanted(seen, input), input.promised, seen.leases),
  alternatives: (refusal: Refusal, input, context) => heldAlternatives(refusal, askedOf(input), context),
  concerns: ({ guest }, { guestId, number, quote }) => ({
    guest: guest?.name ?? '',
    guestId,
    bookingNumber: number,
    amount: quote.total,
    currency: quote.currency,
  }),
});

function prepare(
  seen: SeenItems,
  draft: HoldItemsDraft,
  context: Context,
  { draw, seal, mayPromise }: Preparation,
): Outcome<HoldItemsInput> {
  const { property } = seen;
  if (property === undefined) return refuse('not-found', { entity: 'property' });
  const bookedOn = context.businessDate;
  const { override: named, guestId } = draft;
  const override = named === null ? null : { ...named, reason: seal(guestId, named.reason.trim()) };
  const quoted = quoteItems(seen, { ...draft, override, bookedOn }, context);
  if (!quoted.ok) return quoted;
  return done({
    ...draft,
    override,
    items: draft.items.map((item) =>
      item.kind === 'seats'
        ? {
            ...item,
            travellers: seal(guestId, item.travellers),
            requirements: seal(guestId, item.requirements),
          }
        : { ...item, nightlyRate: ownAsNone(seen, item), wishes: seal(guestId, item.wishes) },
    ),
    waitsFor: seal(guestId, draft.waitsFor),
    lateReason: seal(guestId, draft.lateReason),
    note: seal(guestId, draft.note.trim()),
    number: bookingNumber(property.prefix, bookedOn, draw('booking')),
    bookedOn,
    quote: quoted.value,
    promised: promisesFor(unitsWanted(seen, draft), seen.leases, {
      group: seen.terms.group,
      now: context.now,
      mayPromise,
    }),
  });
}

/** The type's own rate is no rate by hand: it is held against what the type costs where it is decided [B7]. */
function ownAsNone({ roomTypes }: SeenItems, { roomTypeId, nightlyRate }: StayItem): number | null {
  return roomTypes.some((type) => type.id === roomTypeId && type.nightlyRate === nightlyRate) ? null : nightlyRate;
}

function decide(seen: SeenItems, input: HoldItemsInput, context: Context): Outcome<readonly Event[]> {
  const { guest, known, refusal, slots, terms } = seen;
  if (known !== undefined) return knownBefore(known);
  if (guest === undefined) return refuse('not-found', { entity: 'guest' });
  if (guest.erasedAt !== null) return refuse('guest-erased', { guestId: guest.id });
  const answered = answerRefusal(refusal, context);
  if (!answered.ok) return answered;
  const mayBe = mayBeHeld(seen, input, context);
  if (!mayBe.ok) return mayBe;
  const priced = samePrice(seen, input, context);
  if (!priced.ok) return priced;
  const distributed = distributeSlots(slots, context);
  const sold = held(seen, input, distributed.slots, context, {
    type: input.holdType ?? holdTypeOf(terms),
    mayOverbook: mayOverbook(terms, input, context),
  });
  return sold.ok ? done([...distributed.events, ...sold.value, ...answered.value]) : sold;
}

/** [B5] A second push of the same reference changes nothing and answers with the first booking; where that came to nothing it must not pass for sold. */
function knownBefore({ id, number, status }: Row<'booking'>): Outcome<readonly Event[]> {
  return status === 'EXPIRED' || status === 'CANCELLED'
    ? refuse('already-exists', { entity: 'booking', bookingId: id, number, status })
    : done([{ type: 'BookingKnown', bookingId: id, number, status }]);
}
