import { minorDigits } from '#shared/kernel/money.ts';
import { clockIn, dayIn } from '#shared/kernel/dates.ts';
import type { ReceiptContent } from '#shared/schema/receipt-content.ts';
import { receiptWords } from './words.ts';

/** A receipt as it goes to paper: its frozen content [S5], and what this print of it must say [M3]. */
export interface PrintedReceipt {
  readonly content: ReceiptContent;
  readonly hash: string;
  /** 0 is the original, n the n-th copy. */
  readonly copy: number;
  /** Whether the server has it. */
  readonly synced: boolean;
  readonly zone: string;
}

/** One line of a receipt in the order in which it is read. */
export type ReceiptLine =
  | { readonly kind: 'title' | 'heading' | 'mark' | 'note'; readonly text: string }
  | { readonly kind: 'pair' | 'total'; readonly label: string; readonly value: string }
  | { readonly kind: 'rule' };

/** The language of what is printed. */
export const LANGUAGE = 'en';

/** What the receipt says, the same for every paper. */
export function receiptLines({ content, hash, copy, synced, zone }: PrintedReceipt): ReceiptLine[] {
  const words = receiptWords[LANGUAGE];
  const refund = content.amount < 0;
  const { voids = '' } = content;
  const money = (minor: number) => printedMoney(minor, content.currency);
  const pair = (label: string, value: string): ReceiptLine[] => (value === '' ? [] : [{ kind: 'pair', label, value }]);
  return [
    { kind: 'title', text: content.property },
    { kind: 'heading', text: `${refund ? words.refund : words.receipt} ${content.number}` },
    ...(copy > 0 ? [{ kind: 'mark', text: words.copy(copy) } as const] : []),
    ...(synced ? [] : [{ kind: 'mark', text: words.notSynced } as const]),
    { kind: 'rule' },
    ...pair(words.issued, `${dayIn(zone, content.issuedAt)} ${clockIn(zone, content.issuedAt)}`),
    ...pair(words.businessDate, content.date),
    ...pair(words.desk, content.desk),
    ...pair(words.takenBy, content.takenBy),
    ...pair(words.guest, content.guest),
    ...pair(words.booking, content.booking),
    ...pair(words.voids, voids),
    { kind: 'rule' },
    ...pair(words.method, words.methods[content.method] ?? content.method),
    {
      kind: 'total',
      label: voids !== '' ? words.voided : refund ? words.refunded : words.amount,
      value: money(Math.abs(content.amount)),
    },
    ...(refund ? [] : [...pair(words.tendered, money(content.tendered)), ...pair(words.change, money(content.change))]),
    { kind: 'rule' },
    { kind: 'note', text: `${words.hash} ${shortHash(hash)}` },
    ...(refund ? [] : [{ kind: 'note', text: words.thanks } as const]),
  ];
}

/** Minor units as the property's currency is written, by its ISO code: a counter in Nepal prints NPR, not a sign few fonts have. */
export function printedMoney(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const format = new Intl.NumberFormat(LANGUAGE, { style: 'currency', currency, currencyDisplay: 'code' });
  return format.format(minor / 10 ** digits).replaceAll('\u00a0', ' ');
}

/** The first sixteen digits of the chain's hash, in fours: enough to compare by eye with the register [M3]. */
export function shortHash(hash: string): string {
  return (hash.slice(0, 16).match(/.{1,4}/g) ?? []).join(' ');
}
