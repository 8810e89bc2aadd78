import { z } from 'zod';
import { agreedLines } from '#shared/bookings/agreed-lines.ts';
import { channelTerms } from '#shared/bookings/channel-terms.ts';
import { forSale } from '#shared/bookings/for-sale.ts';
import type { Difference } from '#shared/bookings/goods.ts';
import type { PriceThere } from '#shared/bookings/moved-price.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { listPrice } from '#shared/pricing/list-price.ts';
import { plainLines } from '#shared/pricing/plain-lines.ts';
import type { Row } from '#shared/schema/entities.ts';
import { type Context, mayOverride } from '../context.ts';
import { defineRequest, ifUnchanged } from '../define.ts';
import type { Event } from '../events.ts';
import { idField, signedAmount, versionField } from '../fields.ts';
import { distributeSlots } from '../holds/distributed.ts';
import { holdConcern } from '../holds/hold-concern.ts';
import { MOST_ITEMS } from '../holds/item-fields.ts';
import { type Slots, loadSlots } from '../holds/load-slots.ts';
import { ownOnly } from '../holds/own-only.ts';
import { seatsToQuote } from '../holds/quote-items.ts';
import { runOutOn } from '../holds/run-out.ts';
import { stepOf } from '../holds/transition.ts';
import { type Loading, lock, peek, peekAll, see, where } from '../need.ts';
import { noticeOf } from '../tours/departure-notices.ts';
import { asOfNow, evolved } from '../tours/evolving.ts';
import { asWhenSold } from '../tours/late-sales.ts';
import { type Move, seatsMoved, variantOf } from '../tours/seats-moved.ts';
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

const input = draft.extend({
  /** What each of the seats costs more there, or less, as it was shown; in the order of their ids. Minor units. */
  differences: z.array(z.object({ total: signedAmount, tax: signedAmount })).max(MOST_ITEMS),
});
type Input = z.infer<typeof input>;

interface Seen extends SeenBooking {
  readonly from: Row<'departure'> | undefined;
  readonly to: Row<'departure'> | undefined;
  /** Ways to join either of them. */
  readonly variants: readonly Row<'variant'>[];
  readonly product: Row<'product'> | undefined;
  readonly taxes: readonly Row<'taxRule'>[];
  /** The seats of where they go. */
  readonly slots: Slots;
}

/**
 * A booking's seats go to another departure of the same product, all that it has on the one [B6]: taken there and given on here in
 * one step, or nothing changes. They cost more or less by what lies between the list prices of there today and here as agreed,
 * unless a manager lets the agreed price stand; the difference is charged or stands to be given back, and the guest hears of the day.
 */
