import { type RowWrite, insert } from '#shared/commands/changes.ts';
import type { Envelope } from '#shared/sync/envelope.ts';
import { advanceSql, insertEpochSql } from '#sync-server/store/desk-epochs.ts';
import { keepEnvelopesSql } from '#sync-server/store/envelopes.ts';
import { storableText } from '#sync-server/store/sql-literal.ts';
import type { Tx } from '#sync-server/store/transaction.ts';
import { eventsSql, rowWritesSql } from '#sync-server/store/write-rows.ts';
import { type Next, advanced } from './place-stretch.ts';
import { type Settlement, newRows } from './settlement.ts';

/** An envelope that is taken in, with what it came to. */
export interface Taken {
  readonly next: Next;
  readonly settlement: Settlement;
}

/** The rows of an envelope that is taken in, its verdict row for the desk among them [S10]. */
export function rowsOfTaken({ next: { envelope, epoch, context }, settlement }: Taken): readonly RowWrite[] {
  const verdictRow = insert('verdict', context.id('verdict'), {
    deskCode: context.deskCode,
    epoch: epoch.epoch,
    seq: envelope.seq,
    envelopeId: envelope.id.toLowerCase(),
    command: storableText(envelope.name),
    ...settlement.verdict,
  });
  return [...settlement.writes, ...newRows([verdictRow], context)];
}

/**
 * Writes what envelopes came to, all in their transaction [S20]: rows, events, the answer under its identity [S22], the epochs'
 * places; has the database check what it enforces [S27]; commits.
 */
export async function settle(tx: Tx, taken: readonly Taken[], writes: readonly RowWrite[]): Promise<void> {
  const commandOf = (envelope: Envelope) => storableText(envelope.name);
  const begun = taken.filter(({ next }) => next.begins);
  const behind = new Map(
    taken.map(({ next: { envelope, epoch, context, arrival } }) => [
      `${epoch.deskCode}/${epoch.epoch}`,
      { ...advanced(epoch, envelope, context), contact: arrival },
    ]),
  );
  await tx.finish(
    ...rowWritesSql(writes),
    ...begun.map(({ next }) => insertEpochSql(tx.place, next.epoch, next.arrival)),
    ...eventsSql(
      tx.place,
      taken.map(({ next: { envelope, context, arrival }, settlement: { events } }) => ({
        events,
        context,
        command: commandOf(envelope),
        recordedAt: arrival,
      })),
    ),
    keepEnvelopesSql(
      tx.place,
      taken.map(({ next: { envelope, epoch, arrival }, settlement: { verdict } }) => ({
        envelope,
        epoch: epoch.epoch,
        verdict,
        command: commandOf(envelope),
        takenAt: arrival,
      })),
    ),
    advanceSql(
      tx.place,
      [...behind.values()].map(({ deskCode, epoch, lastSeq, lastHash, clockFloor, contact }) => ({
        deskCode,
        epoch,
        lastSeq,
        lastHash,
        clockFloor,
        contact,
      })),
    ),
    'SET CONSTRAINTS ALL IMMEDIATE',
  );
}
