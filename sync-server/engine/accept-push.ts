import type { Envelope, PushBody, Standing, VerdictAnswer } from '#shared/sync/envelope.ts';
import { hashOf } from '#shared/sync/envelope.ts';
import type { Row } from '#shared/schema/entities.ts';
import { type DeskEpoch, acknowledgeSql, epochOfHeadSql } from '#sync-server/store/desk-epochs.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';
import type { TakenIn } from './countersign.ts';
import type { EnvelopeAnswer } from './envelope-turns.ts';
import { type Surroundings, executeStretch } from './execute-envelope.ts';
import { keepGuestKeys } from './guest-keys-of-push.ts';
import type { Stretch } from './opening.ts';
import { standingOf } from './standing.ts';

/** How a push went; or that it does not hold together, and nothing of it was taken. */
export type PushOutcome =
  | {
      readonly ok: true;
      /** Answers in order, and the last seq taken in. */
      readonly verdicts: readonly VerdictAnswer[];
      readonly taken: number;
      readonly standing: Standing;
      /** How far the desk's own epoch has come, to be countersigned [S7]; undefined for the branch of a copied disk. */
      readonly own: TakenIn | undefined;
    }
  | {
      readonly ok: false;
      readonly error: 'hash-mismatch' | 'gap' | 'chain-broken' | 'unknown-epoch';
      readonly taken: number;
    };

/** Whose push it is, as it signed in: its epoch, the branches forked from it, its desk. */
export interface Sender {
  readonly place: Place;
  readonly epoch: DeskEpoch;
  readonly branches: readonly DeskEpoch[];
  readonly desk: Row<'desk'> | undefined;
  /** It speaks an exchange that this server no longer does [S18]. */
  readonly tooOld: boolean;
}

/** Envelopes of one desk that are executed together, at the most. */
const LONGEST = 25;

/** One executed envelope, for those who measure. */
export type OnExecuted = (envelope: Envelope, answer: Extract<EnvelopeAnswer, { taken: true }>, ms: number) => void;

/**
 * Takes a desk's envelopes in, one after the other. A gap is refused, and `taken` says where the desk goes on [S2].
 * Envelopes whose hash is not their own, or that do not follow each other, are not begun with.
 */
export async function acceptPush(
  around: Surroundings,
  sender: Sender,
  push: PushBody,
  onExecuted: OnExecuted,
): Promise<PushOutcome> {
  const known = sender.epoch;
  if (!push.envelopes.every((envelope, index) => isWhole(envelope, push, push.envelopes[index - 1])))
    return { ok: false, error: 'hash-mismatch', taken: known.lastSeq };
  await keepGuestKeys(around, sender.place, push);
  const verdicts: VerdictAnswer[] = [];
  // A desk that has applied less than it had is a copy of an older disk: it goes on from its own place, and so its branch shows [S22].
  let taken = push.acknowledged < known.acknowledged ? push.acknowledged : known.lastSeq;
  let own: TakenIn = known;
  let speaks: { epoch: number; standing: Standing } | undefined;
  for (let [first, ...behind] = push.envelopes; first !== undefined;) {
    const began = performance.now();
    const stretch: Stretch = [first, ...behind.slice(0, LONGEST - 1)];
    const answers = await executeStretch(around, sender.place, stretch, sender.tooOld);
    for (const [index, answer] of answers.entries()) {
      if (!answer.taken) return { ok: false, error: answer.why, taken: answer.last };
      const envelope = stretch[index] ?? first;
      onExecuted(envelope, answer, performance.now() - began);
      verdicts.push(answer.verdict);
      const { seq, hash } = envelope;
      const isOwn = answer.epoch === push.epoch;
      taken = isOwn ? Math.max(taken, seq) : seq;
      if (isOwn && seq > own.lastSeq) own = { ...known, lastSeq: seq, lastHash: hash };
      speaks = answer;
    }
    [first, ...behind] = push.envelopes.slice(verdicts.length);
  }
  speaks ??= await whoSpeaks(around, sender, push);
  await acknowledge(around, sender, push, speaks?.epoch ?? push.epoch);
  return {
    ok: true,
    verdicts,
    taken,
    standing: speaks?.standing ?? standingOf(known, sender.desk, sender.tooOld),
    own: speaks?.epoch === push.epoch ? own : undefined,
  };
}

/** Which installation sends nothing new: where the disk was copied, its head tells; where it does not, nobody knows [S22]. */
async function whoSpeaks(
  around: Surroundings,
  { place, epoch, branches, desk, tooOld }: Sender,
  { head }: PushBody,
): Promise<{ epoch: number; standing: Standing } | undefined> {
  const told = (one: DeskEpoch) => ({ epoch: one.epoch, standing: standingOf(one, desk, tooOld) });
  if (branches.length === 0) return told(epoch);
  if (head === undefined) return undefined;
  const all = [epoch, ...branches];
  const numbers = all.map((one) => one.epoch);
  const found = await inTransaction(around.pool, place, (tx) =>
    tx.finish(epochOfHeadSql(place, epoch.deskCode, numbers, head)),
  );
  const at = found[0]?.rows[0] as { epoch: number } | undefined; // the select names the field
  const one = all.find((each) => each.epoch === at?.epoch);
  return one === undefined ? undefined : told(one);
}

/** Notes contact and what was applied; envelopes noted the contact themselves. */
async function acknowledge(around: Surroundings, sender: Sender, push: PushBody, epoch: number): Promise<void> {
  const { place, branches } = sender;
  const idle = push.envelopes.length === 0;
  const before = epoch === push.epoch ? sender.epoch : branches.find((branch) => branch.epoch === epoch);
  if (!idle && push.acknowledged <= (before?.acknowledged ?? 0)) return;
  const which = { main: push.epoch, epoch };
  await inTransaction(around.pool, place, (tx) =>
    tx.finish(...acknowledgeSql(place, push.desk, which, push.acknowledged, around.now(), idle)),
  );
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
