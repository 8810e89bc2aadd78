import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import { type PaymentSplit, noSplit } from '#shared/money/postings.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { BookingStatus, PaymentMethod } from '#shared/schema/words.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { confirmHeld, standingHold } from '../holds/confirm-held.ts';
import { type Holding, loadHolding } from '../holds/load-holding.ts';
import { type Loading, lock, lockAll, peek, see, where } from '../need.ts';
import { type CashDeed, homeless, overpaid, receiptMismatch } from './cash-exceptions.ts';
import { type CashFacts, cashMovement, creditFolio } from './cash-movement.ts';

/** A booking that takes money, with what it holds where it is not confirmed yet. */
export interface PayingBooking {
  readonly property: Row<'property'> | undefined;
  readonly booking: Row<'booking'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly stays: readonly Row<'stay'>[];
  readonly holding: Holding | undefined;
  readonly channel: Row<'channel'> | undefined;
}

/** Money for a booking, by whatever way it came. Minor units. */
export interface MoneyGiven {
  readonly event: 'CashTaken' | 'PaymentTaken';
  readonly method: PaymentMethod;
  readonly deed: CashDeed;
  readonly date: string;
  readonly tendered: number;
  /** What the other side calls it: a terminal's slip, a transfer's reference. */
  readonly reference: string;
  /** The payment that was under way already, where this settles it. */
  readonly paymentId?: string;
}

const held: readonly BookingStatus[] = ['HELD', 'PENDING_PAYMENT', 'EXPIRED'];
const standing: readonly BookingStatus[] = [
  'CONFIRMED',
  'CHECKED_IN',
  'CHECKED_OUT',
  'PARTIALLY_USED',
  'PENDING_APPROVAL',
];

export function* loadPaying(bookingId: string, context: Context): Loading<PayingBooking> {
  const { property, booking, stays } = yield* see({
    property: peek('property', context.propertyId),
    booking: lock('booking', bookingId),
    stays: lockAll('stay', [where('bookingId', '=', bookingId)]),
  });
  const { guest, channel } = yield* see({
    guest: peek('guest', booking?.guestId ?? ''),
    channel: peek('channel', booking?.channelId ?? ''),
  });
  const waits = booking !== undefined && booking.holdId !== null && held.includes(booking.status);
  return {
    property,
    booking,
    guest,
    stays,
    channel,
    holding: waits ? yield* loadHolding(booking, context) : undefined,
  };
}

/** Whether a booking can take so much: it stands, or what it held is still there, and no more than it owes. */
export function mayTake({ booking, holding }: PayingBooking, amount: number, context: Context): Outcome<null> {
  if (booking === undefined) return refuse('not-found', { entity: 'booking' });
  if (!standing.includes(booking.status) && holding === undefined)
    return refuse('invalid-transition', { command: 'takeCash', status: booking.status });
  const due = booking.total - booking.paid;
  if (amount > due) return refuse('amount-invalid', { amount, due });
  const settled = holding === undefined ? done([]) : withMoney(booking, holding, amount, context);
  return settled.ok ? done(null) : settled;
}

/**
 * What money does to a booking: it stands under deposits until the service, pays what issued goods are still owed for, or goes to
 * the folio of a guest in the house [A1]. What a hold waited for is confirmed by it; where the hold had run out and its units are
 * gone, the money is the guest's credit [I6, S24].
 */
export function moneyTaken(paying: PayingBooking, given: MoneyGiven, context: Context): readonly Event[] {
  const { booking, holding } = paying;
  const { deed } = given;
  if (booking === undefined || (!standing.includes(booking.status) && holding === undefined))
    return withoutBooking(booking?.status ?? '', given, context);
  const due = Math.max(0, Math.min(deed.amount, booking.total - booking.paid));
  const settled = holding === undefined ? done([]) : withMoney(booking, holding, due, context);
  if (!settled.ok) return withoutBooking(booking.status, given, context, settled.reason);
  const split = splitOf(booking, paying, due, deed.amount);
  const movement = cashMovement(factsOf(given, booking.id, split), folioIdOf(booking.id), context);
  return [
    {
      type: given.event,
      booking: {
        id: booking.id,
        paid: due,
        depositHeld: split.deposit,
        receivable: -(split.receivable + split.channel),
        paymentStatus: paymentStatusOf(booking.total, booking.paid + due),
      },
      creditFolio: null,
      ...movement,
    },
    ...settled.value,
    ...(split.suspense > 0 ? [overpaid(split.suspense, deed, context)] : []),
    ...receiptMismatch(deed, deed.amount, context),
  ];
}

/** Money of a payment that was settled already: a payment and a receipt of its own, in suspense until somebody says whether it came twice [S24]. */
export function moneyBeyond(given: MoneyGiven, context: Context): readonly Event[] {
  const { deed } = given;
  const facts = factsOf(given, deed.bookingId, { ...noSplit, suspense: deed.amount });
  const movement = cashMovement(facts, folioIdOf(deed.bookingId), context);
  const second = { paymentId: movement.payment.id, folioEntryId: movement.folioEntry.id };
  return [
    { type: given.event, booking: null, creditFolio: null, ...movement },
    overpaid(deed.amount, deed, context, [{ kind: 'cameOnce', label: { amount: deed.amount }, with: second }]),
    ...receiptMismatch(deed, deed.amount, context),
  ];
}

/** What more money does to a hold: sold once the deposit is reached, held on or anew until then. */
function withMoney(
  booking: Row<'booking'>,
  holding: Holding,
  more: number,
  context: Context,
): Outcome<readonly Event[]> {
  const reached = booking.paid + more >= booking.depositDue;
  if (reached) return confirmHeld({ ...booking, depositHeld: booking.depositHeld + more }, holding, context, 'paid');
  const stands = standingHold(booking, holding, context);
  return stands.ok ? done(stands.value.events) : stands;
}

function splitOf(
  booking: Row<'booking'>,
  { stays, channel }: Pick<PayingBooking, 'stays' | 'channel'>,
  due: number,
  amount: number,
): PaymentSplit {
  const owed = Math.min(due, booking.receivable);
  const rest = due - owed;
  // [A1] What a channel collects it owes: money for it over the counter is so much less of its debt, and not the guest's.
  const debt = channel?.collects === 'channel' ? { channel: owed } : { receivable: owed };
  const inHouse = stays.some((stay) => stay.status === 'CHECKED_IN' || stay.status === 'CHECKED_OUT');
  return { ...noSplit, ...debt, ...(inHouse ? { ledger: rest } : { deposit: rest }), suspense: amount - due };
}

function withoutBooking(status: string, given: MoneyGiven, context: Context, reason = ''): readonly Event[] {
  const { deed } = given;
  const folio = creditFolio(deed.guest.id, deed.bookingId, deed.currency);
  const facts = factsOf(given, deed.bookingId, { ...noSplit, credit: deed.amount });
  return [
    { type: given.event, booking: null, creditFolio: folio, ...cashMovement(facts, folio.id, context) },
    homeless(status, folio.id, deed, context, reason),
    ...receiptMismatch(deed, deed.amount, context),
  ];
}

function factsOf(given: MoneyGiven, bookingId: string, split: PaymentSplit): CashFacts {
  const { deed, date, method, tendered, reference, paymentId } = given;
  return {
    bookingId,
    guestId: deed.guest.id,
    currency: deed.currency,
    date,
    method,
    reference,
    ...(paymentId === undefined ? {} : { paymentId }),
    amount: deed.amount,
    tendered,
    change: tendered - deed.amount,
    receipt: deed.receipt,
    split,
  };
}
