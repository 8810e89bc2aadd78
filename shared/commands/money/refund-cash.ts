import { z } from 'zod';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import type { PaymentSplit } from '#shared/money/postings.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Preparation, defineFact } from '../define.ts';
import type { Event } from '../events.ts';
import { amountField, dayField, idField, sealedShort } from '../fields.ts';
import { type Loading, lock, lockAll, peek, see, where } from '../need.ts';
import { type CashDeed, cashConcern, receiptMismatch, refundedTwice } from './cash-exceptions.ts';
import { cashMovement, creditFolio } from './cash-movement.ts';
import { drawReceipt, frozenReceipt } from './receipt-draft.ts';
import { lessPaid, paidForGoods, splitOfRefund } from './refund-split.ts';

const draft = z.object({
  /** The booking whose payment is given back, or null where an exception says whose money it is. */
  bookingId: idField.nullable(),
  exceptionId: idField.nullable(),
  amount: amountField.min(1),
});
type Draft = z.infer<typeof draft>;

const input = draft.extend({
  date: dayField,
  guest: z.object({ id: idField, name: sealedShort }),
  forBooking: idField,
  bookingNumber: z.string().max(40),
  currency: z.string().length(3),
  /** Where the money stood when it was given back: a booking's payment, a guest's credit, suspense. */
  from: z.enum(['booking', 'credit', 'suspense']),
  receipt: frozenReceipt,
});
type Input = z.infer<typeof input>;

interface Seen {
  readonly property: Row<'property'> | undefined;
  readonly exception: Row<'exception'> | undefined;
  readonly booking: Row<'booking'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly stays: readonly Row<'stay'>[];
  readonly seats: readonly Row<'seats'>[];
}

/** Cash given back over the counter, with a receipt of the same series; it may settle an exception. */
export const refundCash = defineFact<Draft, Input, Seen>({
  name: 'refundCash',
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

function* load(given: Draft, context: Context): Loading<Seen> {
  const { property, exception } = yield* see({
    property: peek('property', context.propertyId),
    exception: lock('exception', given.exceptionId ?? ''),
  });
  const bookingId = given.bookingId ?? exception?.concerns.bookingId ?? '';
  const { booking, stays, seats } = yield* see({
    booking: lock('booking', bookingId),
    stays: lockAll('stay', [where('bookingId', '=', bookingId)]),
    seats: lockAll('seats', [where('bookingId', '=', bookingId)]),
  });
  const { guest } = yield* see({ guest: peek('guest', booking?.guestId ?? exception?.concerns.guestId ?? '') });
  return { property, exception, booking, guest, stays, seats };
}

function prepare(
  { property, exception, booking, guest }: Seen,
  given: Draft,
  context: Context,
  preparation: Preparation,
): Outcome<Input> {
  const forBooking = booking?.id ?? exception?.concerns.bookingId;
  if (property === undefined || forBooking === undefined) return refuse('not-found', { entity: 'booking' });
  const guestId = guest?.id ?? exception?.concerns.guestId ?? '';
  const name = preparation.seal(guestId, guest?.name ?? exception?.concerns.guest ?? '');
  const number = booking?.number ?? exception?.concerns.bookingNumber ?? '';
  const receipt = drawReceipt(preparation, {
    property: property.name,
    issuedAt: context.now,
    date: context.businessDate,
    desk: context.deskCode,
    takenBy: context.actor.name,
    guest: name,
    booking: number,
    method: 'CASH',
    currency: property.currency,
    amount: -given.amount,
    tendered: 0,
    change: 0,
  });
  return done({
    ...given,
    date: context.businessDate,
    guest: { id: guestId, name },
    forBooking,
    bookingNumber: number,
    currency: property.currency,
    from: exception === undefined ? 'booking' : exception.kind === 'overpaid' ? 'suspense' : 'credit',
    receipt,
  });
}

function guard({ exception, booking, stays, seats }: Seen, given: Input): Outcome<null> {
  if (given.exceptionId !== null) {
    if (exception === undefined) return refuse('not-found', { entity: 'exception' });
    if (exception.status !== 'open') return refuse('already-answered', { by: exception.resolvedBy });
    // Only what lies as credit or in suspense can be given back by it, and to whom it belongs.
    const offered = exception.remedies.some((remedy) => remedy.kind === 'refundCash');
    if (!offered || given.forBooking !== exception.concerns.bookingId)
      return refuse('wrong-input', { exception: exception.kind });
    const most = exception.concerns.amount ?? 0;
    return given.amount === most ? done(null) : refuse('amount-invalid', { amount: given.amount, due: most });
  }
  if (booking === undefined) return refuse('not-found', { entity: 'booking' });
  const inHouse = stays.some((stay) => stay.status === 'CHECKED_IN');
  const ended = ['CANCELLED', 'EXPIRED', 'DRAFT'].includes(booking.status);
  // What issued goods were paid with comes back with them, not before [A1].
  const free = booking.paid - paidForGoods(booking, seats);
  const beyond = booking.paid - Math.min(booking.paid, booking.total);
  const allowed = ended ? booking.paid : inHouse || booking.status === 'CONFIRMED' ? free : beyond;
  return given.amount <= allowed ? done(null) : refuse('amount-invalid', { amount: given.amount, due: allowed });
}

function record({ exception, booking, seats }: Seen, given: Input, context: Context): readonly Event[] {
  const split = splitOfRefund(given, booking, exception, seats);
  const facts = {
    bookingId: given.forBooking,
    guestId: given.guest.id,
    currency: given.currency,
    date: given.date,
    amount: -given.amount,
    tendered: 0,
    change: 0,
    receipt: given.receipt,
    split,
  };
  const credit = given.from === 'credit' ? creditFolio(given.guest.id, given.forBooking, given.currency) : null;
  const movement = cashMovement(facts, credit?.id ?? folioIdOf(given.forBooking), context);
  return [
    {
      type: 'CashRefunded',
      booking: given.from === 'booking' && booking !== undefined ? lessPaid(booking, split) : null,
      creditFolio: credit,
      ...movement,
    },
    ...settle(exception, split, given, context),
    ...receiptMismatch(deedOf(given), -given.amount, context),
  ];
}

function settle(exception: Row<'exception'> | undefined, split: PaymentSplit, given: Input, context: Context): Event[] {
  const beyond = given.from === 'suspense' ? 0 : split.suspense;
  const inTime = given.exceptionId === null || exception?.status === 'open';
  return [
    ...(exception?.status === 'open'
      ? [
          {
            type: 'ExceptionResolved' as const,
            exceptionId: exception.id,
            resolution: 'refundCash',
            by: context.actor.name,
          },
        ]
      : []),
    ...(beyond > 0 || !inTime
      ? [refundedTwice(beyond || given.amount, exception?.resolution ?? '', deedOf(given), context)]
      : []),
  ];
}

function deedOf({ forBooking, guest, bookingNumber, currency, amount, receipt }: Input): CashDeed {
  return { bookingId: forBooking, guest, bookingNumber, currency, amount, receipt };
}
