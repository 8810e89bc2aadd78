import { deriveId } from '#shared/kernel/ids.ts';
import {
  type PostingLine,
  balances,
  postCommissionEarned,
  postCommissionRecalled,
  postCreditApplied,
  postDepositApplied,
  postDepositSettled,
  postGoodsEarned,
  postGoodsIssued,
  postGoodsReturned,
  postMoneyReturned,
  postMoneyTaken,
  postRoomNights,
} from '#shared/money/postings.ts';
import { type RowChange, insert } from './changes.ts';
import type { Event, NightCharge } from './events.ts';

interface Entry {
  readonly date: string;
  readonly bookingId: string | null;
  readonly currency: string;
  readonly lines: readonly PostingLine[];
}

/** The balanced journal entries of an event, as rows [A1]: the one way from what happens to the books. Throws if they do not balance: that is a bug. */
export function journalOf(event: Event, eventId: string): readonly RowChange[] {
  const entry = entryOf(event);
  if (entry === undefined || entry.lines.length === 0) return [];
  if (!balances(entry.lines)) throw new Error(`the entry of ${event.type} does not balance`);
  const entryId = deriveId(eventId, 'journal');
  return [
    insert('journalEntry', entryId, {
      date: entry.date,
      what: event.type,
      sourceId: eventId,
      bookingId: entry.bookingId,
    }),
    ...entry.lines.map((line, index) =>
      insert('journalLine', deriveId(eventId, `journal/${index}`), {
        entryId,
        account: line.account,
        debit: line.debit,
        credit: line.credit,
        currency: entry.currency,
      }),
    ),
  ];
}

function entryOf(event: Event): Entry | undefined {
  switch (event.type) {
    case 'CashTaken':
    case 'PaymentTaken':
    case 'PaymentVoided':
    case 'CashRefunded': {
      const { date, currency, bookingId, method } = event.payment.fields;
      const post = event.type === 'CashTaken' || event.type === 'PaymentTaken' ? postMoneyTaken : postMoneyReturned;
      const lines = post(event.split, method);
      return { date, currency, bookingId, lines };
    }
    case 'BookingConfirmed': {
      const { booking, date, currency, goods, commission } = event;
      const lines = [...postGoodsIssued(goods), ...postCommissionEarned(commission?.fields.amount ?? 0)];
      return { date, currency, bookingId: booking.id, lines };
    }
    case 'ItemsCancelled': {
      const { booking, date, currency, goods, commission } = event;
      const lines = [...postGoodsReturned(goods), ...postCommissionRecalled(commission?.recalled ?? 0)];
      return { date, currency, bookingId: booking.id, lines };
    }
    case 'PaxChanged':
    case 'SeatsPriced': {
      const { booking, date, currency, goods, commission } = event;
      const moved = goods === null ? [] : goods.way === 'issued' ? postGoodsIssued(goods) : postGoodsReturned(goods);
      const more = commission?.amount ?? 0;
      const earned = more >= 0 ? postCommissionEarned(more) : postCommissionRecalled(-more);
      return { date, currency, bookingId: booking.id, lines: [...moved, ...earned] };
    }
    case 'SeatsEarned': {
      const { bookingId, date, currency, net } = event;
      return { date, currency, bookingId, lines: postGoodsEarned(net) };
    }
    case 'StayCheckedIn':
      return {
        date: event.date,
        bookingId: event.bookingId,
        currency: event.currency,
        lines: postDepositApplied(event.depositApplied),
      };
    case 'StayCheckedOut': {
      const lines = [...postDepositApplied(event.depositApplied), ...postRoomNights(sumOf(event.charges))];
      return { date: event.date, bookingId: event.bookingId, currency: event.currency, lines };
    }
    case 'NightsCharged': {
      const { date, bookingId, currency, charges } = event;
      return { date, bookingId, currency, lines: postRoomNights(sumOf(charges)) };
    }
    case 'DepositSettled': {
      const { date, bookingId, currency, credit, retained } = event;
      return { date, bookingId, currency, lines: postDepositSettled(credit, retained) };
    }
    case 'CreditApplied':
      return {
        date: event.date,
        bookingId: event.bookingId,
        currency: event.currency,
        lines: postCreditApplied(event.amount, event.inHouse),
      };
    default:
      return undefined;
  }
}

function sumOf(charges: readonly NightCharge[]): number {
  return charges.reduce((sum, charge) => sum + charge.amount, 0);
}
