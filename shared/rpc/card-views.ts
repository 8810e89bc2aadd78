import { z } from 'zod';
import { bookingStatuses } from '#shared/schema/words.ts';

/** Where a payment by a gateway or a terminal stands [M6]; `unknown` where nobody answered for so long that somebody has to look. */
export const cardStates = ['processing', 'uncertain', 'unknown', 'completed', 'failed'] as const;
export type CardState = (typeof cardStates)[number];

/** One try. Amounts in minor units. */
export const cardPaymentView = z.object({
  id: z.string(),
  method: z.enum(['CARD', 'UPI']),
  state: z.enum(cardStates),
  amount: z.number(),
  startedAt: z.string(),
  takenBy: z.string(),
  deskCode: z.string(),
});
export type CardPaymentView = z.infer<typeof cardPaymentView>;

/** The tries of one booking, the latest first, and how many of them were declined. */
export const bookingCardView = z.object({ payments: z.array(cardPaymentView), declined: z.number() });
export type BookingCardView = z.infer<typeof bookingCardView>;

/** A booking whose card waits for somebody: under way, without an answer, or declined and to be tried again. */
export const openCardView = cardPaymentView.extend({
  bookingId: z.string(),
  bookingNumber: z.string(),
  bookingStatus: z.enum(bookingStatuses),
  guest: z.string(),
  declined: z.number(),
});
export type OpenCardView = z.infer<typeof openCardView>;
