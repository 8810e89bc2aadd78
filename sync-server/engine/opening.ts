import { ask } from '#sync-server/store/answer.ts';
import { type DeskEpoch, lockedEpochsSql } from '#sync-server/store/desk-epochs.ts';
import { type AnsweredEnvelope, answeredSql, idTakenSql, refusedSeqsSql } from '#sync-server/store/envelopes.ts';
import { propertyLockSql } from '#sync-server/store/property-lock.ts';
import type { Tx } from '#sync-server/store/transaction.ts';
import { type Envelope, parseWriter, writerOf } from '#shared/sync/envelope.ts';
import type { Row } from '#shared/schema/entities.ts';

/** What stands around an envelope before it is decided: its epoch (locked), what was answered, the rights in force. */
export interface Opening {
  readonly epochs: readonly DeskEpoch[];
  readonly answered: readonly AnsweredEnvelope[];
  readonly property: Row<'property'> | undefined;
  readonly user: Row<'user'> | undefined;
  readonly desk: Row<'desk'> | undefined;
  /** Whether this writer is an own envelope that was refused [S23]. */
  readonly wasRefused: (writer: string) => boolean;
  /** The envelope bears an id that another has: nothing may take its ids from it. */
  readonly idTaken: boolean;
}

/** Locks the desk's epoch, first in the global order [S21], and reads all that the envelope's treatment hangs on. */
export async function openEnvelope(tx: Tx, envelope: Envelope, alone: boolean): Promise<Opening> {
  const { desk, epoch, seq } = envelope;
  const seen = envelope.sees.flatMap(([, , writer]) => {
    const parts = parseWriter(writer);
    return parts !== undefined && parts.desk === desk && parts.epoch === epoch && Number.isSafeInteger(parts.seq)
      ? [parts.seq]
      : [];
  });
  const rights = ask(tx.place, [
    { mode: 'peek', entity: 'property', ids: [tx.place.propertyId] },
    { mode: 'peek', entity: 'user', ids: [envelope.actor.userId] },
    { mode: 'peek', entity: 'desk', where: [{ field: 'code', is: '=', value: desk }] },
  ]);
  const [, , epochs, answered, refused, id, ...others] = await tx.run(
    propertyLockSql(tx.place, alone),
    ...lockedEpochsSql(tx.place, desk, epoch),
    answeredSql(tx.place, desk, epoch, seq),
    refusedSeqsSql(tx.place, desk, epoch, [...new Set(seen)]),
    idTakenSql(tx.place, envelope),
    ...rights.statements,
  );
  const [properties, users, desks] = rights.rowsOf(others);
  const refusedWriters = new Set(
    (refused?.rows ?? []).map((row: { seq: number }) => writerOf({ desk, epoch, seq: row.seq })),
  );
  return {
    epochs: (epochs?.rows ?? []) as DeskEpoch[], // the select names the fields
    answered: (answered?.rows ?? []) as AnsweredEnvelope[], // likewise
    // Each answer holds rows of the entity that its need names.
    property: properties?.[0] as Row<'property'> | undefined,
    user: users?.[0] as Row<'user'> | undefined,
    desk: desks?.[0] as Row<'desk'> | undefined,
    wasRefused: (writer) => refusedWriters.has(writer),
    idTaken: (id?.rows[0] as { taken: boolean } | undefined)?.taken ?? false, // the select names the field
  };
}
