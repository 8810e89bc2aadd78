import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import type { Fields, Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event, Made } from '../events.ts';
import { openException } from '../exceptions.ts';
import { creditFolio } from './cash-movement.ts';

/** Why a booking's deposit is the booking's no more, and what of it the house keeps by its policy. Minor units. */
export interface DepositEnd {
  readonly status: 'EXPIRED' | 'CANCELLED';
  readonly reason: string;
  readonly retained: number;
  /** The guest's name, sealed, for the inbox. */
  readonly guest: string;
}

/**
 * What stood as a deposit for a booking that has come to nothing: the house's share is earned, the rest is the guest's credit, and
 * a person says what becomes of it, as of money that comes too late [S24, A1]. Nothing where no deposit stands. `deposit` is what
 * stands once the booking has ended.
 */
export function depositSettled(
  booking: Row<'booking'>,
  deposit: number,
  { status, reason, retained, guest }: DepositEnd,
  context: Context,
): readonly Event[] {
  if (deposit <= 0) return [];
  const { id, number, guestId, currency } = booking;
  const kept = Math.max(0, Math.min(retained, deposit));
  const credit = deposit - kept;
  const folio = creditFolio(guestId, id, currency);
  const line = (
    label: string,
    kind: Fields<'folioEntry'>['kind'],
    folioId: string,
    amount: number,
  ): Made<'folioEntry'> => ({
    id: context.id(label),
    fields: {
      folioId,
      bookingId: folioId === folio.id ? null : id,
      kind,
      date: context.businessDate,
      description: number,
      amount,
      currency,
      receiptId: null,
      correctsId: null,
    },
  });
  const own = folioIdOf(id);
  return [
    {
      type: 'DepositSettled',
      bookingId: id,
      creditFolio: credit === 0 ? null : folio,
      entries: [
        ...(kept === 0 ? [] : [line('retained', 'charge', own, kept)]),
        ...(credit === 0
          ? []
          : [line('deposit-out', 'transfer', own, credit), line('deposit-in', 'transfer', folio.id, -credit)]),
      ],
      credit,
      retained: kept,
      paymentStatus: paymentStatusOf(0, booking.paid - deposit),
      currency,
      date: context.businessDate,
    },
    ...(credit === 0
      ? []
      : [
          openException(context, {
            label: 'homeless',
            kind: 'money-without-booking',
            detail: { status, reason, receipt: number, folioId: folio.id, amount: credit, retained: kept },
            remedies: [
              { kind: 'applyCredit', label: { amount: credit }, with: { folioId: folio.id } },
              { kind: 'refundCash', label: { amount: credit }, with: { folioId: folio.id } },
              { kind: 'keepCredit', label: { amount: credit }, with: {} },
            ],
            concerns: { guest, guestId, bookingId: id, bookingNumber: number, amount: credit, currency },
          }),
        ]),
  ];
}
