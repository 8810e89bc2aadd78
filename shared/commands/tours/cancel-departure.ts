import { z } from 'zod';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { after, giveBack } from '#shared/inventory/slot.ts';
import { type Outcome, type Refusal, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { bookingCancelled } from '../bookings/cancelled.ts';
import { itemsCancelled } from '../bookings/items-cancelled.ts';
import type { Context } from '../context.ts';
import { defineRequest, ifUnchanged } from '../define.ts';
import type { Event } from '../events.ts';
import { idField, shortText, versionField } from '../fields.ts';
import { distributeSlots } from '../holds/distributed.ts';
import type { Holding } from '../holds/load-holding.ts';
import { runOutOn } from '../holds/run-out.ts';
import { noticeOf } from './departure-notices.ts';
import { type States, asOfNow, evolved, statesOf } from './evolving.ts';
import { type SeenCancellation, loadCancellation } from './load-cancellation.ts';
import { movedAsAWhole } from './late-sales.ts';
import { concernOf } from './load-departure.ts';
import { seatsMoved } from './seats-moved.ts';

const draft = z.object({
  departureId: idField,
  expectedVersion: versionField,
  reason: shortText.min(1),
  /** Another departure that everybody is moved to; null to refund everybody. */
  moveTo: idField.nullable(),
  /** Refund whoever does not fit there; otherwise it is refused where somebody does not. */
  refundRest: z.boolean(),
});
type Draft = z.infer<typeof draft>;

/**
 * The operator cancels a departure [I8]: every booking of it is moved to another, those first who booked first, or its seats are
 * given up and what was paid for them is the guest's to be given back; each hears of it. Nobody waits for it any more.
 */
export const cancelDeparture = defineRequest<Draft, Draft, SeenCancellation>({
  name: 'cancelDeparture',
  version: 1,
  roles: ['administrator', 'manager'],
  draft,
  input: draft,
  load: loadCancellation,
  prepare: ifUnchanged((seen: SeenCancellation) => seen.departure),
  decide,
  concerns: (seen) => concernOf(seen),
});

function decide(seen: SeenCancellation, input: Draft, context: Context): Outcome<readonly Event[]> {
  const { departure, target } = seen;
  if (departure === undefined) return refuse('not-found', { entity: 'departure' });
  if (departure.state !== 'scheduled' || departure.startsAt <= context.now)
    return refuse('invalid-transition', { command: 'cancelDeparture', status: departure.state });
  if (input.moveTo !== null && (target === undefined || !mayTake(departure, target.departure, context)))
    return refuse('not-on-sale', { departureId: input.moveTo });
  const { events, states, left, stuck } = everybodyOff(seen, departure, input.reason, context);
  if (stuck[0] !== undefined) return { ok: false, ...stuck[0].why };
  if (target !== undefined && left.length > 0 && !input.refundRest)
    return refuse('sold-out', { departureId: target.departure.id, date: target.departure.date, left });
  return done([
    { type: 'DepartureCancelled', departureId: departure.id, reason: input.reason },
    ...(target === undefined ? [] : [movedAsAWhole(departure, target.departure, context)]),
    ...events,
    ...nobodyWaits(seen, states, context),
  ]);
}

interface EverybodyOff {
  readonly events: readonly Event[];
  readonly states: States;
  readonly left: readonly string[];
  /** How many were moved or given up. */
  readonly seenTo: number;
  readonly stuck: readonly { readonly booking: Row<'booking'>; readonly why: Refusal }[];
}

/**
 * Everybody with seats of a departure goes to the other one, those who booked first first, as far as there are seats; the others'
 * seats are given up. Each hears of it. `left` are the numbers of the bookings that did not fit or had nowhere to go; `stuck` are
 * those that could not be given up either, and why.
 */
export function everybodyOff(
  seen: SeenCancellation,
  departure: Row<'departure'>,
  reason: string,
  context: Context,
): EverybodyOff {
  const { target, bookings } = seen;
  // Nobody is served here any more; there, those who wait come before those who are moved [I9].
  const here = departure.slotId;
  const closed = withoutWaiting(statesOf([...bookings.map(({ holding }) => holding.slots), seen.slots]), here);
  const opening = target === undefined ? [] : distributeSlots(target.slots, context).events;
  let states = evolved(target === undefined ? closed : new Map([...closed, ...target.slots.states]), opening);
  const events: Event[] = [...opening];
  const left: string[] = [];
  const stuck: { booking: Row<'booking'>; why: Refusal }[] = [];
  let seenTo = 0;
  const keep = (more: readonly Event[]) => {
    events.push(...more);
    states = evolved(states, more);
  };
  for (const { booking, holding } of bookings) {
    const now = asOfNow(holding, states);
    // What has run out ends by itself [I5].
    if (isOver(now, here)) continue;
    const to = target?.departure;
    const moved =
      to === undefined
        ? undefined
        : seatsMoved({ booking, holding: now, from: departure, to, variants: seen.variants }, states, context);
    if (moved?.ok === true) {
      seenTo += 1;
      keep([
        moved.value,
        told('departureMoved', booking, seen, { date: to?.date ?? '', time: to?.time ?? '' }, context),
      ]);
      continue;
    }
    left.push(booking.number);
    const given = givenUp(booking, now, departure, reason, context);
    if (!given.ok) {
      stuck.push({ booking, why: given });
      continue;
    }
    seenTo += 1;
    keep([...given.value, told('departureCancelled', booking, seen, { paid: booking.paid }, context)]);
  }
  return { events, states, left, seenTo, stuck };
}

export function mayTake(departure: Row<'departure'>, to: Row<'departure'>, context: Context): boolean {
  return to.id !== departure.id && to.state === 'scheduled' && to.startsAt > context.now;
}

function withoutWaiting(states: States, slotId: string): States {
  const here = states.get(slotId);
  return here === undefined ? states : new Map(states).set(slotId, { ...here, serves: false, claims: [] });
}

function isOver({ lines, seats, slots }: Holding, slotId: string): boolean {
  const sold = seats.some((item) => item.slotId === slotId && item.status === 'CONFIRMED');
  const runOut = runOutOn(slots);
  const active = lines.filter((line) => line.slotId === slotId && line.status === 'active');
  return !sold && active.every(({ id }) => runOut.has(id));
}

/** The seats of one booking are given up: alone where it has more, else with all of it; what is only held ends as a whole [I13]. */
function givenUp(
  booking: Row<'booking'>,
  holding: Holding,
  departure: Row<'departure'>,
  reason: string,
  context: Context,
): Outcome<readonly Event[]> {
  const seats = holding.seats.filter((item) => item.departureId === departure.id && item.status === 'CONFIRMED');
  const over = ['CANCELLED', 'EXPIRED'];
  const others = [
    ...holding.seats.filter((item) => !seats.includes(item) && !over.includes(item.status)),
    ...holding.stays.filter((item) => !over.includes(item.status)),
  ];
  if (seats.length === 0 || others.length === 0)
    return withoutItself(bookingCancelled(booking, holding, 'cancelBooking', reason, context), departure);
  const totalAfter = booking.total - seats.reduce((sum, { total }) => sum + total, 0);
  const fields = { total: totalAfter, paymentStatus: paymentStatusOf(totalAfter, booking.paid) };
  return withoutItself(
    done(itemsCancelled({ booking, holding, seats, stays: [], fields, totalAfter }, context)),
    departure,
  );
}

/** Whether it runs is said of the others that a booking had; of this one it is said already. */
function withoutItself(given: Outcome<readonly Event[]>, { id }: Row<'departure'>): Outcome<readonly Event[]> {
  if (!given.ok) return given;
  return done(given.value.filter((event) => event.type !== 'DepartureChanged' || event.departureId !== id));
}

function told(
  kind: 'departureMoved' | 'departureCancelled',
  { id, guestId }: Row<'booking'>,
  { departure, product }: SeenCancellation,
  more: Readonly<Record<string, string | number>>,
  context: Context,
): Event {
  const body = { product: product?.name ?? '', fromDate: departure?.date ?? '', ...more };
  return noticeOf({ label: id, kind, departureId: departure?.id ?? '', bookingId: id, guestId, body }, context);
}

/** Entries that wait are over, and so is what is held for those who were offered seats. */
function nobodyWaits({ departure, waiting, offers }: SeenCancellation, states: States, context: Context): Event[] {
  let slot = states.get(departure?.slotId ?? '')?.slot;
  const over = { status: 'expired' as const };
  const told = (entry: Row<'waitlistEntry'>): Event =>
    noticeOf(
      {
        label: entry.id,
        kind: 'departureCancelled',
        departureId: entry.departureId,
        bookingId: null,
        guestId: entry.guestId,
        body: { fromDate: departure?.date ?? '' },
      },
      context,
    );
  return [
    ...waiting.flatMap((entry): Event[] => [
      { type: 'WaitlistEntryChanged', entry: { id: entry.id, fields: over } },
      told(entry),
    ]),
    ...offers.flatMap(({ line, entry }): Event[] => {
      const back = slot === undefined ? undefined : giveBack(slot, line.units, line.channelGroup, 'held');
      // Each upon what those before it gave back: what is forced shrinks once.
      if (slot !== undefined && back !== undefined) slot = after(slot, back);
      return [
        {
          type: 'HoldEnded',
          holdId: line.holdId,
          status: 'released',
          lineIds: [line.id],
          booking: null,
          entry: { id: entry.id, fields: over },
          seats: [],
          stayIds: [],
          stayStatus: 'CANCELLED',
          occupancyIds: [],
          slots: back === undefined ? [] : [back],
          promotionId: null,
        },
        told(entry),
      ];
    }),
  ];
}
