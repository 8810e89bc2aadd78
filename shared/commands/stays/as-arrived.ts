import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { sumOf } from '#shared/bookings/price.ts';
import { type Slot, type SlotDelta, freeUnits, giveBack, sellByForce } from '#shared/inventory/slot.ts';
import type { Span } from '#shared/kernel/dates.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { openException } from '../exceptions.ts';
import type { Loading } from '../need.ts';
import { loadNights } from '../nights.ts';
import type { StandingAlone } from './stand-alone.ts';

/** A stay that stands here under another type, or for later nights, than the guest has arrived on: what it sold, and what it takes instead. */
export interface Otherwise {
  readonly span: Span;
  readonly sold: readonly Slot[];
  readonly taken: readonly Slot[];
}

/**
 * What the check-in of `date` finds otherwise: the move before it was refused, or another desk moved the stay meanwhile.
 * Undefined where the sale that stands is the one the guest has arrived on; a departure that was changed stays changed.
 */
export function* loadOtherwise(stay: Row<'stay'>, alone: StandingAlone, date: string): Loading<Otherwise | undefined> {
  const here: Span = { from: stay.arrival, to: stay.departure };
  const span = stay.arrival > date ? { from: alone.from, to: alone.to } : here;
  if (alone.roomTypeId === stay.roomTypeId && span.from === here.from && span.to === here.to) return undefined;
  const sold = yield* loadNights(stay.roomTypeId, here);
  const taken = yield* loadNights(alone.roomTypeId, span);
  return { span, sold, taken };
}

/** Puts the stay where the guest is [S24]: its units go along, by force where there are none [I2], so that what is given back later is what was sold. */
export function asArrived(
  found: { readonly stay: Row<'stay'>; readonly booking: Row<'booking'> | undefined; readonly otherwise: Otherwise },
  alone: StandingAlone,
  context: Context,
): Event[] {
  const { stay, booking, otherwise } = found;
  const { span } = otherwise;
  const nightly = span.from === alone.from && span.to === alone.to ? alone.nightly : stay.nightly;
  const total = (booking?.total ?? 0) - sumOf(stay.nightly) + sumOf(nightly);
  return [
    {
      type: 'StayMoved',
      stayId: stay.id,
      stay: {
        arrival: span.from,
        departure: span.to,
        dayUse: span.from === span.to,
        roomTypeId: alone.roomTypeId,
        nightly,
      },
      occupancyId: alone.occupancyId,
      occupancy: { roomTypeId: alone.roomTypeId, fromDate: span.from, toDate: span.to },
      booking: {
        id: stay.bookingId,
        fields: booking === undefined ? {} : { total, paymentStatus: paymentStatusOf(total, booking.paid) },
      },
      slots: unitsMoved(otherwise),
      rooms: [],
    },
    exceptionOf(stay, otherwise, alone, context),
  ];
}

function unitsMoved({ sold, taken }: Otherwise): SlotDelta[] {
  return [
    ...sold.filter((slot) => !holds(taken, slot)).map((slot) => giveBack(slot, 1)),
    ...taken.filter((slot) => !holds(sold, slot)).map((slot) => sellByForce(slot, 1)),
  ];
}

function exceptionOf(
  stay: Row<'stay'>,
  { span, sold, taken }: Otherwise,
  alone: StandingAlone,
  context: Context,
): Event {
  const forced = taken.filter((slot) => !holds(sold, slot) && freeUnits(slot) < 1).map((slot) => slot.date);
  return openException(context, {
    label: 'as-arrived',
    kind: 'stay-without-booking',
    detail: { wasType: stay.roomTypeId, wasFrom: stay.arrival, wasTo: stay.departure, forced },
    remedies: [{ kind: 'acceptForced', label: { nights: forced.length }, with: {} }],
    concerns: {
      guest: alone.guest.name,
      guestId: alone.guest.id,
      bookingId: alone.bookingId,
      bookingNumber: alone.number,
      stayId: stay.id,
      ...span,
    },
  });
}

function holds(slots: readonly Slot[], { id }: Slot): boolean {
  return slots.some((slot) => slot.id === id);
}
