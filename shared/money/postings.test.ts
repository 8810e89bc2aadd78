import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  balances,
  noSplit,
  postCashTaken,
  postCreditApplied,
  postDepositApplied,
  postDepositSettled,
  postMoneyReturned,
  postRoomNights,
} from './postings.ts';

const part = fc.integer({ min: 0, max: 10_000_000 });

test('[A1] every posting balances, for any amounts', () => {
  fc.assert(
    fc.property(part, part, part, part, fc.boolean(), (deposit, ledger, credit, suspense, inHouse) => {
      const split = { deposit, receivable: ledger, channel: credit, ledger, credit, suspense };
      for (const lines of [
        postCashTaken(split),
        postMoneyReturned(split, 'CASH'),
        postDepositApplied(deposit),
        postDepositSettled(credit, deposit),
        postRoomNights(ledger),
        postCreditApplied(credit, inHouse),
      ]) {
        expect(balances(lines)).toBe(true);
        expect(lines.every((line) => line.debit >= 0 && line.credit >= 0 && line.debit * line.credit === 0)).toBe(true);
      }
    }),
  );
});

test('[A1] a refund is the mirror of the taking', () => {
  const split = { ...noSplit, deposit: 300, ledger: 200 };
  const net = new Map<string, number>();
  for (const line of [...postCashTaken(split), ...postMoneyReturned(split, 'CASH')]) {
    net.set(line.account, (net.get(line.account) ?? 0) + line.debit - line.credit);
  }
  expect([...net.values()]).toEqual([0, 0, 0]);
});
