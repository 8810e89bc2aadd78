import { deriveId } from '#shared/kernel/ids.ts';
import type { PaymentSplit } from '#shared/money/postings.ts';
import type { PaymentMethod } from '#shared/schema/words.ts';
import type { Context } from '../context.ts';
import type { CashMovement, EventOf } from '../events.ts';
import type { FrozenReceipt } from './receipt-draft.ts';

/** Between a receipt's number and what the other side calls the payment, in a folio line. */
export const REFERENCE_MARK = ' · ';

/** Money taken or given back, for a booking or, with none, for the guest's credit. `amount` is negative when given back. Minor units. */
export interface CashFacts {
  readonly bookingId: string | null;
  readonly guestId: string;
  readonly currency: string;
  readonly date: string;
  /** CASH where it is not said. */
  readonly method?: PaymentMethod;
  /** What the other side calls it, sealed; empty for cash. */
  readonly reference?: string;
  /** The payment that was under way already, where this settles it. */
  readonly paymentId?: string;
  /** The line of the folio that it takes back, where it had been written by mistake [M1]. */
  readonly corrects?: string;
  readonly amount: number;
  readonly tendered: number;
  readonly change: number;
  readonly receipt: FrozenReceipt;
  readonly split: PaymentSplit;
}

/** The payment, its receipt and its folio line, for the projection. */
export function cashMovement(facts: CashFacts, folioId: string, context: Context): CashMovement {
  const receiptId = context.id('receipt');
  const common = { bookingId: facts.bookingId, currency: facts.currency, date: facts.date };
  return {
    payment: {
      id: facts.paymentId ?? context.id('payment'),
      fields: {
        ...common,
        folioId,
        guestId: facts.guestId,
        method: facts.method ?? 'CASH',
        status: 'COMPLETED',
        amount: facts.amount,
        tendered: facts.tendered,
        change: facts.change,
        deskCode: context.deskCode,
        takenBy: context.actor.name,
        receiptId,
      },
    },
    receipt: {
      id: receiptId,
      series: facts.receipt.series,
      number: facts.receipt.number,
      content: facts.receipt.content,
      previousHash: facts.receipt.previousHash,
      hash: facts.receipt.hash,
    },
    folioEntry: {
      id: context.id('folio-entry'),
      fields: {
        ...common,
        folioId,
        kind: facts.corrects !== undefined ? 'adjustment' : facts.amount < 0 ? 'refund' : 'payment',
        description: [facts.receipt.content.number, facts.reference ?? ''].filter(Boolean).join(REFERENCE_MARK),
        amount: -facts.amount,
        receiptId,
        correctsId: facts.corrects ?? null,
      },
    },
    split: facts.split,
  };
}

/** The folio that takes money which has no booking that stands [S24]: one a booking, apart from the booking's own. */
export function creditFolio(
  guestId: string,
  bookingId: string,
  currency: string,
): NonNullable<EventOf<'CashTaken'>['creditFolio']> {
  return {
    id: deriveId(bookingId, 'credit-folio'),
    fields: { bookingId, stayId: null, guestId, kind: 'credit', currency, status: 'open' },
  };
}
