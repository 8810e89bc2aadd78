import type { Envelope } from '#shared/sync/envelope.ts';
import { type DeskEpoch, nextEpochSql } from '#sync-server/store/desk-epochs.ts';
import type { Tx } from '#sync-server/store/transaction.ts';
import { type Attempt, type TurnOfEnvelope, answerOf, attemptOf, turnsOf } from './envelope-turns.ts';
import { type Opening, type Stretch, openStretches } from './opening.ts';
import { type Placed, idsMet, placeStretch } from './place-stretch.ts';
import { resolveInTurn } from './resolve.ts';
import type { Ruling } from './rule.ts';
import { settle } from './settle.ts';

/** Envelopes of one desk as they came in, each following the one before. */
export interface Delivery {
  readonly envelopes: Stretch;
  /** How the first of them is treated; all others are decided. */
  readonly ruling: Ruling;
  readonly arrival: string;
  /** By a desk whose exchange this server no longer speaks [S18]. */
  readonly tooOld: boolean;
}

/** What became of the first envelopes of a delivery, as far as it was come to: what is behind a refusal or a fault is left. */
export type Attempted = readonly Attempt['answer'][];

interface Opened {
  readonly delivery: Delivery;
  readonly opening: Opening;
  readonly placed: readonly Placed[];
  readonly turns: ReadonlyMap<Placed, TurnOfEnvelope>;
}

/**
 * Takes deliveries of different desks in, in one transaction: each envelope is decided upon what those before it came to, as if
 * that were committed; then all is written at once, and committed [S20]. A refusal or a fault leaves nothing behind, and is in
 * nobody's way but its own desk's. With `alone` nobody else works at the property meanwhile [S21].
 */
export async function takeStretches(
  tx: Tx,
  deliveries: readonly Delivery[],
  alone: boolean,
): Promise<readonly Attempted[]> {
  const all = await openAll(tx, deliveries, alone);
  const turns = all.flatMap((one) => [...one.turns.values()]);
  const { came, writes } = await resolveInTurn(tx, turns);
  const cameOf = new Map(turns.map((turn, index) => [turn, came[index]]));
  const attempts = all.map(({ placed, turns: mine, opening, delivery }) => {
    const attempted: Attempt[] = [];
    for (const one of placed) {
      const turn = mine.get(one);
      if (one.at !== 'next') {
        attempted.push({ answer: answerOf(one, opening, delivery.tooOld), taken: undefined });
        continue;
      }
      const attempt = turn === undefined ? undefined : attemptOf(cameOf.get(turn));
      if (attempt === undefined) break;
      attempted.push(attempt);
    }
    return attempted;
  });
  const taken = attempts.flat().flatMap((attempt) => attempt.taken ?? []);
  if (taken.length > 0) await settle(tx, taken, writes);
  return attempts.map((attempted) => attempted.map(({ answer }) => answer));
}

async function openAll(tx: Tx, deliveries: readonly Delivery[], alone: boolean): Promise<readonly Opened[]> {
  const openings = await openStretches(
    tx,
    deliveries.map(({ envelopes }) => envelopes),
    alone,
  );
  const hasId = idsMet();
  const all: Opened[] = [];
  for (const [index, delivery] of deliveries.entries()) {
    const opening = openings[index];
    if (opening === undefined) throw new Error('a delivery without its opening');
    const branchOf = (main: DeskEpoch, envelope: Envelope) => newBranch(tx, main, envelope);
    const placed = await placeStretch(tx.place, delivery.envelopes, opening, delivery.arrival, hasId, branchOf);
    all.push({ delivery, opening, placed, turns: turnsOf(delivery, opening, placed) });
  }
  return all;
}

/** The branch that begins with this envelope, under an epoch of its own [S22]. */
async function newBranch(tx: Tx, main: DeskEpoch, envelope: Envelope): Promise<DeskEpoch> {
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
