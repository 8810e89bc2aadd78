import { z } from 'zod';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import { type PaymentSplit, noSplit } from '#shared/money/postings.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Preparation, defineFact } from '../define.ts';
import type { Event } from '../events.ts';
import { openException } from '../exceptions.ts';
import { amountField, dayField, idField, shortText } from '../fields.ts';
import { type Loading, lock, lockAll, peek, see, where } from '../need.ts';
import { cashMovement, creditFolio } from './cash-movement.ts';
import { drawReceipt, frozenReceipt } from './receipt-draft.ts';

const draft = z.object({
  /** The booking whose payment is given back, or null where an exception says whose money it is. */
  bookingId: idField.nullable(),
  exceptionId: idField.nullable(),
  amount: amountField.min(1),
});
type Draft = z.infer<typeof draft>;

const input = draft.extend({
  date: dayField,
  guest: z.object({ id: idField, name: shortText }),
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
  concerns: (_seen, given) => concernOf(given),
});

function* load(given: Draft, context: Context): Loading<Seen> {
  const { property, exception } = yield* see({
    property: peek('property', context.propertyId),
    exception: lock('exception', given.exceptionId ?? ''),
  });
  const bookingId = given.bookingId ?? exception?.concerns.bookingId ?? '';
  const { booking, stays } = yield* see({
    booking: lock('booking', bookingId),
    stays: lockAll('stay', [where('bookingId', '=', bookingId)]),
  });
  const { guest } = yield* see({ guest: peek('guest', booking?.guestId ?? exception?.concerns.guestId ?? '') });
  return { property, exception, booking, guest, stays };
}

function prepare(
  { property, exception, booking, guest }: Seen,
  given: Draft,
  context: Context,
  preparation: Preparation,
): Outcome<Input> {
  const forBooking = booking?.id ?? exception?.concerns.bookingId;
  if (property === undefined || forBooking === undefined) return refuse('not-found', { entity: 'booking' });
  const name = guest?.name ?? exception?.concerns.guest ?? '';
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
    guest: { id: guest?.id ?? exception?.concerns.guestId ?? '', name },
    forBooking,
    bookingNumber: number,
    currency: property.currency,
    from: exception === undefined ? 'booking' : exception.kind === 'overpaid' ? 'suspense' : 'credit',
    receipt,
  });
}

function guard({ exception, booking, stays }: Seen, given: Input): Outcome<null> {
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
  const most =
    booking.status === 'CANCELLED' || inHouse ? booking.paid : booking.paid - Math.min(booking.paid, booking.total);
  const allowed = booking.status === 'CONFIRMED' ? booking.paid : most;
  return given.amount <= allowed ? done(null) : refuse('amount-invalid', { amount: given.amount, due: allowed });
}

function record({ exception, booking }: Seen, given: Input, context: Context): readonly Event[] {
  const facts = {
    bookingId: given.forBooking,
    guestId: given.guest.id,
    currency: given.currency,
    date: given.date,
    amount: -given.amount,
    tendered: 0,
    change: 0,
    receipt: given.receipt,
    split: splitOf(given, booking),
  };
  const credit = given.from === 'credit' ? creditFolio(given.guest.id, given.forBooking, given.currency) : null;
  const movement = cashMovement(facts, credit?.id ?? folioIdOf(given.forBooking), context);
  const fromBooking = given.from === 'booking' && booking !== undefined;
  const paid = fromBooking ? booking.paid - given.amount : 0;
  return [
    {
      type: 'CashRefunded',
      booking: fromBooking
        ? {
            id: booking.id,
            paid: -given.amount,
            depositHeld: -facts.split.deposit,
            paymentStatus: paid <= 0 ? 'REFUNDED' : paymentStatusOf(booking.total, paid),
          }
        : null,
      creditFolio: credit,
      ...movement,
    },
    ...settle(exception, given, context),
  ];
}

function splitOf(given: Input, booking: Row<'booking'> | undefined): PaymentSplit {
  if (given.from === 'credit') return { ...noSplit, credit: given.amount };
  if (given.from === 'suspense' || booking === undefined) return { ...noSplit, suspense: given.amount };
  const deposit = Math.min(given.amount, booking.depositHeld);
  return { ...noSplit, deposit, ledger: given.amount - deposit };
}

function settle(exception: Row<'exception'> | undefined, given: Input, context: Context): Event[] {
  if (given.exceptionId === null) return [];
  if (exception?.status === 'open') {
    return [{ type: 'ExceptionResolved', exceptionId: exception.id, resolution: 'refundCash', by: context.actor.name }];
  }
  // Given back although somebody had answered already: paid out twice, for a manager to see [S24].
  return [
    openException(context, {
      label: 'twice',
      kind: 'refunded-twice',
      detail: { receipt: given.receipt.content.number, resolution: exception?.resolution ?? '' },
      remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
      concerns: concernOf(given),
    }),
  ];
}

function concernOf(given: Input) {
  return {
    guest: given.guest.name,
    guestId: given.guest.id,
    bookingId: given.forBooking,
    bookingNumber: given.bookingNumber,
    amount: given.amount,
    currency: given.currency,
  };
}
