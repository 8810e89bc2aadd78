import { z } from 'zod';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Context } from '../context.ts';
import { type Preparation, defineFact } from '../define.ts';
import { amountField, dayField, idField, sealedShort, shortText } from '../fields.ts';
import { type CashDeed, cashConcern } from './cash-exceptions.ts';
import { type PayingBooking, loadPaying, mayTake, moneyTaken } from './money-taken.ts';
import { drawReceipt, frozenReceipt } from './receipt-draft.ts';

const draft = z.object({
  bookingId: idField,
  amount: amountField.min(1),
  method: z.enum(['CARD', 'UPI', 'BANK_TRANSFER', 'CHEQUE']),
  /** What the other side calls it: the terminal's slip, the transfer's reference, the cheque's number. */
  reference: shortText.min(1),
});
type Draft = z.infer<typeof draft>;

const input = draft.extend({
  reference: sealedShort,
  date: dayField,
  guest: z.object({ id: idField, name: sealedShort }),
  bookingNumber: z.string().max(40),
  currency: z.string().length(3),
  receipt: frozenReceipt,
});
type Input = z.infer<typeof input>;

/** Money that has come by another way than cash [M2]: payment, folio line, receipt [M3] and journal entry [A1] in one; a hold that it pays the deposit of is confirmed [B3]. */
export const takePayment = defineFact<Draft, Input, PayingBooking>({
  name: 'takePayment',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  draft,
  input,
  load: ({ bookingId }, context) => loadPaying(bookingId, context),
  prepare,
  guard: (seen, { amount }, context) => mayTake(seen, amount, context),
  record: (seen, given, context) =>
    moneyTaken(
      seen,
      {
        event: 'PaymentTaken',
        method: given.method,
        deed: deedOf(given),
        date: given.date,
        tendered: given.amount,
        reference: given.reference,
      },
      context,
    ),
  concerns: (_seen, given) => cashConcern(deedOf(given), given.amount),
});

function prepare(
  { property, booking, guest }: PayingBooking,
  given: Draft,
  context: Context,
  preparation: Preparation,
): Outcome<Input> {
  if (property === undefined || booking === undefined || guest === undefined)
    return refuse('not-found', { entity: 'booking' });
  const name = preparation.seal(guest.id, guest.name);
  const receipt = drawReceipt(preparation, {
    property: property.name,
    issuedAt: context.now,
    date: context.businessDate,
    desk: context.deskCode,
    takenBy: context.actor.name,
    guest: name,
    booking: booking.number,
    method: given.method,
    currency: booking.currency,
    amount: given.amount,
    tendered: given.amount,
    change: 0,
  });
  return done({
    ...given,
    reference: preparation.seal(guest.id, given.reference),
    date: context.businessDate,
    guest: { id: guest.id, name },
    bookingNumber: booking.number,
    currency: booking.currency,
    receipt,
  });
}

function deedOf(given: Input): CashDeed {
  const { guest, bookingId, bookingNumber, currency, amount, receipt } = given;
  return { guest, bookingId, bookingNumber, currency, amount, receipt };
}
