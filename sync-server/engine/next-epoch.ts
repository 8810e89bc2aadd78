import type { ClosedEpoch } from '#shared/commands/events.ts';
import { sha256Hex } from '#shared/kernel/hash.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { EnrolBody } from '#shared/sync/envelope.ts';
import { ask } from '#sync-server/store/answer.ts';
import {
  type DeskEpoch,
  closeEpochsSql,
  insertEpochSql,
  lockedEpochsSql,
  seriesSql,
} from '#sync-server/store/desk-epochs.ts';
import { codeGivenSql } from '#sync-server/store/enrolment-codes.ts';
import type { Place, Tx } from '#sync-server/store/transaction.ts';
import type { Enrolled } from './enrolment.ts';
import { useCode } from './enrolment-code.ts';
import { type ServerSide, executeAsServer, systemActor } from './execute-as-server.ts';
import { newToken } from './token.ts';

type Series = ClosedEpoch['series'][number];

/**
 * Begins the next epoch of a desk, with the key that the new installation brings [S16]: all epochs before it are closed, the
 * branches of copied disks too, and the event says how far each came and what its receipt series hold. What they still bring
 * is taken as facts only. Refuses a key that an epoch of the desk had before, and a code from before the desk was revoked.
 */
export async function beginNextEpoch(
  side: ServerSide,
  place: Place,
  { name, publicKey }: EnrolBody,
  codeHash: string,
  deskCode: string,
): Promise<Outcome<Enrolled>> {
  const now = side.now();
  let found: Found | undefined;
  let token = '';
  const outcome = await executeAsServer(
    side,
    place,
    { name: 'beginEpoch', draft: undefined, actor: systemActor },
    async (tx) => {
      if (found === undefined || found.refusal !== undefined) throw new Error('an epoch that may not begin');
      await useCode(tx, codeHash, now);
      token = newToken(place, deskCode, found.next);
      const epoch = { deskCode, epoch: found.next, publicKey, tokenHash: sha256Hex(token), lastSeq: 0, lastHash: '' };
      const fresh = { acknowledged: 0, clockFloor: now, lastContact: now, branchOf: null, closed: false };
      return [closeEpochsSql(place, deskCode), insertEpochSql(place, { ...epoch, ...fresh }, now)];
    },
    async (tx) => {
      found = await findEpochs(tx, deskCode, publicKey, codeHash);
      if (found.refusal !== undefined) throw new MayNotBegin(found.refusal);
      return { code: deskCode, name, epoch: found.next, closed: closing(found.epochs, found.series) };
    },
  ).catch((error: unknown) => {
    if (error instanceof MayNotBegin) return error.outcome;
    throw error;
  });
  if (!outcome.ok) return outcome;
  const [begun] = outcome.value.events;
  if (begun?.type !== 'DeskEpochBegun') throw new Error('an epoch without its event');
  return done({ token, ...place, deskId: begun.deskId, desk: deskCode, epoch: begun.epoch, serverNow: now });
}

interface Found {
  readonly epochs: readonly DeskEpoch[];
  readonly series: readonly Series[];
  readonly next: number;
  readonly refusal: ReturnType<typeof refuse> | undefined;
}

/** Rolls back what was locked to look. */
class MayNotBegin extends Error {
  readonly outcome: ReturnType<typeof refuse>;

  constructor(outcome: ReturnType<typeof refuse>) {
    super(outcome.reason);
    this.outcome = outcome;
  }
}

async function findEpochs(tx: Tx, deskCode: string, publicKey: string, codeHash: string): Promise<Found> {
  const about = ask(tx.place, [{ mode: 'peek', entity: 'desk', where: [{ field: 'code', is: '=', value: deskCode }] }]);
  const [, known, held, given, ...others] = await tx.run(
    ...lockedEpochsSql(tx.place, deskCode),
    seriesSql(tx.place, deskCode),
    codeGivenSql(tx.place, codeHash),
    ...about.statements,
  );
  const epochs = (known?.rows ?? []) as DeskEpoch[]; // the select names the fields
  const desk = about.rowsOf(others)[0]?.[0] as Row<'desk'> | undefined; // the need names the entity
  const code = given?.rows[0] as { createdAt: string } | undefined; // likewise
  const next = Math.max(0, ...epochs.map(({ epoch }) => epoch)) + 1;
  const series = (held?.rows ?? []) as Series[]; // likewise
  const refusal = epochs.some((epoch) => epoch.publicKey === publicKey)
    ? refuse('already-exists', { entity: 'epoch' })
    : desk?.status === 'revoked' && (code?.createdAt ?? '') < desk.updatedAt
      ? refuse('no-right', { why: 'desk-revoked' })
      : undefined;
  return { epochs, series, next, refusal };
}

/** What ends now: the epochs that were open, each with the series that it drew from. */
function closing(epochs: readonly DeskEpoch[], series: readonly Series[]): ClosedEpoch[] {
  return epochs
    .filter(({ closed }) => !closed)
    .map(({ epoch, branchOf, lastSeq, lastHash }) => ({
      epoch,
      branchOf,
      lastSeq,
      lastHash,
      series: series.filter((held) => epochOfSeries(held.series, branchOf !== null) === epoch),
    }));
}

/** The epoch that a receipt series is of: `A26` the first, `A26.2` the second; of branches `A26~3` and `A26.2~3` the third. */
function epochOfSeries(name: string, asBranch: boolean): number | undefined {
  const branch = /~(\d+)$/.exec(name)?.[1];
  if (asBranch) return branch === undefined ? undefined : Number(branch);
  return branch === undefined ? Number(/\.(\d+)$/.exec(name)?.[1] ?? 1) : undefined;
}
