import type { PaymentMethod } from '#shared/schema/words.ts';
import { account, type AccountCode } from './chart-of-accounts.ts';

/** One line of a journal entry; one of `debit` and `credit` is zero. Minor units. */
export interface PostingLine {
  readonly account: AccountCode;
  readonly debit: number;
  readonly credit: number;
}

/** How the money of one payment divides: before the service, for goods that are issued and owed by the guest or by a channel, on the guest's ledger, without a booking, beyond what was due. */
export interface PaymentSplit {
  readonly deposit: number;
  readonly receivable: number;
  readonly channel: number;
  readonly ledger: number;
  readonly credit: number;
  readonly suspense: number;
}

/** Money that is nothing yet. */
export const noSplit: PaymentSplit = { deposit: 0, receivable: 0, channel: 0, ledger: 0, credit: 0, suspense: 0 };

/** Where money of a method lies once it is taken [A1]: in the drawer, on its way from the card's acquirer, or at the bank. */
export function accountOfMethod(method: PaymentMethod): AccountCode {
  if (method === 'CARD') return account.cardClearing;
  return method === 'UPI' || method === 'BANK_TRANSFER' || method === 'CHEQUE' ? account.bank : account.cash;
}

/** Money taken [A1]: before the service to deposits, for issued goods to what is owed, on the folio to the guest ledger, the homeless to guest credit [S24]. */
export function postMoneyTaken(split: PaymentSplit, method: PaymentMethod): PostingLine[] {
  const total = sumOf(split);
  return transfer([[accountOfMethod(method), total]], sides(split));
}

/** Cash taken: money that lies in the drawer. */
export function postCashTaken(split: PaymentSplit): PostingLine[] {
  return postMoneyTaken(split, 'CASH');
}

/** Money given back, or taken out of the books since it never came: out of where it stood, the mirror of its taking. */
export function postMoneyReturned(split: PaymentSplit, method: PaymentMethod): PostingLine[] {
  return transfer(sides(split), [[accountOfMethod(method), sumOf(split)]]);
}

/** Deposit applied at check-in [A1]. */
export function postDepositApplied(amount: number): PostingLine[] {
  return transfer([[account.deposits, amount]], [[account.guestLedger, amount]]);
}

/** A deposit of what came to nothing [A1, S24]: what is kept is earned, the rest is the guest's credit. */
export function postDepositSettled(credit: number, retained: number): PostingLine[] {
  return transfer(
    [[account.deposits, credit + retained]],
    [
      [account.guestCredit, credit],
      [account.cancellationIncome, retained],
    ],
  );
}

/** Room nights earned [A1]. */
export function postRoomNights(amount: number): PostingLine[] {
  return transfer([[account.guestLedger, amount]], [[account.roomRevenue, amount]]);
}

/** A guest's credit put to a booking that is not yet, or already, in house. */
export function postCreditApplied(amount: number, inHouse: boolean): PostingLine[] {
  return transfer([[account.guestCredit, amount]], [[inHouse ? account.guestLedger : account.deposits, amount]]);
}

/** Goods as they are issued or taken back: their total with its tax, and what of it stands as deposits or is owed. Minor units. */
export interface GoodsPosting {
  readonly total: number;
  readonly tax: number;
  readonly fromDeposits: number;
  readonly receivable: number;
  /** The channel has the guest's money, and owes it. */
  readonly channelCollects: boolean;
}

/** Goods issued [A1]: what was paid leaves the deposits, the rest is owed; what is earned later is deferred, its tax is the state's. */
export function postGoodsIssued(goods: GoodsPosting): PostingLine[] {
  return transfer(paidAndOwed(goods), deferredAndTax(goods));
}

/** Goods taken back: the mirror. What was paid stands under deposits again. */
export function postGoodsReturned(goods: GoodsPosting): PostingLine[] {
  return transfer(deferredAndTax(goods), paidAndOwed(goods));
}

/** Goods at their service date [A1]: what was deferred is earned. */
export function postGoodsEarned(net: number): PostingLine[] {
  return transfer([[account.deferredRevenue, net]], [[account.tourRevenue, net]]);
}

/** What an agent or a channel earns [A1, U7]. */
export function postCommissionEarned(amount: number): PostingLine[] {
  return transfer([[account.commissionExpense, amount]], [[account.commissionPayable, amount]]);
}

/** What of it is taken back with a refund [M5]. */
export function postCommissionRecalled(amount: number): PostingLine[] {
  return transfer([[account.commissionPayable, amount]], [[account.commissionExpense, amount]]);
}

/** Whether the lines balance. */
export function balances(lines: readonly PostingLine[]): boolean {
  return lines.reduce((sum, line) => sum + line.debit - line.credit, 0) === 0;
}

function sides(split: PaymentSplit): [AccountCode, number][] {
  return [
    [account.deposits, split.deposit],
    [account.receivable, split.receivable],
    [account.channelReceivable, split.channel],
    [account.guestLedger, split.ledger],
    [account.guestCredit, split.credit],
    [account.suspense, split.suspense],
  ];
}

function paidAndOwed({ fromDeposits, receivable, channelCollects }: GoodsPosting): [AccountCode, number][] {
  return [
    [account.deposits, fromDeposits],
    [channelCollects ? account.channelReceivable : account.receivable, receivable],
  ];
}

function deferredAndTax({ total, tax }: GoodsPosting): [AccountCode, number][] {
  return [
    [account.deferredRevenue, total - tax],
    [account.taxesPayable, tax],
  ];
}

function sumOf({ deposit, receivable, channel, ledger, credit, suspense }: PaymentSplit): number {
  return deposit + receivable + channel + ledger + credit + suspense;
}

/** Lines from one side to the other; what is below zero stands on the other side, as where a tax falls while the price rises. */
function transfer(debits: [AccountCode, number][], credits: [AccountCode, number][]): PostingLine[] {
  const lines = [...debits, ...credits.map(([code, amount]): [AccountCode, number] => [code, -amount])];
  return lines
    .filter(([, amount]) => amount !== 0)
    .map(([code, amount]) => ({ account: code, debit: Math.max(0, amount), credit: Math.max(0, -amount) }));
}
