import type { Concern, Remedy } from '#shared/schema/answers.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { openException } from '../exceptions.ts';
import { type FrozenReceipt, receiptFaults } from './receipt-draft.ts';

/** Cash that went over the counter, as its exceptions name it. Minor units, never negative. */
export interface CashDeed {
  readonly guest: { readonly id: string; readonly name: string };
  readonly bookingId: string;
  readonly bookingNumber: string;
  readonly currency: string;
  readonly amount: number;
  readonly receipt: FrozenReceipt;
}

/** Whom cash concerns; `amount` is the part of it in question. */
export function cashConcern(
  { guest, bookingId, bookingNumber, currency }: Pick<CashDeed, 'guest' | 'bookingId' | 'bookingNumber' | 'currency'>,
  amount: number,
): Concern {
  return { guest: guest.name, guestId: guest.id, bookingId, bookingNumber, amount, currency };
}

/** Money without a booking is the guest's credit [S24]; `reason` says why the booking could not take it, where it had run out [I6]. */
export function homeless(status: string, folioId: string, deed: CashDeed, context: Context, reason = ''): Event {
  const { amount } = deed;
  return openException(context, {
    label: 'homeless',
    kind: 'money-without-booking',
    detail: { status, receipt: deed.receipt.content.number, folioId, amount, ...(reason === '' ? {} : { reason }) },
    remedies: [
      { kind: 'applyCredit', label: { amount }, with: { folioId } },
      { kind: 'refundCash', label: { amount }, with: { folioId } },
      { kind: 'keepCredit', label: { amount }, with: {} },
    ],
    concerns: cashConcern(deed, amount),
  });
}

/** Money beyond what was due goes to suspense [S24]; `others` are ways to mend it that not all such money has. */
export function overpaid(beyond: number, deed: CashDeed, context: Context, others: readonly Remedy[] = []): Event {
  return openException(context, {
    label: 'overpaid',
    kind: 'overpaid',
    detail: { receipt: deed.receipt.content.number, amount: beyond },
    remedies: [
      { kind: 'refundCash', label: { amount: beyond }, with: {} },
      ...others,
      { kind: 'acknowledge', label: {}, with: {} },
    ],
    concerns: cashConcern(deed, beyond),
  });
}

/** Given back although it had been given back or settled already: `beyond` is missing, for a manager to see [S24]. */
export function refundedTwice(beyond: number, resolution: string, deed: CashDeed, context: Context): Event {
  return openException(context, {
    label: 'twice',
    kind: 'refunded-twice',
    detail: { receipt: deed.receipt.content.number, resolution, amount: beyond },
    remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
    concerns: cashConcern(deed, beyond),
  });
}

/** Voided as having come once, although it had been given back or settled already: the books are for a manager to compare [S24]. */
export function voidedLate(resolution: string, deed: CashDeed, context: Context): Event {
  return openException(context, {
    label: 'voided-late',
    kind: 'voided-late',
    detail: { receipt: deed.receipt.content.number, resolution, amount: deed.amount },
    remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
    concerns: cashConcern(deed, deed.amount),
  });
}

/** The receipt is not what its desk would have drawn for this cash [M3]: the cash stands, somebody has to look. Nothing where it is right. */
export function receiptMismatch(deed: CashDeed, signed: number, context: Context): Event[] {
  const faults = receiptFaults(deed.receipt, { amount: signed, currency: deed.currency, deskCode: context.deskCode });
  if (faults.length === 0) return [];
  return [
    openException(context, {
      label: 'receipt',
      kind: 'receipt-mismatch',
      detail: { receipt: deed.receipt.content.number, series: deed.receipt.series, faults },
      remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
      concerns: cashConcern(deed, deed.amount),
    }),
  ];
}
