import { paymentMethods, paymentStates } from '../words.ts';
import { date, entity, id, int, json, oneOf, optional, text } from '../entity.ts';
import type { ReceiptContent } from '../receipt-content.ts';

/** The money: folios, payments, receipts, the books. Amounts are minor units. */
export const ledger = {
  folio: entity(
    'folio',
    {
      bookingId: optional(id()),
      stayId: optional(id()),
      guestId: id(),
      /** `guest` for a stay's folio, `credit` for money that has no booking [S24]. */
      kind: oneOf(['guest', 'credit']),
      currency: text(),
      status: oneOf(['open', 'closed']),
    },
    { indexes: [['bookingId'], ['guestId']], lockOrder: 60 },
  ),
  /** An immutable line of a folio [M1]: charges positive, payments negative. */
  folioEntry: entity(
    'folio_entry',
    {
      folioId: id(),
      bookingId: optional(id()),
      kind: oneOf(['charge', 'tax', 'payment', 'refund', 'transfer', 'adjustment']),
      date: date(),
      description: text(),
      amount: int(),
      currency: text(),
      receiptId: optional(id()),
      correctsId: optional(id()),
    },
    { indexes: [['folioId'], ['bookingId']], lockOrder: 62 },
  ),
  payment: entity(
    'payment',
    {
      bookingId: optional(id()),
      folioId: id(),
      guestId: id(),
      method: oneOf(paymentMethods),
      status: oneOf(paymentStates),
      amount: int(),
      tendered: int(),
      change: int(),
      currency: text(),
      date: date(),
      deskCode: text(),
      takenBy: text(),
      receiptId: id(),
    },
    { indexes: [['bookingId'], ['date']], lockOrder: 64 },
  ),
  receipt: entity(
    'receipt',
    {
      series: text(),
      number: int(),
      paymentId: id(),
      date: date(),
      /** The frozen content that is printed and hashed [M3]. */
      content: json<ReceiptContent>(),
      previousHash: text(),
      hash: text(),
    },
    { unique: [['series', 'number']], indexes: [['paymentId']], lockOrder: 66 },
  ),
  journalEntry: entity(
    'journal_entry',
    { date: date(), what: text(), sourceId: id(), bookingId: optional(id()) },
    { indexes: [['date']], lockOrder: 70 },
  ),
  journalLine: entity(
    'journal_line',
    { entryId: id(), account: text(), debit: int(), credit: int(), currency: text() },
    { indexes: [['entryId'], ['account']], lockOrder: 72 },
  ),
};
