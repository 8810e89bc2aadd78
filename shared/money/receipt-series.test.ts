import fc from 'fast-check';
import { expect, test } from 'vitest';
import { receiptHash, receiptNumber } from './receipt.ts';
import { type KeptReceipt, checkReceipts } from './receipt-series.ts';

function aSeries(series: string, count: number): KeptReceipt[] {
  const made: KeptReceipt[] = [];
  for (let number = 1; number <= count; number++) {
    const previousHash = made.at(-1)?.hash ?? '';
    const content = {
      property: 'Dhampus Ridge Lodge',
      number: receiptNumber(series, number),
      issuedAt: '2026-11-20T05:21:00.000Z',
      date: '2026-11-20',
      desk: 'A',
      takenBy: 'Sabina Gurung',
      guest: 'Hannah Brandt',
      booking: 'DRL-2026-A0001',
      method: 'cash',
      currency: 'NPR',
      amount: 100_000 * number,
      tendered: 100_000 * number,
      change: 0,
    };
    made.push({ series, number, previousHash, hash: receiptHash(series, number, content, previousHash), content });
  }
  return made;
}

const breakOf = (receipts: readonly KeptReceipt[], whole = true) => checkReceipts(receipts, { whole })[0]?.break;
const at = (receipts: readonly KeptReceipt[], number: number): KeptReceipt => {
  const found = receipts.find((receipt) => receipt.number === number);
  if (found === undefined) throw new Error(`no ${number}`);
  return found;
};

test('[M3] [S5] a series as its desk drew it is whole, in whatever order its receipts come', () => {
  const receipts = [...aSeries('B26', 4), ...aSeries('A26', 7)].toReversed();
  expect(checkReceipts(receipts, { whole: true })).toEqual([
    { series: 'A26', receipts: 7, first: 1, last: 7, break: null },
    { series: 'B26', receipts: 4, first: 1, last: 4, break: null },
  ]);
});

test('[M3] a look-back may begin later; the server may not', () => {
  const later = aSeries('A26', 7).slice(3);
  expect(breakOf(later, false)).toBeNull();
  expect(breakOf(later)).toEqual({ kind: 'missing', from: 1, to: 3 });
});

test('[M3] [S22] the second branch of a copied disk goes on from the receipt that both disks have', () => {
  const whole = aSeries('A26', 9);
  const branch = whole.slice(5).map((receipt) => ({ ...receipt, series: 'A26~2' }));
  const both = [...whole.slice(0, 7), ...branch];
  expect(checkReceipts(both, { whole: true }).map((report) => report.break)).toEqual([null, null]);
  const other = { ...whole[4], hash: 'f'.repeat(64) } as KeptReceipt; // a fifth receipt that the branch did not follow
  const torn = checkReceipts([...whole.slice(0, 4), other, ...branch], { whole: true });
  expect(torn.map((report) => report.break)).toEqual([
    { kind: 'altered', number: 5 },
    { kind: 'unchained', number: 6 },
  ]);
});

test('[M3] whichever receipt is taken out, altered, drawn twice or exchanged, the first break is named', () => {
  const whole = aSeries('A26', 9);
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 8 }), (number) => {
      const victim = at(whole, number);
      const others = whole.filter((receipt) => receipt !== victim);
      expect(breakOf(others)).toEqual({ kind: 'missing', from: number, to: number });
      expect(breakOf([...whole, victim])).toEqual({ kind: 'twice', number });

      const cheaper = { ...victim.content, amount: victim.content.amount - 1 };
      expect(breakOf([...others, { ...victim, content: cheaper }])).toEqual({ kind: 'altered', number });
      // Sealed anew, as somebody who knows how would do it: then the one behind it no longer fits.
      const { series, previousHash } = victim;
      const resealed = { ...victim, content: cheaper, hash: receiptHash(series, number, cheaper, previousHash) };
      expect(breakOf([...others, resealed])).toEqual({ kind: 'unchained', number: number + 1 });

      const renumbered = { ...victim.content, number: 'A26-000099' };
      expect(breakOf([...others, { ...victim, content: renumbered }])).toMatchObject({ kind: 'misnumbered', number });
    }),
  );
});
