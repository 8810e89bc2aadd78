import { z } from 'zod';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import type { Remedy } from '#shared/schema/answers.ts';
import type { Row } from '#shared/schema/entities.ts';
import { asIs, defineRequest } from '../define.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { idField } from '../fields.ts';
import { type Loading, edit, lockAll, peekAll, see, where } from '../need.ts';

const draft = z.object({ exceptionId: idField, remedy: z.number().int().min(0).max(9) });
type Draft = z.infer<typeof draft>;

interface Seen {
  readonly exception: Row<'exception'> | undefined;
  /** The guest's bookings that can take a credit. */
  readonly bookings: readonly Row<'booking'>[];
  readonly stays: readonly Row<'stay'>[];
}

/** Remedies that are facts of their own: cash given back (`refundCash`), a payment settled (`settlePayment`) or voided (`voidPayment`). */
const deeds: readonly Remedy['kind'][] = ['refundCash', 'wasPaid', 'wasNotPaid', 'cameOnce'];

/** A person chooses one of an exception's remedies [U3]. */
export const resolveException = defineRequest<Draft, Draft, Seen>({
  name: 'resolveException',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  draft,
  input: draft,
  load,
  prepare: asIs,
  decide,
  concerns: ({ exception }) => exception?.concerns ?? {},
});

function* load({ exceptionId, remedy }: Draft): Loading<Seen> {
  const { exception } = yield* see({ exception: edit('exception', exceptionId) });
  const wanted = exception?.remedies[remedy]?.kind === 'applyCredit';
  const guestId = exception?.concerns.guestId ?? '';
  if (!wanted || guestId === '') return { exception, bookings: [], stays: [] };
  const { bookings } = yield* see({
    bookings: lockAll('booking', [where('guestId', '=', guestId), where('status', 'in', ['CONFIRMED', 'CHECKED_IN'])]),
  });
  const { stays } = yield* see({
    stays: peekAll('stay', [
      where(
        'bookingId',
        'in',
        bookings.map((booking) => booking.id),
      ),
    ]),
  });
  return { exception, bookings, stays };
}

function decide({ exception, bookings, stays }: Seen, { remedy }: Draft, context: Context): Outcome<readonly Event[]> {
  if (exception === undefined) return refuse('not-found', { entity: 'exception' });
  if (exception.status !== 'open')
    return refuse('already-answered', { by: exception.resolvedBy, resolution: exception.resolution });
  const chosen = exception.remedies[remedy];
  if (chosen === undefined || deeds.includes(chosen.kind)) return refuse('wrong-input', { remedy });
  const resolved: Event = {
    type: 'ExceptionResolved',
    exceptionId: exception.id,
    resolution: chosen.kind,
    by: context.actor.name,
  };
  if (chosen.kind !== 'applyCredit') return done([resolved]);
  const amount = exception.concerns.amount ?? 0;
  // The newest booking of the guest that still owes as much: the one made in place of the refused one.
  const booking = bookings.findLast((open) => open.total - open.paid >= amount);
  if (booking === undefined) return refuse('not-found', { entity: 'booking', owing: amount });
  return done([creditApplied(booking, exception, amount, stays, context), resolved]);
}

function creditApplied(
  booking: Row<'booking'>,
  exception: Row<'exception'>,
  amount: number,
  stays: readonly Row<'stay'>[],
  context: Context,
): Event {
  const fromFolioId = String(exception.detail['folioId'] ?? '');
  const toFolioId = folioIdOf(booking.id);
  const receipt = String(exception.detail['receipt'] ?? '');
  const line = (folioId: string, bookingId: string | null, signed: number, label: string) => ({
    id: context.id(label),
    fields: {
      folioId,
      bookingId,
      kind: 'transfer' as const,
      date: context.businessDate,
      description: receipt,
      amount: signed,
      currency: booking.currency,
      receiptId: null,
      correctsId: null,
    },
  });
  return {
    type: 'CreditApplied',
    bookingId: booking.id,
    fromFolioId,
    toFolioId,
    entries: [line(fromFolioId, null, amount, 'credit-out'), line(toFolioId, booking.id, -amount, 'credit-in')],
    amount,
    inHouse: stays.some((stay) => stay.bookingId === booking.id && stay.status === 'CHECKED_IN'),
    currency: booking.currency,
    paymentStatus: paymentStatusOf(booking.total, booking.paid + amount),
    date: context.businessDate,
  };
}
