import type pg from 'pg';
import { loadLater } from '#shared/commands/drive.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import type { Alternative } from '#shared/schema/answers.ts';
import type { Envelope, Standing, VerdictAnswer } from '#shared/sync/envelope.ts';
import { answer } from '#sync-server/store/answer.ts';
import { type DeskEpoch, nextEpochSql } from '#sync-server/store/desk-epochs.ts';
import {
  DatabaseUnavailable,
  type Place,
  StatementTimedOut,
  type Tx,
  inTransaction,
  withRetries,
} from '#sync-server/store/transaction.ts';
import { type Position, positionOf } from './chain.ts';
import { contextOfEnvelope } from './envelope-context.ts';
import { type Opening, openEnvelope } from './opening.ts';
import { readInput } from './read-input.ts';
import { type Ruling, rule } from './rule.ts';
import { type Taking, settle } from './settle.ts';
import { type Refused, withForkOpened } from './settlement.ts';
import { standingOf } from './standing.ts';
import type { TimeOuts } from './timed-out.ts';

/** What became of an envelope: an answer, or that its chain does not lead to it. */
export type EnvelopeAnswer =
  | {
      readonly taken: true;
      readonly verdict: VerdictAnswer;
      /** The epoch that took it, a branch's where it comes from a copied disk, and what that is to the server. */
      readonly epoch: number;
      readonly standing: Standing;
      readonly repeated: boolean;
    }
  | { readonly taken: false; readonly why: 'gap' | 'chain-broken' | 'unknown-epoch'; readonly last: number };

/** What the engine needs of its surroundings. */
export interface Surroundings {
  readonly pool: pg.Pool;
  /** The server's clock. */
  readonly now: () => string;
  /** Told of what threw, since the desk only learns `internal` [S25]. */
  readonly onSetAside: (error: unknown, envelope: Envelope) => void;
  /** Told of every further try; `alone` is one that nobody else works beside. */
  readonly onRetry: (alone: boolean) => void;
  /** Of all the envelopes that this process has been sent. */
  readonly timeOuts: TimeOuts;
}

/** A refusal that came out of deciding; it is written in a transaction of its own, with alternatives [S21]. */
interface Undecided {
  readonly taken: 'refused';
  readonly refused: Refused;
  readonly context: Taking['context'];
}

/**
 * Executes one envelope with authority, and answers only after commit [S20–S25, S28]. An envelope that throws is set aside, so
 * that the queue goes on [S25], and so is one that runs into the time limit again and again. Only a database that cannot work,
 * or others in the way to the last try, end in an exception: then nothing has changed, and the desk sends it again.
 */
export async function executeEnvelope(
  around: Surroundings,
  place: Place,
  envelope: Envelope,
  tooOld: boolean,
): Promise<EnvelopeAnswer> {
  const arrival = around.now();
  const attempt = (ruling: Ruling) =>
    withRetries(
      (alone) => inTransaction(around.pool, place, (tx) => take(tx, { envelope, arrival, tooOld, alone }, ruling)),
      around.onRetry,
    );
  try {
    const first = await attempt({ by: 'deciding' });
    if (first.taken !== 'refused') return first;
    const alternatives = await alternativesTo(around, place, envelope, first);
    return settled(await attempt({ by: 'refusing', refused: first.refused, alternatives }));
  } catch (error) {
    const always = error instanceof StatementTimedOut && around.timeOuts.isLast(envelope);
    if (error instanceof DatabaseUnavailable && !always) throw error;
    around.onSetAside(error, envelope);
    return settled(await attempt({ by: 'setting-aside' }));
  }
}

/** An envelope as it came in. */
interface Delivery {
  readonly envelope: Envelope;
  readonly arrival: string;
  /** By a desk whose exchange this server no longer speaks [S18]. */
  readonly tooOld: boolean;
  /** Nobody else may work at the property meanwhile [S21]. */
  readonly alone: boolean;
}

