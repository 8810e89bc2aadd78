import { z } from 'zod';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import { noSplit } from '#shared/money/postings.ts';
import type { Row } from '#shared/schema/entities.ts';
import { paymentMethods } from '#shared/schema/words.ts';
import type { Context } from '../context.ts';
import { type Preparation, defineFact } from '../define.ts';
import type { Event } from '../events.ts';
import { amountField, dayField, idField, sealedShort } from '../fields.ts';
import { type Loading, lock, peek, see } from '../need.ts';
import { type CashDeed, cashConcern, receiptMismatch, voidedLate } from './cash-exceptions.ts';
import { cashMovement } from './cash-movement.ts';
import { drawReceipt, frozenReceipt } from './receipt-draft.ts';

const draft = z.object({
  /** Of money that lies in suspense because a payment was settled twice. */
  exceptionId: idField,
});
type Draft = z.infer<typeof draft>;

const input = draft.extend({
  date: dayField,
  paymentId: idField,
  /** The line of the folio that is taken back. */
  folioEntryId: idField,
  guest: z.object({ id: idField, name: sealedShort }),
  bookingId: idField,
  bookingNumber: z.string().max(40),
  amount: amountField.min(1),
  method: z.enum(paymentMethods),
  currency: z.string().length(3),
  receipt: frozenReceipt,
});
type Input = z.infer<typeof input>;

interface Seen {
  readonly property: Row<'property'> | undefined;
  readonly exception: Row<'exception'> | undefined;
  /** What is said to have never come. */
  readonly payment: Row<'payment'> | undefined;
}

/**
 * Of a payment that two desks settled a person says that it came once: the second posting is reversed out of suspense by an opposite
 * one that names it [M1], its receipt stays in its series and is voided by a credit receipt [M3]. Nothing goes over the counter.
 */
export const voidPayment = defineFact<Draft, Input, Seen>({
  name: 'voidPayment',
  version: 1,
  roles: ['manager', 'administrator'],
  draft,
  input,
  load,
  prepare,
  guard({ exception, payment }, { paymentId }) {
    if (exception === undefined || payment === undefined) return refuse('not-found', { entity: 'exception' });
    if (exception.status !== 'open') return refuse('already-answered', { by: exception.resolvedBy });
    return secondOf(exception)?.['paymentId'] === paymentId
      ? done(null)
      : refuse('wrong-input', { exception: exception.kind });
  },
  record,
  concerns: (_seen, given) => cashConcern(deedOf(given), given.amount),
});

function* load({ exceptionId }: Draft, context: Context): Loading<Seen> {
  const seen = yield* see({
    property: peek('property', context.propertyId),
    exception: lock('exception', exceptionId),
  });
  const { payment } = yield* see({ payment: peek('payment', secondOf(seen.exception)?.['paymentId'] ?? '') });
  return { ...seen, payment };
}

/** The payment that may have come once only, with its line of the folio; undefined where the exception is of something else. */
function secondOf(exception: Row<'exception'> | undefined): Readonly<Record<string, string>> | undefined {
  return exception?.remedies.find(({ kind }) => kind === 'cameOnce')?.with;
}

function prepare(
  { property, exception, payment }: Seen,
  given: Draft,
  context: Context,
  preparation: Preparation,
): Outcome<Input> {
  const folioEntryId = secondOf(exception)?.['folioEntryId'];
  if (property === undefined || exception === undefined) return refuse('not-found', { entity: 'exception' });
  // Two bookings that were merged have their payments on the one that stayed.
  const bookingId = payment?.bookingId ?? exception.concerns.bookingId;
  if (payment === undefined || folioEntryId === undefined || bookingId === undefined)
    return refuse('wrong-input', { exception: exception.kind });
  const { amount, currency, method, guestId } = payment;
  const name = preparation.seal(guestId, exception.concerns.guest ?? '');
  const bookingNumber = exception.concerns.bookingNumber ?? '';
  const receipt = drawReceipt(preparation, {
    property: property.name,
    issuedAt: context.now,
    date: context.businessDate,
    desk: context.deskCode,
    takenBy: context.actor.name,
    guest: name,
    booking: bookingNumber,
    method,
    currency,
    amount: -amount,
    tendered: 0,
    change: 0,
    voids: String(exception.detail['receipt'] ?? ''),
  });
  return done({
    ...given,
    date: context.businessDate,
    paymentId: payment.id,
    folioEntryId,
    guest: { id: guestId, name },
    bookingId,
    bookingNumber,
    amount,
    method,
    currency,
    receipt,
  });
}

function record({ exception }: Seen, given: Input, context: Context): readonly Event[] {
  const facts = {
    bookingId: given.bookingId,
    guestId: given.guest.id,
    currency: given.currency,
    date: given.date,
    method: given.method,
    amount: -given.amount,
    tendered: 0,
    change: 0,
    receipt: given.receipt,
    corrects: given.folioEntryId,
    split: { ...noSplit, suspense: given.amount },
  };
  return [
    {
      type: 'PaymentVoided',
      booking: null,
      creditFolio: null,
      ...cashMovement(facts, folioIdOf(given.bookingId), context),
    },
    exception?.status === 'open'
      ? { type: 'ExceptionResolved', exceptionId: exception.id, resolution: 'cameOnce', by: context.actor.name }
      : // Somebody settled it meanwhile [S24]: what lay in suspense may be missing there now.
        voidedLate(exception?.resolution ?? '', deedOf(given), context),
    ...receiptMismatch(deedOf(given), -given.amount, context),
  ];
}

function deedOf({ bookingId, guest, bookingNumber, currency, amount, receipt }: Input): CashDeed {
  return { bookingId, guest, bookingNumber, currency, amount, receipt };
}
