import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { sumOf } from '#shared/bookings/price.ts';
import type { Span } from '#shared/kernel/dates.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { openException } from '../exceptions.ts';
import type { Loading } from '../need.ts';
import { loadNights } from '../nights.ts';
import type { StandingAlone } from './stand-alone.ts';
import { type UnitsMoved, forcedNights, unitsMoved } from './units-moved.ts';

/** A stay that stands here under another type, or for later nights, than the guest has arrived on: what it sold, and what it takes instead. */
export interface Otherwise extends UnitsMoved {
  readonly span: Span;
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
      slots: unitsMoved(otherwise, booking),
      rooms: [],
    },
    exceptionOf(stay, otherwise, alone, context),
  ];
}

function exceptionOf(stay: Row<'stay'>, otherwise: Otherwise, alone: StandingAlone, context: Context): Event {
  const forced = forcedNights(otherwise);
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
      ...otherwise.span,
    },
  });
}
