import { account, type AccountCode } from './chart-of-accounts.ts';

/** One line of a journal entry; one of `debit` and `credit` is zero. Minor units. */
export interface PostingLine {
  readonly account: AccountCode;
  readonly debit: number;
  readonly credit: number;
}

/** How the money of one payment divides: before the service, on the guest's ledger, without a booking, beyond what was due. */
export interface PaymentSplit {
  readonly deposit: number;
  readonly ledger: number;
  readonly credit: number;
  readonly suspense: number;
}

/** Money that is nothing yet. */
export const noSplit: PaymentSplit = { deposit: 0, ledger: 0, credit: 0, suspense: 0 };

/** Cash taken [A1]: money before the service to deposits, payment on the folio to the guest ledger, the homeless to guest credit [S24]. */
export function postCashTaken(split: PaymentSplit): PostingLine[] {
  const total = split.deposit + split.ledger + split.credit + split.suspense;
  return transfer(total, [[account.cash, total]], sides(split));
}

/** Cash given back, out of where it stood. */
export function postCashRefunded(split: PaymentSplit): PostingLine[] {
  const total = split.deposit + split.ledger + split.credit + split.suspense;
  return transfer(total, sides(split), [[account.cash, total]]);
}

/** Deposit applied at check-in [A1]. */
export function postDepositApplied(amount: number): PostingLine[] {
  return transfer(amount, [[account.deposits, amount]], [[account.guestLedger, amount]]);
}

/** Room nights earned [A1]. */
export function postRoomNights(amount: number): PostingLine[] {
  return transfer(amount, [[account.guestLedger, amount]], [[account.roomRevenue, amount]]);
}

/** A guest's credit put to a booking that is not yet, or already, in house. */
export function postCreditApplied(amount: number, inHouse: boolean): PostingLine[] {
  return transfer(
    amount,
    [[account.guestCredit, amount]],
    [[inHouse ? account.guestLedger : account.deposits, amount]],
  );
}

/** Whether the lines balance. */
export function balances(lines: readonly PostingLine[]): boolean {
  return lines.reduce((sum, line) => sum + line.debit - line.credit, 0) === 0;
}

function sides(split: PaymentSplit): [AccountCode, number][] {
  return [
    [account.deposits, split.deposit],
    [account.guestLedger, split.ledger],
    [account.guestCredit, split.credit],
    [account.suspense, split.suspense],
  ];
}

function transfer(total: number, debits: [AccountCode, number][], credits: [AccountCode, number][]): PostingLine[] {
  if (total === 0) return [];
  return [
    ...debits
      .filter(([, amount]) => amount !== 0)
      .map(([code, amount]) => ({ account: code, debit: amount, credit: 0 })),
    ...credits
      .filter(([, amount]) => amount !== 0)
      .map(([code, amount]) => ({ account: code, debit: 0, credit: amount })),
  ];
}
