import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Counters } from '#main/store/counters.ts';
import type { InputOf, OutputOf } from '#shared/rpc/contract.ts';
import type { Standpoint } from '../views/bar.ts';
import { type Paper, receiptHtml } from './receipt-html.ts';
import { LANGUAGE, receiptLines } from './receipt-lines.ts';
import { receiptText } from './receipt-text.ts';
import { receiptWords } from './words.ts';

/**
 * A receipt for the printer or the eye, or null where this replica has no such receipt. Every print after the first is
 * "Copy n" [M3], and the count outlives a restart; a preview says what the next print will say and counts for nothing.
 */
export type PrintReceipt = (
  receiptId: string,
  paper: Paper,
  purpose: InputOf<'print.receipt'>['purpose'],
  seen: Pick<Standpoint, 'tentative' | 'names'> & { readonly zone: string },
) => OutputOf<'print.receipt'>;

const frozen = z.object({
  property: z.string(),
  number: z.string(),
  issuedAt: z.string(),
  date: z.string(),
  desk: z.string(),
  takenBy: z.string(),
  guest: z.string(),
  booking: z.string(),
  method: z.string(),
  currency: z.string(),
  amount: z.number(),
  tendered: z.number(),
  change: z.number(),
  voids: z.string().optional(),
});

export function prepareReceiptPrint(db: Database, counters: Counters): PrintReceipt {
  const receipt = db.prepare<[string], { content: string; hash: string; writer: string }>(
    `SELECT content, hash, writer FROM receipt WHERE id = ?`,
  );
  return (receiptId, paper, purpose, { zone, tentative, names }) => {
    const row = receipt.get(receiptId);
    if (row === undefined) return null;
    const sealed = frozen.parse(JSON.parse(row.content));
    // The chain's hash is over the sealed name, so that it holds when nobody can read the name any more [S29].
    const content = { ...sealed, guest: names.read(sealed.guest) ?? receiptWords[LANGUAGE].erasedGuest };
    const key = `printed/${receiptId}`;
    const copy = counters.read(key).value;
    if (purpose === 'print') counters.write(key, { value: copy + 1, hash: '' });
    const lines = receiptLines({ content, hash: row.hash, copy, synced: !tentative(row.writer), zone });
    return { title: content.number, html: receiptHtml(content.number, lines, paper), text: receiptText(lines, 48) };
  };
}
