import { plainTerms } from '#shared/bookings/plain-terms.ts';
import { z } from 'zod';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { sumOf } from '#shared/bookings/price.ts';
import { groupOf } from '#shared/inventory/channel-group.ts';
import { type Slot, freeUnits, takeByForce } from '#shared/inventory/slot.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import type { Row } from '#shared/schema/entities.ts';
import { bookingSources } from '#shared/schema/words.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { openException } from '../exceptions.ts';
import {
  MOST_NIGHTS,
  TOO_LONG,
  amountField,
  dayField,
  idField,
  isStaySpan,
  paxField,
  sealedLong,
  sealedPhone,
  sealedShort,
} from '../fields.ts';

/** What a fact about a stay carries, so that it stands even when the booking before it was refused [S5]. */
export const standingAlone = z
  .object({
    bookingId: idField,
    number: z.string().max(40),
    source: z.enum(bookingSources),
    currency: z.string().length(3),
    total: amountField,
    guest: z.object({
      id: idField,
      name: sealedShort,
      country: z.string().max(2),
      phone: sealedPhone,
      email: sealedShort,
    }),
    occupancyId: idField,
    roomId: idField,
    roomTypeId: idField,
    from: dayField,
    to: dayField,
    adults: paxField,
    children: paxField,
    nightly: z.array(amountField).max(MOST_NIGHTS),
    wishes: sealedLong,
  })
  .refine(isStaySpan, TOO_LONG);
export type StandingAlone = z.infer<typeof standingAlone>;

interface Found {
  readonly stay: Row<'stay'> | undefined;
  readonly booking: Row<'booking'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly slots: readonly Slot[];
  readonly refusals: readonly Row<'refusal'>[];
}

/**
 * Writes the booking, stay and guest of a fact whose booking does not stand here, and takes its nights, by force where
 * they are sold [S24, I2]. Nothing where the booking stands.
 */
export function standAlone(found: Found, input: { stayId: string; alone: StandingAlone }, context: Context): Event[] {
  const { stay, guest, slots } = found;
  if (stay !== undefined && stay.status !== 'CANCELLED' && stay.status !== 'NO_SHOW') return [];
  const { alone } = input;
  const forced = slots.filter((slot) => freeUnits(slot) < 1).map((slot) => slot.date);
  return [
    ...(guest === undefined ? [guestOf(alone)] : []),
    // The guest is in the house: nobody is to sell them another room in place of the refused one.
    ...found.refusals.map((refusal): Event => ({
      type: 'RefusalAnswered',
      refusalId: refusal.id,
      status: 'answered',
      by: context.actor.name,
    })),
    booked(input, context, found),
    openException(context, {
      label: 'stands-alone',
      kind: 'stay-without-booking',
      detail: { wasStatus: stay?.status ?? '', forced },
      remedies: [{ kind: 'acceptForced', label: { nights: forced.length }, with: {} }],
      concerns: {
        guest: alone.guest.name,
        guestId: alone.guest.id,
        bookingId: alone.bookingId,
        bookingNumber: alone.number,
        stayId: input.stayId,
        from: alone.from,
        to: alone.to,
        amount: alone.total,
        currency: alone.currency,
      },
    }),
  ];
}

function guestOf({ guest }: StandingAlone): Event {
  const { id, ...fields } = guest;
  return { type: 'GuestAdded', guest: { id, fields: { ...fields, vip: false, note: '', erasedAt: null } } };
}

function booked({ stayId, alone }: { stayId: string; alone: StandingAlone }, context: Context, found: Found): Event {
  const total = sumOf(alone.nightly);
  const paid = found.booking?.paid ?? 0;
  return {
    type: 'StayBooked',
    booking: {
      id: alone.bookingId,
      fields: {
        number: alone.number,
        guestId: alone.guest.id,
        source: alone.source,
        externalRef: null,
        status: 'CONFIRMED',
        paymentStatus: paymentStatusOf(total, paid),
        statusReason: '',
        currency: alone.currency,
        total,
        paid,
        depositHeld: found.booking?.depositHeld ?? 0,
        madeBy: context.writer,
        note: '',
        confirmedAt: context.now,
        cancelledAt: null,
        ...plainTerms,
      },
    },
    stay: {
      id: stayId,
      fields: {
        bookingId: alone.bookingId,
        guestId: alone.guest.id,
        roomTypeId: alone.roomTypeId,
        arrival: alone.from,
        departure: alone.to,
        dayUse: alone.from === alone.to,
        adults: alone.adults,
        children: alone.children,
        status: 'CONFIRMED',
        nightly: alone.nightly,
        expectedAt: '',
        wishes: alone.wishes,
        checkedInAt: null,
        checkedOutAt: null,
      },
    },
    occupancy: {
      id: alone.occupancyId,
      fields: {
        stayId,
        bookingId: alone.bookingId,
        roomTypeId: alone.roomTypeId,
        roomId: alone.roomId,
        fromDate: alone.from,
        toDate: alone.to,
        status: 'expected',
        disputed: false,
        locked: false,
      },
    },
    folio: {
      id: folioIdOf(alone.bookingId),
      fields: {
        bookingId: alone.bookingId,
        stayId,
        guestId: alone.guest.id,
        kind: 'guest',
        currency: alone.currency,
        status: 'open',
      },
    },
    slots: found.slots.map((slot) => takeByForce(slot, 1, groupOf(alone.source))),
  };
}
