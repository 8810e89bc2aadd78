import { z } from 'zod';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Preparation, defineFact } from '../define.ts';
import type { Event } from '../events.ts';
import { openException } from '../exceptions.ts';
import { amountField, dayField, idField, sealedShort, shortText } from '../fields.ts';
import { giveUp, promotionOf } from '../holds/give-up.ts';
import type { Holding } from '../holds/load-holding.ts';
import { type Loading, lock, lockAll, see, where } from '../need.ts';
import { type CashDeed, cashConcern } from './cash-exceptions.ts';
import { depositSettled } from './deposit-settled.ts';
import { type MoneyGiven, type PayingBooking, loadPaying, moneyBeyond, moneyTaken } from './money-taken.ts';
import { type FrozenReceipt, drawReceipt, frozenReceipt } from './receipt-draft.ts';
import { alertsAnswered, paymentAlerts, remediesOf } from './payment-alerts.ts';

/** How often a payment may be declined before the booking is given up [M6]. */
const MOST_TRIES = 3;

const draft = z.object({
  paymentId: idField,
  outcome: z.enum(['succeeded', 'declined', 'uncertain', 'unknown']),
  /** What the gateway calls it. */
  reference: shortText,
});
type Draft = z.infer<typeof draft>;

const input = draft.extend({
  reference: sealedShort,
  date: dayField,
  bookingId: idField,
  guest: z.object({ id: idField, name: sealedShort }),
  bookingNumber: z.string().max(40),
  amount: amountField,
  method: z.enum(['CARD', 'UPI']),
  currency: z.string().length(3),
  /** Only of money that is there. */
  receipt: frozenReceipt.nullable(),
});
type Input = z.infer<typeof input>;

interface Seen extends PayingBooking {
  readonly payment: Row<'payment'> | undefined;
  /** Since money last came. */
  readonly declined: readonly Row<'payment'>[];
  readonly alerts: readonly Row<'exception'>[];
}

/**
 * What a gateway said of a payment, or that it said nothing [M6]: money confirms the booking; declined, it is HELD again and after
 * the third time given up; no answer keeps the hold [I6], until a person or the gateway settles it.
 */
export const settlePayment = defineFact<Draft, Input, Seen>({
  name: 'settlePayment',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  draft,
  input,
  load,
  prepare,
  guard({ payment }) {
    if (payment === undefined) return refuse('not-found', { entity: 'payment' });
    return payment.status === 'PROCESSING' || payment.status === 'UNCERTAIN'
      ? done(null)
      : refuse('already-answered', { status: payment.status });
  },
  record: (seen, given, context) => [
    ...record(seen, given, context),
    ...alertsAnswered(seen.alerts, given.paymentId, given.outcome, context),
  ],
  concerns: (_seen, given) => concernOf(given),
});

function* load(given: Draft | Input, context: Context): Loading<Seen> {
  const { payment, alerts } = yield* see({ payment: lock('payment', given.paymentId), alerts: paymentAlerts });
  const bookingId = payment?.bookingId ?? ('bookingId' in given ? given.bookingId : '');
  const { before } = yield* see({
    before: lockAll('payment', [where('bookingId', '=', bookingId), where('status', 'in', ['FAILED', 'COMPLETED'])]),
  });
  return { payment, declined: declinedSince(before), alerts, ...(yield* loadPaying(bookingId, context)) };
}

/** What was declined since money last came: a part that was paid begins the tries anew [M6]. */
function declinedSince(payments: readonly Row<'payment'>[]): readonly Row<'payment'>[] {
  const came = payments.filter(({ status, amount }) => status === 'COMPLETED' && amount > 0);
  return payments.filter((one) => one.status === 'FAILED' && came.every((money) => money.updatedAt < one.updatedAt));
}

function prepare(
  { property, payment, booking, guest }: Seen,
  given: Draft,
  context: Context,
  preparation: Preparation,
): Outcome<Input> {
  if (property === undefined || payment === undefined || booking === undefined || guest === undefined)
    return refuse('not-found', { entity: 'payment' });
  const { amount, currency } = payment;
  const method = payment.method === 'UPI' ? 'UPI' : 'CARD';
  const name = preparation.seal(guest.id, guest.name);
  const receipt =
    given.outcome !== 'succeeded' || payment.status === 'COMPLETED'
      ? null
      : drawReceipt(preparation, {
          property: property.name,
          issuedAt: context.now,
          date: context.businessDate,
          desk: context.deskCode,
          takenBy: context.actor.name,
          guest: name,
          booking: booking.number,
          method,
          currency,
          amount,
          tendered: amount,
          change: 0,
        });
  return done({
    ...given,
    reference: preparation.seal(guest.id, given.reference),
    date: context.businessDate,
    bookingId: booking.id,
    guest: { id: guest.id, name },
    bookingNumber: booking.number,
    amount,
    method,
    currency,
    receipt,
  });
}

