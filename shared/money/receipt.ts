import { canonicalJson, sha256Hex } from '#shared/kernel/hash.ts';
import type { ReceiptContent } from '#shared/schema/receipt-content.ts';

/** `A26-000123`: how a receipt's number is written [M3]. */
export function receiptNumber(series: string, number: number): string {
  return `${series}-${String(number).padStart(6, '0')}`;
}

/** SHA-256 over a receipt's content and the receipt before it in the series [M3]; the first has an empty one before it. */
export function receiptHash(series: string, number: number, content: ReceiptContent, previousHash: string): string {
  return sha256Hex(canonicalJson({ series, number, content, previousHash }));
}
