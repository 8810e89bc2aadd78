import type { Envelope, PushBody, VerdictAnswer } from '#shared/sync/envelope.ts';
import { hashOf } from '#shared/sync/envelope.ts';
import { type DeskEpoch, acknowledgeSql } from '#sync-server/store/desk-epochs.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';
import { type EnvelopeAnswer, type Surroundings, executeEnvelope } from './execute-envelope.ts';

/** How a push went: answers in order, and the last seq taken in; or that it does not hold together, and nothing of it was taken. */
export type PushOutcome =
  | { readonly ok: true; readonly verdicts: readonly VerdictAnswer[]; readonly taken: number }
  | {
      readonly ok: false;
      readonly error: 'hash-mismatch' | 'gap' | 'chain-broken' | 'unknown-epoch';
      readonly taken: number;
    };

/** One executed envelope, for those who measure. */
export type OnExecuted = (envelope: Envelope, answer: Extract<EnvelopeAnswer, { taken: true }>, ms: number) => void;

/**
 * Takes a desk's envelopes in, one after the other. A gap is refused, and `taken` says where the desk goes on [S2].
 * Envelopes whose hash is not their own, or that do not follow each other, are not begun with.
 */
export async function acceptPush(
  around: Surroundings,
  place: Place,
  push: PushBody,
  known: DeskEpoch,
  onExecuted: OnExecuted,
): Promise<PushOutcome> {
  if (!push.envelopes.every((envelope, index) => isWhole(envelope, push, push.envelopes[index - 1])))
    return { ok: false, error: 'hash-mismatch', taken: known.lastSeq };
  const verdicts: VerdictAnswer[] = [];
  // A desk that has applied less than it had is a copy of an older disk: it goes on from its own place, and so its branch shows [S22].
  let taken = push.acknowledged < known.acknowledged ? push.acknowledged : known.lastSeq;
  let epoch = push.epoch;
  for (const envelope of push.envelopes) {
    const began = performance.now();
    const answer = await executeEnvelope(around, place, envelope);
    if (!answer.taken) return { ok: false, error: answer.why, taken: answer.last };
    onExecuted(envelope, answer, performance.now() - began);
    verdicts.push(answer.verdict);
    taken = answer.epoch === push.epoch ? Math.max(taken, envelope.seq) : envelope.seq;
    epoch = answer.epoch;
  }
  const idle = push.envelopes.length === 0;
  // The envelopes noted the contact themselves.
  if (!idle && push.acknowledged <= known.acknowledged) return { ok: true, verdicts, taken };
  await inTransaction(around.pool, place, (tx) =>
    tx.finish(...acknowledgeSql(place, push.desk, epoch, push.acknowledged, around.now(), idle)),
  );
  return { ok: true, verdicts, taken };
}

/** Whether an envelope is of this push, is what its hash says, and follows the one before it. */
function isWhole(envelope: Envelope, push: PushBody, before: Envelope | undefined): boolean {
  if (envelope.desk !== push.desk || envelope.epoch !== push.epoch) return false;
  if (before !== undefined && (envelope.seq !== before.seq + 1 || envelope.prevHash !== before.hash)) return false;
  try {
    return hashOf(envelope) === envelope.hash;
  } catch {
    // An input nested so deeply that it cannot be written as text.
    return false;
  }
}
