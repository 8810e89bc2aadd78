import { z } from 'zod';
import { channelTerms } from '#shared/bookings/channel-terms.ts';
import { forSale } from '#shared/bookings/for-sale.ts';
import { placeOfSeats } from '#shared/bookings/item-share.ts';
import { keptShare, withAdded } from '#shared/bookings/kept-share.ts';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { giveBack, take } from '#shared/inventory/slot.ts';
import { roundHalfUp } from '#shared/kernel/money.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { isOncePerBooking } from '#shared/pricing/taxes.ts';
import type { Quote } from '#shared/schema/inventory-values.ts';
import type { Row } from '#shared/schema/entities.ts';
import { type Context, mayOverride } from '../context.ts';
import { defineRequest } from '../define.ts';
import type { Event } from '../events.ts';
import { dayField, idField, versionField } from '../fields.ts';
import { distributeSlots } from '../holds/distributed.ts';
import { holdConcern } from '../holds/hold-concern.ts';
import { paxCounts, quoteField, unitsOf } from '../holds/item-fields.ts';
import { type SeenItems, loadItems } from '../holds/load-items.ts';
import { ownOnly } from '../holds/own-only.ts';
import { quoteItems } from '../holds/quote-items.ts';
import { samePrice } from '../holds/same-price.ts';
import { stepOf } from '../holds/transition.ts';
import { isPushed } from '../holds/who-sells.ts';
import { type Loading, edit, see } from '../need.ts';
import { asWhenSold } from '../tours/late-sales.ts';
import { stillRuns } from '../tours/still-runs.ts';
import { unused } from './cancelled.ts';
import { depositLeft, heldChanged } from './held-changed.ts';
import { type SeenBooking, loadBooking } from './load-booking.ts';
import { commissionChanged, goodsChanged } from './priced-anew.ts';
import { healedBy, stillOverbooked } from './still-overbooked.ts';

const draft = z.object({ seatsId: idField, expectedVersion: versionField, pax: paxCounts });
type Draft = z.infer<typeof draft>;

const input = draft.extend({
  bookedOn: dayField,
  /** What those who join cost, at today's price; null where nobody joins [B6]. */
  added: quoteField.nullable(),
});
type Input = z.infer<typeof input>;

interface Seen extends SeenBooking {
  readonly seats: Row<'seats'> | undefined;
  readonly items: SeenItems;
}

/** Other travellers for seats that are held or sold [B6]: who stays keeps the agreed price, who joins pays today's, who leaves gives their seats on. */
export const changePax = defineRequest<Draft, Input, Seen>({
  name: 'changePax',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator', 'agent'],
  draft,
  input,
  load,
  prepare(seen, given, context) {
    const { seats } = seen;
    if (seats === undefined) return refuse('not-found', { entity: 'seats' });
    if (seats.version !== given.expectedVersion)
      return refuse(
        'changed-elsewhere',
        { expected: given.expectedVersion, found: seats.version, by: seats.writer },
        true,
      );
    const bookedOn = context.businessDate;
    const joining = joiners(seats, given.pax);
    if (joining.length === 0) return done({ ...given, bookedOn, added: null });
    const added = quoteItems(forJoiners(seen.items), joinersAsked(seats, joining, bookedOn), context);
    return added.ok ? done({ ...given, bookedOn, added: added.value }) : added;
  },
  decide,
  concerns: holdConcern,
});

function* load({ seatsId }: Draft, context: Context): Loading<Seen> {
  const { seats } = yield* see({ seats: edit('seats', seatsId) });
  const seen = yield* loadBooking(seats?.bookingId ?? '', context);
  const items = yield* loadItems(
    {
      guestId: seats?.guestId ?? '',
      source: seen.booking?.source ?? 'walkIn',
      channelId: null,
      agentId: null,
      promotionCode: '',
      items: seats === undefined ? [] : [itemOf(seats, [...seats.pax])],
    },
    context,
  );
  return { ...seen, seats, items };
}

function decide(
  { booking, holding, seats, items }: Seen,
  { pax, added, bookedOn }: Input,
  context: Context,
): Outcome<readonly Event[]> {
  if (booking === undefined || seats === undefined) return refuse('not-found', { entity: 'seats' });
  const own = ownOnly(booking, context, 'changePax');
  if (!own.ok) return own;
  const step = stepOf(booking, 'changePax');
  if (!step.ok) return step;
  if (seats.status !== 'HELD' && seats.status !== 'CONFIRMED')
    return refuse('invalid-transition', { command: 'changePax', status: seats.status });
  const may = unused(holding, [seats], [], context);
  if (!may.ok) return may;
  const priced =
    added === null ? done(null) : samePrice(forJoiners(items), priceOf(seats, pax, added, bookedOn), context);
  if (!priced.ok) return priced;
  const moved = unitsMoved(booking, holding, seats, unitsOf(pax) - seats.units, context);
  if (!moved.ok) return moved;
  const { date = '', productId = null } = holding.slots.departures.find(({ id }) => id === seats.departureId) ?? {};
  const share = newShare(booking, seats, date, pax, added);
  const difference = { total: share.total - seats.total, tax: share.tax - seats.tax };
  const total = booking.total + difference.total;
  const sold = seats.status === 'CONFIRMED';
  const line = sold ? undefined : holding.lines.find(({ slotId }) => slotId === seats.slotId);
  const fields = {
    pax,
    units: unitsOf(pax),
    ...share,
    ...(sold ? { overbooked: moved.value.overbooked(seats.overbooked) } : {}),
  };
  const stays = total - (added?.total ?? 0);
  const ofBooking = {
    total,
    quote: withAdded(
      booking.quote,
      added,
      stays - booking.total,
      difference.tax - (added?.tax ?? 0),
      placeOfSeats(booking.quote, seats.id),
    ),
    paymentStatus: booking.paid > 0 ? paymentStatusOf(total, booking.paid) : booking.paymentStatus,
    ...(sold ? {} : { depositDue: Math.min(total, depositLeft(booking, stays) + (added?.deposit ?? 0)) }),
  };
  const ofLine =
    line === undefined
      ? {}
      : { units: line.units + unitsOf(pax) - seats.units, overbooked: moved.value.overbooked(line.overbooked) };
  const after = {
    booking: { ...booking, ...ofBooking },
    holding: {
      ...holding,
      seats: holding.seats.map((one) => (one.id === seats.id ? { ...one, ...fields } : one)),
      lines: holding.lines.map((one) => (one.id === line?.id ? { ...one, ...ofLine } : one)),
    },
    totalBefore: booking.total,
  };
  return done([
    ...moved.value.before,
    {
      type: 'PaxChanged',
      seatsId: seats.id,
      fields,
      booking: { id: booking.id, fields: ofBooking },
      line: line === undefined ? null : { id: line.id, fields: ofLine },
      slots: moved.value.slots,
      goods: sold ? goodsChanged(booking, holding.channel, difference) : null,
      commission: sold
        ? commissionChanged(holding, booking, [{ seats, productId, difference, net: added?.net ?? 0 }])
        : null,
      currency: booking.currency,
      date: context.businessDate,
    },
    ...moved.value.behind,
    ...heldChanged(after, context),
  ]);
}