async function take(tx: Tx, delivery: Delivery, ruling: Ruling): Promise<EnvelopeAnswer | Undecided> {
  const { envelope, tooOld, alone } = delivery;
  const opening = await openEnvelope(tx, envelope, alone);
  const position = positionOf(envelope, opening.epochs, opening.answered);
  switch (position.at) {
    case 'repeat': {
      const { outcome, reason, detail } = position.answer;
      const isAcknowledged = envelope.seq <= position.epoch.acknowledged;
      const verdict = {
        seq: envelope.seq,
        outcome,
        reason,
        detail,
        ...(isAcknowledged ? { acknowledged: true as const } : {}),
      };
      const standing = standingOf(position.epoch, opening.desk, tooOld);
      return { taken: true, verdict, epoch: position.epoch.epoch, standing, repeated: true };
    }
    case 'gap':
    case 'chain-broken':
      return { taken: false, why: position.at, last: position.taken };
    case 'unknown-epoch':
      return { taken: false, why: position.at, last: 0 };
    case 'next':
    case 'fork':
      return takeNext(tx, delivery, opening, position, ruling);
  }
}

async function takeNext(
  tx: Tx,
  { envelope, arrival, tooOld }: Delivery,
  opening: Opening,
  position: Extract<Position, { at: 'next' | 'fork' }>,
  ruling: Ruling,
): Promise<EnvelopeAnswer | Undecided> {
  const begins = position.at === 'fork';
  const epoch = begins ? await branchOf(tx, position.epoch, envelope) : position.epoch;
  const context = contextOfEnvelope(tx.place, envelope, epoch, opening, arrival);
  const standing = standingOf(epoch, opening.desk, tooOld);
  const ruled = await rule(tx, { envelope, epoch, standing, opening, context }, ruling);
  if ('refusal' in ruled) return { taken: 'refused', refused: ruled, context };
  const settlement = begins ? withForkOpened(ruled, envelope, context, epoch.epoch) : ruled;
  const verdict = await settle(tx, { envelope, epoch, begins, context, arrival }, settlement);
  return { taken: true, verdict, epoch: epoch.epoch, standing, repeated: false };
}

/** The branch that begins with this envelope, under an epoch of its own [S22]. */
async function branchOf(tx: Tx, main: DeskEpoch, envelope: Envelope): Promise<DeskEpoch> {
  const [next] = await tx.run(nextEpochSql(tx.place, main.deskCode));
  const numbered = next?.rows[0] as { next: number } | undefined; // the select names the field
  if (numbered === undefined) throw new Error('no number for a branch');
  return {
    ...main,
    epoch: numbered.next,
    branchOf: main.epoch,
    lastSeq: envelope.seq - 1,
    lastHash: envelope.prevHash,
    acknowledged: 0,
  };
}

/** Ways out of a refusal, looked up without locks after the attempt has ended [S21]. A look-up that fails offers none. */
async function alternativesTo(
  around: Surroundings,
  place: Place,
  envelope: Envelope,
  { refused, context }: Undecided,
): Promise<readonly Alternative[]> {
  const command = commandNamed(envelope.name);
  if (command?.kind !== 'request' || command.alternatives === undefined) return [];
  try {
    const read = readInput(command, envelope);
    if (!read.ok) return [];
    const loader = command.alternatives(refused.refusal, read.input, context);
    return await inTransaction(around.pool, place, async (tx) => {
      const { seen } = await loadLater(loader, (needs) => answer(tx, needs));
      return seen;
    });
  } catch (error) {
    if (error instanceof DatabaseUnavailable && !(error instanceof StatementTimedOut)) throw error;
    around.onSetAside(error, envelope);
    return [];
  }
}

/** An attempt that was told what to write does not refuse anew. */
function settled(result: EnvelopeAnswer | Undecided): EnvelopeAnswer {
  if (result.taken === 'refused') throw new Error('a refusal came up where one was being written');
  return result;
}
