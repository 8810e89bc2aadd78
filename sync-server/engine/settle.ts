import { type RowWrite, insert } from '#shared/commands/changes.ts';
import type { Envelope } from '#shared/sync/envelope.ts';
import { advanceSql, insertEpochSql } from '#sync-server/store/desk-epochs.ts';
import { keepEnvelopesSql } from '#sync-server/store/envelopes.ts';
import { storableText } from '#sync-server/store/sql-literal.ts';
import type { Tx } from '#sync-server/store/transaction.ts';
import { type Happening, eventsSql, rowWritesSql } from '#sync-server/store/write-rows.ts';
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

/** What the server's own commands add to their transaction. */
export interface OwnSettling {
  readonly happened: readonly Happening[];
  /** Statements that go before all others. */
  readonly first: readonly string[];
  readonly along: readonly string[];
}

/**
 * Writes what envelopes and the server's own commands came to, all in their transaction [S20]: rows, events, the envelopes'
 * answers under their identity [S22], the epochs' places; has the database check what it enforces [S27]; commits.
 */
export async function settle(
  tx: Tx,
  taken: readonly Taken[],
  { happened, first, along }: OwnSettling,
  writes: readonly RowWrite[],
): Promise<void> {
  const begun = taken.filter(({ next }) => next.begins);
  const happenings = taken.map(({ next: { envelope, context, arrival }, settlement: { events } }) => ({
    events,
    context,
    command: commandOf(envelope),
    recordedAt: arrival,
  }));
  await tx.finish(
    ...first,
    ...rowWritesSql(writes),
    ...begun.map(({ next }) => insertEpochSql(tx.place, next.epoch, next.arrival)),
    ...eventsSql(tx.place, [...happenings, ...happened]),
    ...(taken.length === 0 ? [] : placesSql(tx, taken)),
    ...along,
    'SET CONSTRAINTS ALL IMMEDIATE',
  );
}

/** Where the epochs stand behind these envelopes, and what those came to. */
function placesSql(tx: Tx, taken: readonly Taken[]): readonly string[] {
  const behind = new Map(
    taken.map(({ next: { envelope, epoch, context, arrival } }) => [
      `${epoch.deskCode}/${epoch.epoch}`,
      { ...advanced(epoch, envelope, context), contact: arrival },
    ]),
  );
  return [
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
  ];
}

function commandOf(envelope: Envelope): string {
  return storableText(envelope.name);
}