/** Units more are taken behind those who come first; units less are given on. */
function unitsMoved(
  booking: Row<'booking'>,
  holding: Seen['holding'],
  seats: Row<'seats'>,
  more: number,
  context: Context,
) {
  const { group, mayOverbook, cutoffMinutes } = channelTerms(holding.channel, booking.source);
  const as = seats.status === 'CONFIRMED' ? ('confirmed' as const) : ('held' as const);
  const line = holding.lines.find(({ slotId }) => slotId === seats.slotId);
  const state = holding.slots.states.get(seats.slotId);
  if (state === undefined) return refuse('not-found', { entity: 'slot' });
  // [I5] What has run out may be others' already: none of it is theirs to give back.
  if (as === 'held' && (line?.status !== 'active' || state.lapsed.some(({ id }) => id === line.id)))
    return refuse('hold-ended', { holdId: booking.holdId ?? '' });
  const own = as === 'held' && line !== undefined ? line : seats;
  if (more < 0) {
    const { slot } = state;
    const given = giveBack(slot, -more, group, as);
    const behind = distributeSlots(holding.slots, context, [given], [seats.id, line?.id ?? '']).events;
    const left = { id: own.id, overbooked: Math.max(0, own.overbooked + more) };
    return done({
      before: [] as readonly Event[],
      slots: [given],
      behind: [...behind, ...stillOverbooked(booking, holding, left, behind), ...stillRuns(holding.slots, [given])],
      overbooked: (before: number) => Math.max(0, before + more),
    });
  }
  const departure = holding.slots.departures.find(({ id }) => id === seats.departureId);
  if (departure === undefined) return refuse('not-found', { entity: 'departure' });
  // [I11] Whoever joins books now: after the cutoff only by a manager.
  const sale = forSale(asWhenSold(departure, context), {
    now: context.now,
    cutoffMinutes,
    override: more === 0 || mayOverride(context),
  });
  if (!sale.ok) return sale;
  const distributed = distributeSlots(holding.slots, context);
  const slot = distributed.slots.get(seats.slotId) ?? state.slot;
  const pushed = mayOverbook && isPushed(booking);
  const taken = take(slot, { as, units: more, group, now: context.arrivedAt, mayOverbook: pushed });
  if (!taken.ok) return taken;
  // What came free just before made it whole first [I10].
  const overbooked = (before: number) => (healedBy(distributed.events).get(own.id) ?? before) + taken.value.overbooked;
  const now = { id: own.id, overbooked: overbooked(own.overbooked) };
  return done({
    before: distributed.events,
    slots: [taken.value.delta],
    behind: stillOverbooked(booking, holding, now, distributed.events),
    overbooked,
  });
}

function newShare(booking: Row<'booking'>, seats: Row<'seats'>, date: string, pax: Draft['pax'], added: Quote | null) {
  const [kept, all] = keptShare(booking.quote, { id: seats.id, date }, seats.pax, pax);
  return {
    total: roundHalfUp(seats.total * kept, all) + (added?.total ?? 0),
    tax: roundHalfUp(seats.tax * kept, all) + (added?.tax ?? 0),
  };
}

function joiners(seats: Row<'seats'>, pax: Draft['pax']) {
  return pax.flatMap(({ category, count }) => {
    const before = seats.pax.find((one) => one.category === category)?.count ?? 0;
    return count > before ? [{ category, count: count - before }] : [];
  });
}

/** What is due once for a booking was paid by those who are in it already [P2]. */
function forJoiners(items: SeenItems): SeenItems {
  return { ...items, taxes: items.taxes.filter((rule) => !isOncePerBooking(rule)) };
}

function joinersAsked(seats: Row<'seats'>, joining: Draft['pax'], bookedOn: string) {
  return { items: [itemOf(seats, joining)], bookedOn, promotionCode: '', override: null };
}

/** What those who join were told that they cost. */
function priceOf(seats: Row<'seats'>, pax: Draft['pax'], quote: Quote, bookedOn: string) {
  return { ...joinersAsked(seats, joiners(seats, pax), bookedOn), shownTotal: null, quote, promised: [] };
}

function itemOf({ departureId, variantId }: Row<'seats'>, pax: Draft['pax']) {
  return { kind: 'seats' as const, departureId, variantId, pax, travellers: '', requirements: '' };
}
