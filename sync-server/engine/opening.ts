import { ask } from '#sync-server/store/answer.ts';
import { type DeskEpoch, lockedEpochsOfSql } from '#sync-server/store/desk-epochs.ts';
import { type AnsweredEnvelope, answeredSql, idsTakenSql, refusedSql } from '#sync-server/store/envelopes.ts';
import { propertyLockSql } from '#sync-server/store/property-lock.ts';
import type { Tx } from '#sync-server/store/transaction.ts';
import { type Envelope, parseWriter, writerOf } from '#shared/sync/envelope.ts';
import type { Row } from '#shared/schema/entities.ts';

/** What stands around a desk's envelopes before they are decided: its epoch (locked), what was answered, the rights in force. */
export interface Opening {
  /** The epoch of the envelopes and the branches forked from it, the epoch itself first. */
  readonly epochs: readonly DeskEpoch[];
  readonly answered: readonly AnsweredEnvelope[];
  readonly property: Row<'property'> | undefined;
  readonly desk: Row<'desk'> | undefined;
  user(id: string): Row<'user'> | undefined;
  /** Whether this writer is an own envelope that was refused [S23]. */
  wasRefused(writer: string): boolean;
  /** The envelope bears an id that another has: nothing may take its ids from it. */
  isIdTaken(envelope: Envelope): boolean;
}

/** Envelopes of one desk and epoch, each following the one before it: one at least. */
export type Stretch = readonly [Envelope, ...Envelope[]];

/**
 * Locks the epochs of several desks, first in the global order [S21], and reads all that the treatment of their envelopes hangs
 * on; one round trip. An opening for each stretch.
 */
export async function openStretches(
  tx: Tx,
  stretches: readonly Stretch[],
  alone: boolean,
): Promise<readonly Opening[]> {
  const all = stretches.flat();
  const named = stretches.map(([{ desk, epoch, seq }, ...more]) => ({ desk, epoch, from: seq, to: seq + more.length }));
  const own = ownSeen(all);
  const rights = ask(tx.place, [
    { mode: 'peek', entity: 'property', ids: [tx.place.propertyId] },
    { mode: 'peek', entity: 'user', ids: all.map(({ actor }) => actor.userId) },
    {
      mode: 'peek',
      entity: 'desk',
      where: [{ field: 'code', is: 'in', value: named.map(({ desk }) => desk) }],
    },
  ]);
  const [, , epochs, answered, envelopeIds, eventIds, ...others] = await tx.run(
    propertyLockSql(tx.place, alone),
    ...lockedEpochsOfSql(tx.place, named),
    answeredSql(tx.place, named),
    ...idsTakenSql(
      tx.place,
      all.map(({ id }) => id.toLowerCase()),
    ),
    ...rights.statements,
    ...(own.length === 0 ? [] : [refusedSql(tx.place, own)]),
  );
  const [properties, users, desks] = rights.rowsOf(others);
  // Each answer holds rows of the entity that its need names, and each select names its fields.
  const usersById = new Map(((users ?? []) as readonly Row<'user'>[]).map((user) => [user.id, user]));
  const ofDesks = (desks ?? []) as readonly Row<'desk'>[];
  const refused = new Set(
    own.length === 0
      ? []
      : ((others.at(-1)?.rows ?? []) as { desk: string; epoch: number; seq: number }[]).map(writerOf),
  );
  const allEpochs = (epochs?.rows ?? []) as DeskEpoch[];
  const taken = new Map(Object.entries(Object.groupBy((envelopeIds?.rows ?? []) as TakenId[], ({ id }) => id)));
  const begunHere = new Set(((eventIds?.rows ?? []) as { id: string }[]).map(({ id }) => id));
  return named.map(({ desk, epoch }) => {
    const mine = allEpochs.filter((one) => one.deskCode === desk && (one.epoch === epoch || one.branchOf === epoch));
    const isOwn = (one: TakenId, seq: number) =>
      one.desk === desk && one.seq === seq && mine.some((known) => known.epoch === one.epoch);
    return {
      epochs: mine,
      answered: ((answered?.rows ?? []) as (AnsweredEnvelope & { desk: string })[]).filter(
        (one) => one.desk === desk && mine.some((known) => known.epoch === one.epoch),
      ),
      property: properties?.[0] as Row<'property'> | undefined,
      desk: ofDesks.find(({ code }) => code === desk),
      user: (id) => usersById.get(id),
      wasRefused: (writer) => refused.has(writer),
      isIdTaken: ({ id, seq }) => {
        const own = id.toLowerCase();
        return begunHere.has(own) || (taken.get(own) ?? []).some((one) => !isOwn(one, seq));
      },
    };
  });
}

interface TakenId {
  readonly id: string;
  readonly desk: string;
  readonly epoch: number;
  readonly seq: number;
}

/** The own envelopes that these rely on [S4]. */
function ownSeen(envelopes: readonly Envelope[]): { desk: string; epoch: number; seq: number }[] {
  const seen = envelopes.flatMap(({ desk, epoch, sees }) =>
    sees.flatMap(([, , writer]) => {
      const parts = parseWriter(writer);
      const isOwn =
        parts !== undefined && parts.desk === desk && parts.epoch === epoch && Number.isSafeInteger(parts.seq);
      return isOwn ? [[writer, parts] as const] : [];
    }),
  );
  return [...new Map(seen).values()];
}
