import { receiptNumber } from '#shared/money/receipt.ts';
import type { SeriesBreak, SeriesReport } from '#shared/money/receipt-series.ts';

/** One series in one line: whole, or its first break in plain words. */
export function seriesWords({ series, receipts, first, last, break: broken }: SeriesReport): string {
  const span =
    first === last ? receiptNumber(series, first) : `${receiptNumber(series, first)} to ${receiptNumber(series, last)}`;
  const count = `${receipts} ${receipts === 1 ? 'receipt' : 'receipts'}`;
  if (broken !== null) return `${series}: BROKEN. ${breakWords(series, broken)} (${count}, ${span})`;
  return `${series}: whole. ${count}, ${span}${first > 1 ? '; the ones before are kept at the server' : ''}`;
}

function breakWords(series: string, broken: SeriesBreak): string {
  switch (broken.kind) {
    case 'missing':
      return broken.from === broken.to
        ? `Receipt ${receiptNumber(series, broken.from)} is not there.`
        : `Receipts ${receiptNumber(series, broken.from)} to ${receiptNumber(series, broken.to)} are not there.`;
    case 'twice':
      return `Receipt ${receiptNumber(series, broken.number)} is there twice.`;
    case 'altered':
      return `Receipt ${receiptNumber(series, broken.number)} is not as it was drawn: its hash is of another content.`;
    case 'unchained':
      return `Receipt ${receiptNumber(series, broken.number)} does not follow the one before it: one of the two was exchanged.`;
    case 'misnumbered':
      return `What is kept as receipt ${receiptNumber(series, broken.number)} says that it is ${broken.written}.`;
  }
}
