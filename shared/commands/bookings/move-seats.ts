import { z } from 'zod';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { channelTerms } from '#shared/bookings/channel-terms.ts';
import { forSale } from '#shared/bookings/for-sale.ts';
import type { Row } from '#shared/schema/entities.ts';
import { type Context, mayOverride } from '../context.ts';
import { defineRequest, ifUnchanged } from '../define.ts';
import type { Event } from '../events.ts';
import { dayField, idField, versionField } from '../fields.ts';
import { distributeSlots } from '../holds/distributed.ts';
import { holdConcern } from '../holds/hold-concern.ts';
import { quoteField } from '../holds/item-fields.ts';
import { codeOf } from '../holds/booked-alternatives.ts';
import { type SeenItems, loadItems } from '../holds/load-items.ts';
import type { Slots } from '../holds/load-slots.ts';
import { ownOnly } from '../holds/own-only.ts';
import { quoteItems } from '../holds/quote-items.ts';
import { runOutOn } from '../holds/run-out.ts';
import { samePrice } from '../holds/same-price.ts';
import { stepOf } from '../holds/transition.ts';
import { type Loading, lock, peekAll, see, where } from '../need.ts';
import { noticeOf } from '../tours/departure-notices.ts';
import { asOfNow, evolved } from '../tours/evolving.ts';
import { seatsMoved, variantOf } from '../tours/seats-moved.ts';
import { stillRuns } from '../tours/still-runs.ts';
import { unused } from './cancelled.ts';
import { type SeenBooking, editBooking } from './load-booking.ts';
import { pricedThere } from './priced-there.ts';

const draft = z.object({
  bookingId: idField,
  expectedVersion: versionField,
  /** Where its seats are, and where they go. */
  departureId: idField,
  toDepartureId: idField,
  /** A manager lets the agreed price stand; else it is that of the other departure today [B6]. */
  keepPrice: z.boolean(),
});
type Draft = z.infer<typeof draft>;

const input = draft.extend({ bookedOn: dayField, code: z.string().max(200), quote: quoteField });
type Input = z.infer<typeof input>;

interface Seen extends SeenBooking {
  readonly from: Row<'departure'> | undefined;
  readonly to: Row<'departure'> | undefined;
  readonly variants: readonly Row<'variant'>[];
  /** What its seats are priced by where they go. */
  readonly items: SeenItems;
}

/**
 * A booking's seats go to another departure of the same product, all that it has on the one [B6]: taken there and given on here in
 * one step, or nothing changes. They cost what they would cost there today, unless a manager lets the agreed price stand; the
 * difference is charged or stands to be given back, and the guest hears of the day.
 */
export const moveSeats = defineRequest<Draft, Input, Seen>({
  name: 'moveSeats',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator', 'agent'],
  draft,
  input,
  load,
  prepare(seen, given, context) {
    const unchanged = ifUnchanged(({ booking }: Seen) => booking)(seen, given);
    if (!unchanged.ok) return unchanged;
    const bookedOn = context.businessDate;
    const agreed = seen.booking === undefined ? '' : codeOf(seen.booking);
    // A code that gave so much for the whole booking gave it; one that takes a share of each price counts as long as it lasts.
    const asked = [agreed, ''].map((code) => ({
      code,
      quote: quoteItems(seen.items, askedOf(seen, code, bookedOn), context),
    }));
    const priced =
      asked.find(({ code, quote }) => quote.ok && (code === '' || (seen.items.promotion?.amount ?? 0) === 0)) ??
      asked[1];
    if (priced === undefined) return refuse('not-found', { entity: 'departure' });
    return priced.quote.ok ? done({ ...given, bookedOn, code: priced.code, quote: priced.quote.value }) : priced.quote;
  },
  decide,
  concerns: holdConcern,
});

function* load({ bookingId, departureId, toDepartureId }: Draft, context: Context): Loading<Seen> {
  const seen = yield* editBooking(bookingId, context);
  const { from, to, variants } = yield* see({
    from: lock('departure', departureId),
    to: lock('departure', toDepartureId),
    variants: peekAll('variant', [where('departureId', 'in', [departureId, toDepartureId])]),
  });
  const items = yield* loadItems(
    {
      guestId: seen.booking?.guestId ?? '',
      source: seen.booking?.source ?? 'walkIn',
      channelId: null,
      agentId: null,
      promotionCode: seen.booking === undefined ? '' : codeOf(seen.booking),
      items: itemsThere({ ...seen, from, to, variants }),
    },
    context,
  );
  return { ...seen, from, to, variants, items };
}

