import { expect } from 'vitest';
import { receiptHash } from '#shared/money/receipt.ts';
import { answer } from '#sync-server/store/answer.ts';
import { inTransaction } from '#sync-server/store/transaction.ts';
import type { Row } from '#shared/schema/entities.ts';
import { type AProperty, type LiveDesk, done } from './a-property.ts';

/** An envelope as both sides name it. */
export type Named = readonly [desk: string, seq: number, hash: string];

/** Of all that was made at these desks, what the server has answered for as far as they know: settled, or marked as taken. */
export function answeredAt(desks: readonly LiveDesk[], made: readonly Named[]): readonly Named[] {
  const waiting = new Set(
    desks.flatMap(({ store }) =>
      store.journal
        .pending()
        .filter(({ sent }) => !sent)
        .map(({ envelope }) => String([envelope.desk, envelope.seq, envelope.hash])),
    ),
  );
  return made.filter((envelope) => !waiting.has(String(envelope)));
}

/** What waits at a desk, by name. */
export function pendingAt({ store }: LiveDesk): readonly Named[] {
  return store.journal.pending().map(({ envelope }): Named => [envelope.desk, envelope.seq, envelope.hash]);
}

/** Every envelope that the server has, read past every server. */
export async function takenIn({ server, place }: AProperty): Promise<Named[]> {
  const { rows } = await server.pool.query<{ desk_code: string; seq: number; hash: string }>(
    'SELECT desk_code, seq, hash FROM envelope WHERE property_id = $1 ORDER BY desk_code, seq',
    [place.propertyId],
  );
  return rows.map(({ desk_code: desk, seq, hash }): Named => [desk, seq, hash]);
}

/** Cash for a booking: taken and printed, and by which envelope. */
export function cashAt(desk: LiveDesk, bookingId: string, amount: number): Named {
  const answer = desk.run('takeCash', { bookingId, amount, tendered: amount });
  done(answer);
  const last = pendingAt(desk).at(-1);
  if (last === undefined) throw new Error('a payment that does not wait to be sent');
  return last;
}

/** Both desks take cash, one note after the other, each amount another, until `enough`; what was made is added to `made`. */
export async function busyUntil(
  desks: readonly { readonly desk: LiveDesk; readonly bookingId: string }[],
  made: Named[],
  enough: () => boolean,
): Promise<void> {
  while (!enough()) {
    for (const { desk, bookingId } of desks) made.push(cashAt(desk, bookingId, made.length + 1));
    // The desks' own loops go on in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** On the server: every amount from 1 to `count` once, every series without a gap, each receipt chained to the one before, the journal balanced. */
export async function expectSoundBooks({ server, place }: AProperty, count: number): Promise<void> {
  const [payments, receipts, lines] = await inTransaction(server.pool, place, (tx) =>
    answer(tx, [
      { mode: 'peek', entity: 'payment', where: [] },
      { mode: 'peek', entity: 'receipt', where: [] },
      { mode: 'peek', entity: 'journalLine', where: [] },
    ]),
  );
  // Each answer holds rows of the entity that its need names.
  const ascending = (list: readonly number[]) => list.toSorted((a, b) => a - b);
  expect(ascending((payments as Row<'payment'>[]).map(({ amount }) => amount))).toEqual(
    Array.from({ length: count }, (_, index) => index + 1),
  );
  for (const [, series] of Map.groupBy(receipts as Row<'receipt'>[], (receipt) => receipt.series)) {
    let previousHash = '';
    series.sort((a, b) => a.number - b.number);
    series.forEach((receipt, index) => {
      expect(receipt.number).toBe(index + 1);
      expect(receipt.previousHash).toBe(previousHash);
      expect(receipt.hash).toBe(receiptHash(receipt.series, receipt.number, receipt.content, previousHash));
      previousHash = receipt.hash;
    });
  }
  expect((lines as Row<'journalLine'>[]).reduce((sum, line) => sum + line.debit - line.credit, 0)).toBe(0);
}
