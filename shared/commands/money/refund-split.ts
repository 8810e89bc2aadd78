import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { type PaymentSplit, noSplit } from '#shared/money/postings.ts';
import type { Row } from '#shared/schema/entities.ts';

/** What was given back, and where the money stood when it was. Minor units. */
interface RefundedFrom {
  readonly from: 'booking' | 'credit' | 'suspense';
  readonly amount: number;
}

/** Money is given back out of where it was; what was there no more, since another desk gave it back or settled it, is missing, and stands in suspense [S24]. */
export function splitOfRefund(
  { from, amount }: RefundedFrom,
  booking: Row<'booking'> | undefined,
  exception: Row<'exception'> | undefined,
  seats: readonly Row<'seats'>[],
): PaymentSplit {
  if (from === 'suspense') return { ...noSplit, suspense: amount };
  if (from === 'credit') {
    const credit = Math.min(amount, creditLeft(exception));
    return { ...noSplit, credit, suspense: amount - credit };
  }
  const goods = booking === undefined ? 0 : paidForGoods(booking, seats);
  const { paid, depositHeld } = booking ?? { paid: 0, depositHeld: 0 };
  const deposit = Math.min(amount, depositHeld);
  const ledger = Math.min(amount - deposit, Math.max(0, paid - depositHeld - goods));
  return { ...noSplit, deposit, ledger, suspense: amount - deposit - ledger };
}

/** What of the money paid went into goods that are issued and not taken back [A1]. Minor units. */
export function paidForGoods(
  { receivable }: Pick<Row<'booking'>, 'receivable'>,
  seats: readonly Row<'seats'>[],
): number {
  const issued = seats.filter(({ status }) => ['CONFIRMED', 'COMPLETED', 'NO_SHOW'].includes(status));
  return Math.max(0, issued.reduce((sum, { total }) => sum + total, 0) - receivable);
}

/** A credit that was kept is still there; one that was given back or put to a booking is not. */
function creditLeft(exception: Row<'exception'> | undefined): number {
  if (exception === undefined || ['refundCash', 'applyCredit'].includes(exception.resolution)) return 0;
  return exception.concerns.amount ?? 0;
}

/** What the booking keeps of what was paid. */
export function lessPaid(booking: Row<'booking'>, { deposit, ledger }: PaymentSplit) {
  const left = booking.paid - deposit - ledger;
  return {
    id: booking.id,
    paid: -(deposit + ledger),
    depositHeld: -deposit,
    receivable: 0,
    paymentStatus: left <= 0 ? ('REFUNDED' as const) : paymentStatusOf(booking.total, left),
  };
}