export const moveSeats = defineRequest<Draft, Input, Seen>({
  name: 'moveSeats',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator', 'agent'],
  draft,
  input,
  load,
  prepare(seen, given) {
    const unchanged = ifUnchanged(({ booking }: Seen) => booking)(seen, given);
    if (!unchanged.ok) return unchanged;
    const priced = priceThere(seen);
    return priced.ok ? done({ ...given, differences: [...priced.value.differences] }) : priced;
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
  const { product, taxes } = yield* see({
    product: peek('product', to?.productId ?? ''),
    taxes: peekAll('taxRule', [where('active', '=', true)]),
  });
  const slots = yield* loadSlots(
    to === undefined ? { departureIds: [] } : { departureIds: [to.id], seatSlotIds: [to.slotId] },
    context,
  );
  return { ...seen, from, to, variants, product, taxes, slots };
}

function decide(seen: Seen, given: Input, context: Context): Outcome<readonly Event[]> {
  const { booking, holding, from, to, variants, slots: there } = seen;
  if (booking === undefined) return refuse('not-found', { entity: 'booking' });
  if (from === undefined || to === undefined) return refuse('not-found', { entity: 'departure' });
  const may = mayMove({ booking, holding, from, to }, given, context);
  if (!may.ok) return may;
  const priced = priceThere(seen);
  if (!priced.ok) return priced;
  const same = asShown(booking, given, priced.value, holding.slots.policy.rateThreshold);
  if (!same.ok) return same;
  // Those who come first there are served before, and those who wait here behind [I9, I10].
  const slots = both(holding.slots, there);
  const opening = distributeSlots(slots, context).events;
  const opened = evolved(slots.states, opening);
  const moved = seatsMoved({ booking, holding: asOfNow(holding, opened), from, to, variants }, opened, context);
  if (!moved.ok) return moved;
  const now = { ...slots, states: evolved(opened, [moved.value]) };
  const left = moved.value.slots.filter(({ slotId }) => slotId === from.slotId);
  const price = given.keepPrice ? null : priced.value;
  const product = seen.product?.name ?? '';
  return done([
    ...opening,
    moved.value,
    ...pricedThere(
      { booking, holding: { ...holding, slots: now }, moved: moved.value, from, to, product, price },
      context,
    ),
    ...distributeSlots(now, context).events,
    ...(booking.status === 'CONFIRMED' ? stillRuns(holding.slots, left) : []),
    noticeOf(
      {
        label: booking.id,
        kind: 'departureMoved',
        departureId: from.id,
        bookingId: booking.id,
        guestId: booking.guestId,
        body: { product, fromDate: from.date, fromTime: from.time, date: to.date, time: to.time },
      },
      context,
    ),
  ]);
}

function mayMove(
  { booking, holding, from, to }: Pick<Move, 'booking' | 'holding' | 'from' | 'to'>,
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
  // Seats of one booking on one departure share what they hold.
  if (liveOn(holding.seats, to.id).length > 0) return refuse('already-exists', { entity: 'seats', departureId: to.id });
  const still = unused(holding, seats, [], context);
  if (!still.ok) return still;
  const runOut = runOutOn(holding.slots);
  const line = holding.lines.find(({ slotId }) => slotId === from.slotId);
  // [I5] What has run out may be others' already.
  if (seats.some(({ status }) => status === 'HELD') && (line?.status !== 'active' || runOut.has(line.id)))
    return refuse('hold-ended', { holdId: booking.holdId ?? '' });
  const { cutoffMinutes } = channelTerms(holding.channel, booking.source);
  return forSale(asWhenSold(to, context), { now: context.now, cutoffMinutes, override: false });
}

/** What was shown may differ from what it is here by no more than the threshold [B7]; refused with what the booking would come to by either. */
function asShown(
  { total, currency }: Row<'booking'>,
  { keepPrice, differences }: Input,
  now: PriceThere,
  rateThreshold: number,
): Outcome<null> {
  if (differences.length !== now.differences.length) return refuse('wrong-input', { field: 'differences' });
  const sum = (of: readonly Difference[]) => of.reduce((all, one) => all + one.total, 0);
  const apart = now.differences.reduce((all, one, at) => {
    const shown = differences[at] ?? { total: 0, tax: 0 };
    return all + Math.max(Math.abs(one.total - shown.total), Math.abs(one.tax - shown.tax));
  }, 0);
  return keepPrice || apart <= rateThreshold
    ? done(null)
    : refuse('price-changed', { agreed: total + sum(differences), now: total + sum(now.differences), currency });
}

/** What the seats cost more there than here, by the list prices of both [P1, P2]. Refused where a category has no price there. */
function priceThere({ booking, holding, from, to, variants, product, taxes, slots }: Seen): Outcome<PriceThere> {
  if (booking === undefined) return refuse('not-found', { entity: 'booking' });
  if (from === undefined || to === undefined || product === undefined)
    return refuse('not-found', { entity: 'departure' });
  const seats = liveOn(holding.seats, from.id);
  const items = seats.flatMap(({ variantId, pax }) => {
    const item = { departureId: to.id, variantId: variantOf(variantId, variants, to), pax: [...pax] };
    return seatsToQuote({ departures: [to], products: [product], variants, slots }, item) ?? [];
  });
  const plain = plainLines(items, slots.policy);
  if (!plain.ok) return plain;
  const lines = seats.map((_seats, at) => plain.value.lines.filter(({ item }) => item === at));
  const here = seats.map((one) => {
    const priceDifference = variants.find(({ id }) => id === one.variantId)?.priceDifference ?? 0;
    const agreed = { seats: one, departure: from, product: product.name, priceDifference };
    return { date: from.date, pax: one.pax, lines: agreedLines(booking.quote, agreed) };
  });
  const there = seats.map(({ pax }, at) => ({ date: to.date, pax, lines: lines[at] ?? [] }));
  const [before, after] = [listPrice(here, taxes), listPrice(there, taxes)];
  return done({
    differences: after.shares.map(({ total, tax }, at) => ({
      total: total - (before.shares[at]?.total ?? 0),
      tax: tax - (before.shares[at]?.tax ?? 0),
    })),
    lines,
    taxesHere: before.taxLines,
    taxesThere: after.taxLines,
  });
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

function liveOn(seats: readonly Row<'seats'>[], departureId: string): Row<'seats'>[] {
  return seats.filter(
    (one) => one.departureId === departureId && (one.status === 'HELD' || one.status === 'CONFIRMED'),
  );
}
