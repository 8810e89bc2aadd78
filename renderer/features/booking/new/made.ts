import { z } from 'zod';

/** What a chain of commands has brought into being so far. */
export interface Made {
  readonly guestId?: string;
  readonly bookingId?: string;
  readonly bookingNumber?: string;
  /** The booking had been made before, under the same reference [B5]. */
  readonly known?: boolean;
  readonly stayId?: string;
  readonly roomId?: string | null;
  readonly receiptId?: string;
  readonly receiptLabel?: string;
}

const made = z.discriminatedUnion('type', [
  z.object({ type: z.literal('GuestAdded'), guest: z.object({ id: z.string() }) }),
  z.object({
    type: z.literal('StayBooked'),
    booking: z.object({ id: z.string(), fields: z.object({ number: z.string() }) }),
    stay: z.object({ id: z.string() }),
    occupancy: z.object({ fields: z.object({ roomId: z.string().nullable() }) }),
  }),
  z.object({
    type: z.literal('ItemsHeld'),
    booking: z.object({ id: z.string(), fields: z.object({ number: z.string() }) }),
  }),
  z.object({ type: z.literal('BookingKnown'), bookingId: z.string(), number: z.string() }),
  z.object({
    type: z.enum(['CashTaken', 'CashRefunded', 'PaymentTaken']),
    receipt: z.object({ id: z.string(), series: z.string(), number: z.number() }),
  }),
]);

/** Reads from a command's events the ids of what it made; events that make nothing of interest are passed over. */
export function madeBy(events: readonly unknown[]): Made {
  return events.reduce<Made>((sum, event) => {
    const read = made.safeParse(event);
    return read.success ? { ...sum, ...idsOf(read.data) } : sum;
  }, {});
}

function idsOf(event: z.infer<typeof made>): Made {
  switch (event.type) {
    case 'GuestAdded':
      return { guestId: event.guest.id };
    case 'StayBooked':
      return {
        bookingId: event.booking.id,
        bookingNumber: event.booking.fields.number,
        stayId: event.stay.id,
        roomId: event.occupancy.fields.roomId,
      };
    case 'ItemsHeld':
      return { bookingId: event.booking.id, bookingNumber: event.booking.fields.number };
    case 'BookingKnown':
      return { bookingId: event.bookingId, bookingNumber: event.number, known: true };
    case 'PaymentTaken':
    case 'CashTaken':
    case 'CashRefunded':
      return {
        receiptId: event.receipt.id,
        receiptLabel: `${event.receipt.series}-${String(event.receipt.number).padStart(6, '0')}`,
      };
  }
}