function decide(seen: Seen, given: Input, context: Context): Outcome<readonly Event[]> {
  const { booking, holding, from, to, variants, items } = seen;
  if (booking === undefined) return refuse('not-found', { entity: 'booking' });
  if (from === undefined || to === undefined) return refuse('not-found', { entity: 'departure' });
  const may = mayMove(booking, seen, from, to, given, context);
  if (!may.ok) return may;
  const priced = samePrice(
    items,
    { ...askedOf(seen, given.code, given.bookedOn), shownTotal: null, quote: given.quote, promised: [] },
    context,
  );
  if (!priced.ok) return priced;
  // Those who come first there are served before, and those who wait here behind [I9, I10].
  const slots = both(holding.slots, items.slots);
  const opening = distributeSlots(slots, context).events;
  const opened = evolved(slots.states, opening);
  const moved = seatsMoved({ booking, holding: asOfNow(holding, opened), from, to, variants }, opened, context);
  if (!moved.ok) return moved;
  const now = { ...slots, states: evolved(opened, [moved.value]) };
  const left = moved.value.slots.filter(({ slotId }) => slotId === from.slotId);
  return done([
    ...opening,
    moved.value,
    ...pricedThere({ ...given, booking, holding: { ...holding, slots: now }, moved: moved.value, to }, context),
    ...distributeSlots(now, context).events,
    ...(booking.status === 'CONFIRMED' ? stillRuns(holding.slots, left) : []),
    noticeOf(
      {
        label: booking.id,
        kind: 'departureMoved',
        departureId: from.id,
        bookingId: booking.id,
        guestId: booking.guestId,
        body: { fromDate: from.date, fromTime: from.time, date: to.date, time: to.time },
      },
      context,
    ),
  ]);
}

function mayMove(
  booking: Row<'booking'>,
  { holding }: Seen,
  from: Row<'departure'>,
  to: Row<'departure'>,
  { keepPrice }: Input,
  context: Context,
): Outcome<null> {
  const own = ownOnly(booking, context, 'moveSeats');
  if (!own.ok) return own;
  const step = stepOf(booking, 'moveSeats');
  if (!step.ok) return step;
  if (keepPrice && !mayOverride(context)) return refuse('no-right', { command: 'moveSeats', why: 'price' });
  const seats = liveOn(holding.seats, from.id);
  if (seats.length === 0) return refuse('not-found', { entity: 'seats' });
  if (to.id === from.id || to.productId !== from.productId) return refuse('wrong-input', { toDepartureId: to.id });
  const still = unused(holding, seats, [], context);
  if (!still.ok) return still;
  const runOut = runOutOn(holding.slots);
  const line = holding.lines.find(({ slotId }) => slotId === from.slotId);
  // [I5] What has run out may be others' already.
  if (seats.some(({ status }) => status === 'HELD') && (line?.status !== 'active' || runOut.has(line.id)))
    return refuse('hold-ended', { holdId: booking.holdId ?? '' });
  const { cutoffMinutes } = channelTerms(holding.channel, booking.source);
  return forSale(to, { now: context.now, cutoffMinutes, override: mayOverride(context) });
}

/** The slots of both departures, and of all else that the booking has. */
function both(own: Slots, there: Slots): Slots {
  return {
    ...own,
    states: new Map([...there.states, ...own.states]),
    overbookedOf: new Map([...there.overbookedOf, ...own.overbookedOf]),
    departures: [
      ...own.departures,
      ...there.departures.filter(({ id }) => own.departures.every((one) => one.id !== id)),
    ],
  };
}

function askedOf(seen: Seen, promotionCode: string, bookedOn: string) {
  return { items: itemsThere(seen), bookedOn, promotionCode, override: null };
}

/** Its seats as items of where they go, by the way of the same name. */
function itemsThere({ holding, from, to, variants }: Omit<Seen, 'items'>) {
  if (from === undefined || to === undefined) return [];
  return liveOn(holding.seats, from.id).map((seats) => ({
    kind: 'seats' as const,
    departureId: to.id,
    variantId: variantOf(seats.variantId, variants, to),
    pax: [...seats.pax],
    travellers: '',
    requirements: '',
  }));
}

function liveOn(seats: readonly Row<'seats'>[], departureId: string): Row<'seats'>[] {
  return seats.filter(
    (one) => one.departureId === departureId && (one.status === 'HELD' || one.status === 'CONFIRMED'),
  );
}