function record(seen: Seen, given: Input, context: Context): readonly Event[] {
  const { payment } = seen;
  // Nothing is taken twice [M6], and the guard says so; but a receipt that another desk printed for it is a number of its series [M3].
  if (payment?.status === 'COMPLETED') return given.outcome === 'succeeded' ? settledTwice(given, context) : [];
  // What has come is taken, also where it had been given up, or where its beginning was refused [S24].
  if (given.outcome === 'succeeded') return succeeded(seen, given, context);
  if (payment === undefined || payment.status === 'FAILED') return [];
  switch (given.outcome) {
    case 'declined':
      return declinedAgain(seen, payment, given.guest.name, context);
    case 'uncertain':
    case 'unknown':
      return unanswered(seen, payment, given, context);
  }
}

/** Two desks settled one payment as taken: whether it came twice nobody knows here, and the second waits in suspense, with its receipt [S24]. */
function settledTwice(given: Input, context: Context): readonly Event[] {
  const { receipt } = given;
  return receipt === null ? [] : moneyBeyond(moneyOf(given, receipt), context);
}

function succeeded(seen: Seen, given: Input, context: Context): readonly Event[] {
  if (given.receipt === null) return [];
  const taken = moneyTaken(seen, { ...moneyOf(given, given.receipt), paymentId: given.paymentId }, context);
  const { booking, holding, payment } = seen;
  const confirmed = taken.some((event) => event.type === 'BookingConfirmed');
  // [I6] Where this one had ended already, another is under way.
  const wasUnderWay = payment !== undefined && payment.status !== 'FAILED';
  if (confirmed || !wasUnderWay || booking?.status !== 'PENDING_PAYMENT' || holding === undefined) return taken;
  // A part of the deposit: it waits for the rest like any hold.
  return [...taken, waitsAgain(booking, holding, {})];
}

function moneyOf(given: Input, receipt: FrozenReceipt): MoneyGiven {
  return {
    event: 'PaymentTaken',
    method: given.method,
    deed: { ...given, receipt },
    date: given.date,
    tendered: given.amount,
    reference: given.reference,
  };
}

function declinedAgain(
  { booking, holding, declined }: Seen,
  payment: Row<'payment'>,
  guest: string,
  context: Context,
): Event[] {
  const failed: Event = { type: 'PaymentChanged', payment: { id: payment.id, fields: { status: 'FAILED' } } };
  if (booking?.status !== 'PENDING_PAYMENT' || holding === undefined) return [failed];
  const paymentStatus = paymentStatusOf(booking.total, booking.paid);
  if (declined.length + 1 < MOST_TRIES) return [failed, waitsAgain(booking, holding, { paymentStatus })];
  const fields = {
    status: 'CANCELLED' as const,
    statusReason: 'payment-failed',
    cancelledAt: context.now,
    expiresAt: null,
    overbooked: false,
    paymentStatus,
  };
  const ended = giveUp(
    holding,
    {
      holdId: booking.holdId ?? '',
      status: 'released',
      booking: { id: booking.id, fields },
      entry: null,
      items: 'CANCELLED',
      promotionId: promotionOf(booking),
    },
    context,
  );
  // Nothing brings it back: what had been paid before is the guest's credit, and a person says what becomes of it.
  const end = { status: 'CANCELLED', reason: 'payment-failed', retained: 0, guest } as const;
  return [failed, ...ended, ...depositSettled(booking, booking.depositHeld, end, context)];
}

/** The hold is kept, whatever the clock says [I6]; after five minutes without an answer somebody has to look [M6]. */
function unanswered({ booking }: Seen, payment: Row<'payment'>, given: Input, context: Context): Event[] {
  const unknown = given.outcome === 'unknown';
  const events: Event[] = [{ type: 'PaymentChanged', payment: { id: payment.id, fields: { status: 'UNCERTAIN' } } }];
  if (booking?.status === 'PENDING_PAYMENT') {
    const paymentStatus = unknown ? 'UNKNOWN' : 'UNCERTAIN';
    events.push({ type: 'BookingStepped', booking: { id: booking.id, fields: { paymentStatus } } });
  }
  if (unknown)
    events.push(
      openException(context, {
        label: 'payment-unknown',
        kind: 'payment-unknown',
        detail: { paymentId: payment.id, amount: payment.amount, reference: given.reference },
        remedies: remediesOf(payment),
        concerns: concernOf(given),
      }),
    );
  return events;
}

function waitsAgain(booking: Row<'booking'>, holding: Holding, more: Partial<Row<'booking'>>): Event {
  return {
    type: 'HoldChanged',
    holdId: booking.holdId ?? '',
    hold: { paying: false },
    lineIds: holding.lines.map(({ id }) => id),
    line: { paying: false },
    booking: { id: booking.id, fields: { status: 'HELD', ...more } },
    entry: null,
  };
}

function concernOf(given: Input) {
  const { guest, bookingId, bookingNumber, currency, amount } = given;
  const deed: Pick<CashDeed, 'guest' | 'bookingId' | 'bookingNumber' | 'currency'> = {
    guest,
    bookingId,
    bookingNumber,
    currency,
  };
  return cashConcern(deed, amount);
}
