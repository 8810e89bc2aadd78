import type { Context } from '#shared/commands/context.ts';
import { type Standing, type VerdictAnswer, writerOf } from '#shared/sync/envelope.ts';
import type { Opening } from './opening.ts';
import type { Next, Placed } from './place-stretch.ts';
import type { Came, Resolved, Turn } from './resolve.ts';
import { type Ruling, rule } from './rule.ts';
import { type Taken, rowsOfTaken } from './settle.ts';
import { type Refused, type Settlement, withForkOpened } from './settlement.ts';
import { standingOf } from './standing.ts';

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

/** A refusal that came out of deciding; it is written in a transaction of its own, with alternatives [S21]. */
export interface Undecided {
  readonly taken: 'refused';
  readonly refused: Refused;
  readonly context: Context;
}

/** It threw, and nothing of it was written [S25]. */
export interface Thrown {
  readonly taken: 'thrown';
  readonly error: unknown;
}

/** What came of an envelope in this transaction, and what is to be written for it. */
export interface Attempt {
  readonly answer: EnvelopeAnswer | Undecided | Thrown;
  readonly taken: Taken | undefined;
}

export type TurnOfEnvelope = Turn<Attempt>;

/** The turns of a desk's envelopes: one for each that is to be taken in, in their order. The first is treated as `ruling` says. */
export function turnsOf(
  { ruling, tooOld }: { readonly ruling: Ruling; readonly tooOld: boolean },
  opening: Opening,
  placed: readonly Placed[],
): ReadonlyMap<Placed, TurnOfEnvelope> {
  const refusedHere = new Set<string>();
  const wasRefused = (writer: string) => opening.wasRefused(writer) || refusedHere.has(writer);
  const turns = new Map<Placed, TurnOfEnvelope>();
  for (const [index, next] of placed.entries()) {
    if (next.at !== 'next') continue;
    const { envelope, epoch, context } = next;
    const standing = standingOf(epoch, opening.desk, tooOld);
    const matter = { envelope, epoch, standing, opening, context, wasRefused };
    const ruled = rule(matter, index === 0 ? ruling : { by: 'deciding' });
    if (
      ruled.question === undefined &&
      ruled.settlement.verdict.outcome === 'refused' &&
      epoch.epoch === envelope.epoch
    )
      refusedHere.add(writerOf(envelope));
    turns.set(next, {
      of: opening,
      question: ruled.question,
      conclude: (resolved) =>
        concluded(next, standing, ruled.question === undefined ? ruled.settlement : ruled.conclude(needed(resolved))),
    });
  }
  return turns;
}

function concluded(
  next: Next,
  standing: Standing,
  ruled: Settlement | Refused,
): ReturnType<TurnOfEnvelope['conclude']> {
  const { envelope, epoch, begins, context } = next;
  if ('refusal' in ruled)
    return {
      value: { answer: { taken: 'refused', refused: ruled, context }, taken: undefined },
      writes: [],
      stands: false,
    };
  const settlement = begins ? withForkOpened(ruled, envelope, context, epoch.epoch) : ruled;
  const taken = { next, settlement };
  const verdict = { seq: envelope.seq, ...settlement.verdict };
  const answer = { taken: true, verdict, epoch: epoch.epoch, standing, repeated: false } as const;
  return { value: { answer, taken }, writes: rowsOfTaken(taken), stands: true };
}

/** What came of a turn; undefined where it was not come to. */
export function attemptOf(came: Came<Attempt> | undefined): Attempt | undefined {
  if (came?.is === 'thrown') return { answer: { taken: 'thrown', error: came.error }, taken: undefined };
  return came?.is === 'concluded' ? came.value : undefined;
}

/** The answer to an envelope that is not taken in: it was before, or its chain does not lead to it. */
export function answerOf(placed: Exclude<Placed, Next>, { desk }: Opening, tooOld: boolean): EnvelopeAnswer {
  switch (placed.at) {
    case 'repeat': {
      const { epoch, answer, envelope } = placed;
      const { outcome, reason, detail } = answer;
      const acknowledged = envelope.seq <= epoch.acknowledged ? { acknowledged: true as const } : {};
      const verdict = { seq: envelope.seq, outcome, reason, detail, ...acknowledged };
      const standing = standingOf(epoch, desk, tooOld);
      return { taken: true, verdict, epoch: epoch.epoch, standing, repeated: true };
    }
    case 'gap':
    case 'chain-broken':
      return { taken: false, why: placed.at, last: placed.taken };
    case 'unknown-epoch':
      return { taken: false, why: placed.at, last: 0 };
  }
}

function needed(resolved: Resolved | undefined): Resolved {
  if (resolved === undefined) throw new Error('a question without an answer');
  return resolved;
}
