import { z } from 'zod';
import { bookingSources, bookingStatuses, paymentStatuses, stayStatuses } from '#shared/schema/words.ts';
import { barStates } from './calendar-views.ts';
import { dayShape } from './day-shape.ts';

/* Amounts are minor units of the property's currency; moments are UTC instants. */

export const guestView = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  phone: z.string(),
  email: z.string(),
  vip: z.boolean(),
  note: z.string(),
  /** Nothing of them can be read any more [S29]. */
  erased: z.boolean(),
  version: z.number(),
  stays: z.number(),
  lastStay: dayShape.nullable(),
});
export type GuestView = z.infer<typeof guestView>;

export const folioLineView = z.object({
  id: z.string(),
  date: dayShape,
  kind: z.enum(['charge', 'tax', 'payment', 'refund', 'transfer', 'adjustment']),
  description: z.string(),
  amount: z.number(),
  receiptId: z.string().nullable(),
});

/** A booking as the drawer shows it. */
export const bookingView = z.object({
  id: z.string(),
  version: z.number(),
  number: z.string(),
  status: z.enum(bookingStatuses),
  statusReason: z.string(),
  paymentStatus: z.enum(paymentStatuses),
  source: z.enum(bookingSources),
  externalRef: z.string().nullable(),
  note: z.string(),
  total: z.number(),
  paid: z.number(),
  /** Not yet taken in by the server, which may refuse it. */
  tentative: z.boolean(),
  /** The same, but it was promised: it stands whatever the server finds [S32]. */
  guaranteed: z.boolean(),
  guest: guestView,
  stays: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      status: z.enum(stayStatuses),
      roomTypeId: z.string(),
      roomId: z.string().nullable(),
      occupancyId: z.string().nullable(),
      arrival: dayShape,
      departure: dayShape,
      dayUse: z.boolean(),
      adults: z.number(),
      children: z.number(),
      nightly: z.array(z.number()),
      wishes: z.string(),
      expectedAt: z.string(),
      locked: z.boolean(),
      state: z.enum(barStates),
      /** The commands that the stay's state allows now. */
      can: z.array(z.string()),
    }),
  ),
  folio: z.array(folioLineView),
  receipts: z.array(
    z.object({ id: z.string(), label: z.string(), amount: z.number(), date: dayShape, synced: z.boolean() }),
  ),
});
export type BookingView = z.infer<typeof bookingView>;
