import { insert } from '#shared/commands/changes.ts';
import type { Context } from '#shared/commands/context.ts';
import type { Envelope, VerdictAnswer } from '#shared/sync/envelope.ts';
import { type DeskEpoch, advanceSql, insertEpochSql } from '#sync-server/store/desk-epochs.ts';
import { keepEnvelopeSql } from '#sync-server/store/envelopes.ts';
import { storableText } from '#sync-server/store/sql-literal.ts';
import type { Tx } from '#sync-server/store/transaction.ts';
import { eventsSql, rowWritesSql } from '#sync-server/store/write-rows.ts';
import { type Settlement, newRows } from './settlement.ts';

/** Where an envelope is taken in, and when. */
export interface Taking {
  readonly envelope: Envelope;
  readonly epoch: DeskEpoch;
  /** The epoch is the branch of a fork, and begins with this envelope. */
  readonly begins: boolean;
  readonly context: Context;
  readonly arrival: string;
}

/**
 * Writes what an envelope came to, all in its transaction [S20]: rows, events, the verdict row for the desk [S10], the answer
 * under its identity [S22], the epoch's place; has the database check what it enforces [S27]; commits.
 */
export async function settle(tx: Tx, taking: Taking, { verdict, writes, events }: Settlement): Promise<VerdictAnswer> {
  const { envelope, epoch, begins, context, arrival } = taking;
  const command = storableText(envelope.name);
  const verdictRow = insert('verdict', context.id('verdict'), {
    deskCode: context.deskCode,
    epoch: epoch.epoch,
    seq: envelope.seq,
    envelopeId: envelope.id.toLowerCase(),
    command,
    ...verdict,
  });
  await tx.finish(
    ...rowWritesSql([...writes, ...newRows([verdictRow], context)]),
    ...(begins ? [insertEpochSql(tx.place, epoch, arrival)] : []),
    ...eventsSql(tx.place, events, context, command, arrival),
    keepEnvelopeSql(tx.place, envelope, epoch.epoch, verdict, command, arrival),
    advanceSql(tx.place, epoch, envelope.seq, envelope.hash, context.now, arrival),
    'SET CONSTRAINTS ALL IMMEDIATE',
  );
  return { seq: envelope.seq, ...verdict };
}
