import { z } from 'zod';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Context } from '../context.ts';
import { type Preparation, defineFact } from '../define.ts';
import { amountField, dayField, idField, sealedShort } from '../fields.ts';
import { type CashDeed, cashConcern } from './cash-exceptions.ts';
import { type MoneyGiven, type PayingBooking, loadPaying, mayTake, moneyTaken } from './money-taken.ts';
import { drawReceipt, frozenReceipt } from './receipt-draft.ts';

const draft = z.object({ bookingId: idField, amount: amountField.min(1), tendered: amountField.min(1) });
type Draft = z.infer<typeof draft>;

const input = draft.extend({
  date: dayField,
  guest: z.object({ id: idField, name: sealedShort }),
  bookingNumber: z.string().max(40),
  currency: z.string().length(3),
  receipt: frozenReceipt,
});
type Input = z.infer<typeof input>;

/** Cash taken over the counter: payment, folio line, receipt [M3] and journal entry [A1] in one; a hold that it pays the deposit of is confirmed [B3]. */
export const takeCash = defineFact<Draft, Input, PayingBooking>({
  name: 'takeCash',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  draft,
  input,
  load: ({ bookingId }, context) => loadPaying(bookingId, context),
  prepare,
  guard: (seen, { amount }, context) => mayTake(seen, amount, context),
  record: (seen, given, context) => moneyTaken(seen, moneyOf(given), context),
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
  if (given.tendered < given.amount)
    return refuse('amount-invalid', { amount: given.amount, tendered: given.tendered });
  const name = preparation.seal(guest.id, guest.name);
  const receipt = drawReceipt(preparation, {
    property: property.name,
    issuedAt: context.now,
    date: context.businessDate,
    desk: context.deskCode,
    takenBy: context.actor.name,
    guest: name,
    booking: booking.number,
    method: 'CASH',
    currency: booking.currency,
    amount: given.amount,
    tendered: given.tendered,
    change: given.tendered - given.amount,
  });
  return done({
    ...given,
    date: context.businessDate,
    guest: { id: guest.id, name },
    bookingNumber: booking.number,
    currency: booking.currency,
    receipt,
  });
}

function moneyOf(given: Input): MoneyGiven {
  return {
    event: 'CashTaken',
    method: 'CASH',
    deed: deedOf(given),
    date: given.date,
    tendered: given.tendered,
    reference: '',
  };
}

function deedOf(given: Input): CashDeed {
  const { guest, bookingId, bookingNumber, currency, amount, receipt } = given;
  return { guest, bookingId, bookingNumber, currency, amount, receipt };
}
