import type { ReceiptContent } from '#shared/schema/receipt-content.ts';
import { receiptHash, receiptNumber } from './receipt.ts';

/** A receipt as it is kept, as far as its series is judged by it [M3]. */
export interface KeptReceipt {
  readonly series: string;
  readonly number: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly content: ReceiptContent;
}

/** The first place at which a series is not what it must be. */
export type SeriesBreak =
  /** Numbers `from` to `to` are not there. */
  | { readonly kind: 'missing'; readonly from: number; readonly to: number }
  | { readonly kind: 'twice'; readonly number: number }
  /** The receipt's hash is not that of its content: it was altered, or its hash was. */
  | { readonly kind: 'altered'; readonly number: number }
  /** The receipt does not name the one before it as it is: one of the two was exchanged. */
  | { readonly kind: 'unchained'; readonly number: number }
  /** The number written on the receipt is not the one it is kept under. */
  | { readonly kind: 'misnumbered'; readonly number: number; readonly written: string };

/** Behind it stands the epoch of the branch: `A26~2` [S22]. */
const BRANCH_MARK = '~';

export interface SeriesReport {
  readonly series: string;
  readonly receipts: number;
  readonly first: number;
  readonly last: number;
  readonly break: SeriesBreak | null;
}

/**
 * Judges each series by itself: gapless from 1 on, each receipt's hash that of its content, each chained to the one before
 * [M3, S5]. A replica keeps a look-back only: there a series may begin later (`whole` false), and what lies before its
 * first receipt is the server's to prove.
 */
export function checkReceipts(receipts: Iterable<KeptReceipt>, { whole }: { readonly whole: boolean }): SeriesReport[] {
  const bySeries = Map.groupBy(receipts, (receipt) => receipt.series);
  return [...bySeries]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([series, kept]) => {
      const sorted = kept.toSorted((a, b) => a.number - b.number);
      const first = sorted[0]?.number ?? 0;
      const last = sorted.at(-1)?.number ?? 0;
      const root = rootOf(series, first, bySeries);
      // A branch begins behind the receipt that both disks have; where that is the server's alone, it begins where it begins.
      const start = isBranch(series) ? first : whole ? 1 : first;
      return { series, receipts: sorted.length, first, last, break: firstBreak(sorted, start, root) };
    });
}

function isBranch(series: string): boolean {
  return series.includes(BRANCH_MARK);
}

/** The series as it is printed and hashed: without what tells the second branch of a copied disk apart [S22]. */
function printedSeries(series: string): string {
  return series.split(BRANCH_MARK, 1)[0] ?? series;
}

/** The receipt that a branch goes on from. */
function rootOf(
  series: string,
  first: number,
  all: ReadonlyMap<string, readonly KeptReceipt[]>,
): KeptReceipt | undefined {
  if (!isBranch(series)) return undefined;
  return all.get(printedSeries(series))?.find(({ number }) => number === first - 1);
}

function firstBreak(sorted: readonly KeptReceipt[], start: number, root: KeptReceipt | undefined): SeriesBreak | null {
  let before = root;
  for (const receipt of sorted) {
    const { number, content, previousHash, hash } = receipt;
    const series = printedSeries(receipt.series);
    const expected = before === undefined ? start : before.number + 1;
    if (number < expected) return { kind: 'twice', number };
    if (number > expected) return { kind: 'missing', from: expected, to: number - 1 };
    if (content.number !== receiptNumber(series, number))
      return { kind: 'misnumbered', number, written: content.number };
    if (hash !== receiptHash(series, number, content, previousHash)) return { kind: 'altered', number };
    const chained = before === undefined ? number > 1 || previousHash === '' : previousHash === before.hash;
    if (!chained) return { kind: 'unchained', number };
    before = receipt;
  }
  return null;
}
