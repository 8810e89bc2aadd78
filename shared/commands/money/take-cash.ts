import { z } from 'zod';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import { noSplit } from '#shared/money/postings.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Preparation, defineFact } from '../define.ts';
import type { Event } from '../events.ts';
import { amountField, dayField, idField, sealedShort } from '../fields.ts';
import { type Loading, lock, lockAll, peek, see, where } from '../need.ts';
import { type CashDeed, cashConcern, homeless, overpaid, receiptMismatch } from './cash-exceptions.ts';
import { cashMovement, creditFolio } from './cash-movement.ts';
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

interface Seen {
  readonly property: Row<'property'> | undefined;
  readonly booking: Row<'booking'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly stays: readonly Row<'stay'>[];
}

/** Cash taken over the counter: payment, folio line, receipt [M3] and journal entry [A1] in one. */
export const takeCash = defineFact<Draft, Input, Seen>({
  name: 'takeCash',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  draft,
  input,
  load,
  prepare,
  guard,
  record,
  concerns: (_seen, given) => cashConcern(deedOf(given), given.amount),
});

function* load({ bookingId }: Draft, context: Context): Loading<Seen> {
  const seen = yield* see({
    property: peek('property', context.propertyId),
    booking: lock('booking', bookingId),
    stays: lockAll('stay', [where('bookingId', '=', bookingId)]),
  });
  const { guest } = yield* see({ guest: peek('guest', seen.booking?.guestId ?? '') });
  return { ...seen, guest };
}

function prepare(
  { property, booking, guest }: Seen,
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

function guard({ booking }: Seen, given: Input): Outcome<null> {
  if (booking === undefined) return refuse('not-found', { entity: 'booking' });
  if (!standing(booking)) return refuse('invalid-transition', { command: 'takeCash', status: booking.status });
  const due = booking.total - booking.paid;
  if (given.amount > due) return refuse('amount-invalid', { amount: given.amount, due });
  return done(null);
}

function record({ booking, stays }: Seen, given: Input, context: Context): readonly Event[] {
  const common = {
    guestId: given.guest.id,
    currency: given.currency,
    date: given.date,
    amount: given.amount,
    tendered: given.tendered,
    change: given.tendered - given.amount,
    receipt: given.receipt,
  };
  if (booking === undefined || !standing(booking)) {
    const facts = { ...common, bookingId: given.bookingId, split: { ...noSplit, credit: given.amount } };
    const folio = creditFolio(given.guest.id, given.bookingId, given.currency);
    return [
      { type: 'CashTaken', booking: null, creditFolio: folio, ...cashMovement(facts, folio.id, context) },
      homeless(booking?.status ?? '', folio.id, deedOf(given), context),
      ...receiptMismatch(deedOf(given), given.amount, context),
    ];
  }
  const due = Math.max(0, Math.min(given.amount, booking.total - booking.paid));
  const beyond = given.amount - due;
  const inHouse = stays.some((stay) => stay.status === 'CHECKED_IN' || stay.status === 'CHECKED_OUT');
  const split = { ...noSplit, ...(inHouse ? { ledger: due } : { deposit: due }), suspense: beyond };
  const movement = cashMovement({ ...common, bookingId: booking.id, split }, folioIdOf(booking.id), context);
  const paid = {
    id: booking.id,
    paid: due,
    depositHeld: split.deposit,
    paymentStatus: paymentStatusOf(booking.total, booking.paid + due),
  };
  return [
    { type: 'CashTaken', booking: paid, creditFolio: null, ...movement },
    ...(beyond > 0 ? [overpaid(beyond, deedOf(given), context)] : []),
    ...receiptMismatch(deedOf(given), given.amount, context),
  ];
}

function standing(booking: Row<'booking'>): boolean {
  return ['CONFIRMED', 'CHECKED_IN', 'CHECKED_OUT', 'PARTIALLY_USED', 'HELD', 'PENDING_PAYMENT'].includes(
    booking.status,
  );
}

function deedOf(given: Input): CashDeed {
  const { guest, bookingId, bookingNumber, currency, amount, receipt } = given;
  return { guest, bookingId, bookingNumber, currency, amount, receipt };
}
