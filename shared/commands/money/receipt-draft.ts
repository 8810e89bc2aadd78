import { z } from 'zod';
import { receiptHash, receiptNumber } from '#shared/money/receipt.ts';
import type { ReceiptContent } from '#shared/schema/receipt-content.ts';
import type { Preparation } from '../define.ts';
import { sealedShort } from '../fields.ts';

/** A receipt as it is frozen into a fact [S5, M3]; amounts in minor units, negative where money was given back. */
export const frozenReceipt = z.object({
  series: z.string().min(1).max(20),
  number: z.number().int().min(1),
  previousHash: z.string().max(64),
  hash: z.string().length(64),
  content: z.object({
    property: z.string().max(200),
    number: z.string().max(40),
    issuedAt: z.string().max(40),
    date: z.string().max(10),
    desk: z.string().max(16),
    takenBy: z.string().max(200),
    guest: sealedShort,
    booking: z.string().max(40),
    method: z.string().max(40),
    currency: z.string().length(3),
    amount: z.number().int(),
    tendered: z.number().int(),
    change: z.number().int(),
    voids: z.string().max(40).optional(),
  }),
});
export type FrozenReceipt = z.infer<typeof frozenReceipt>;

/** Draws the next number of the desk's series and seals the receipt into its chain. Only facts do this [S5]. */
export function drawReceipt(preparation: Preparation, content: Omit<ReceiptContent, 'number'>): FrozenReceipt {
  const drawn = preparation.draw('receipt');
  const whole = { ...content, number: receiptNumber(drawn.series, drawn.number) };
  const hash = receiptHash(drawn.series, drawn.number, whole, drawn.previousHash);
  preparation.chain(hash);
  return { series: drawn.series, number: drawn.number, previousHash: drawn.previousHash, hash, content: whole };
}

export type ReceiptFault = 'series' | 'number' | 'amount' | 'hash';

/** What about a receipt is not as the desk of this code draws it for an amount (negative where given back) [M3]; empty where it is right. */
export function receiptFaults(
  { series, number, previousHash, hash, content }: FrozenReceipt,
  cash: { readonly amount: number; readonly currency: string; readonly deskCode: string },
): ReceiptFault[] {
  const right: Readonly<Record<ReceiptFault, boolean>> = {
    series: isSeriesOf(cash.deskCode, series),
    number: content.number === receiptNumber(series, number),
    amount: content.amount === cash.amount && content.currency === cash.currency,
    hash: hash === receiptHash(series, number, content, previousHash),
  };
  return (['series', 'number', 'amount', 'hash'] as const).filter((part) => !right[part]);
}

/** A desk's series is its code, the year in two figures, and its epoch from the second on: `A26`, `A26.2`. */
function isSeriesOf(deskCode: string, series: string): boolean {
  return series.startsWith(deskCode) && /^\d{2}(\.\d+)?$/.test(series.slice(deskCode.length));
}
