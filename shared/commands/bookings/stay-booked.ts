import { plainTerms } from '#shared/bookings/plain-terms.ts';
import { sumOf } from '#shared/bookings/price.ts';
import type { SlotDelta } from '#shared/inventory/slot.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import type { SalePromise } from '#shared/schema/words.ts';
import type { Context } from '../context.ts';
import type { EventOf } from '../events.ts';
import type { BookStayInput } from './book-stay.ts';

/** The booking with its stay, the room's days, and a folio; confirmed at once. */
export function stayBooked(
  input: BookStayInput,
  context: Context,
  roomId: string | null,
  slots: readonly SlotDelta[],
  promise: SalePromise,
): EventOf<'StayBooked'> {
  const bookingId = context.id('booking');
  const stayId = context.id('stay');
  return {
    type: 'StayBooked',
    booking: {
      id: bookingId,
      fields: {
        number: input.number,
        guestId: input.guestId,
        source: input.source,
        externalRef: input.externalRef ?? null,
        status: 'CONFIRMED',
        paymentStatus: 'UNPAID',
        statusReason: '',
        currency: input.currency,
        total: sumOf(input.nightly),
        paid: 0,
        depositHeld: 0,
        madeBy: context.writer,
        note: input.note,
        confirmedAt: context.now,
        cancelledAt: null,
        ...plainTerms,
        promise,
      },
    },
    stay: {
      id: stayId,
      fields: {
        bookingId,
        guestId: input.guestId,
        roomTypeId: input.roomTypeId,
        arrival: input.from,
        departure: input.to,
        dayUse: input.from === input.to,
        adults: input.adults,
        children: input.children,
        status: 'CONFIRMED',
        nightly: input.nightly,
        expectedAt: input.expectedAt,
        wishes: input.wishes,
        checkedInAt: null,
        checkedOutAt: null,
      },
    },
    occupancy: {
      id: context.id('occupancy'),
      fields: {
        stayId,
        bookingId,
        roomTypeId: input.roomTypeId,
        roomId,
        fromDate: input.from,
        toDate: input.to,
        status: 'expected',
        disputed: false,
        locked: false,
      },
    },
    folio: {
      id: folioIdOf(bookingId),
      fields: { bookingId, stayId, guestId: input.guestId, kind: 'guest', currency: input.currency, status: 'open' },
    },
    slots,
  };
}
