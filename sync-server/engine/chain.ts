import type { Envelope } from '#shared/sync/envelope.ts';
import type { DeskEpoch } from '#sync-server/store/desk-epochs.ts';
import type { AnsweredEnvelope } from '#sync-server/store/envelopes.ts';

/** Where an envelope stands in its desk's chain. */
export type Position =
  /** It was answered before: the same answer again [S22]. */
  | { readonly at: 'repeat'; readonly epoch: DeskEpoch; readonly answer: AnsweredEnvelope }
  /** It is the next of its epoch, or of a branch of it. */
  | { readonly at: 'next'; readonly epoch: DeskEpoch }
  /** Its identity is taken by another, and it links to what both have in common: a second branch begins [S22]. */
  | { readonly at: 'fork'; readonly epoch: DeskEpoch }
  /** Something before it is missing; the desk goes on behind `taken` [S2]. */
  | { readonly at: 'gap'; readonly taken: number }
  /** It follows nothing that is known. */
  | { readonly at: 'chain-broken'; readonly taken: number }
  | { readonly at: 'unknown-epoch' };

/** Places an envelope by its seq and its hashes: in the epoch, or in the branch of a cloned disk. */
export function positionOf(
  envelope: Pick<Envelope, 'epoch' | 'seq' | 'hash' | 'prevHash'>,
  epochs: readonly DeskEpoch[],
  answered: readonly AnsweredEnvelope[],
): Position {
  const main = epochs.find((epoch) => epoch.epoch === envelope.epoch);
  if (main === undefined) return { at: 'unknown-epoch' };
  for (const answer of answered) {
    const epoch = epochs.find((known) => known.epoch === answer.epoch);
    if (epoch !== undefined && answer.seq === envelope.seq && answer.hash === envelope.hash)
      return { at: 'repeat', epoch, answer };
  }
  const next = epochs.find((epoch) => epoch.lastSeq + 1 === envelope.seq && epoch.lastHash === envelope.prevHash);
  if (next !== undefined) return { at: 'next', epoch: next };
  // What it links to may be of a branch: a copied disk can be copied again.
  const links =
    envelope.seq === 1
      ? envelope.prevHash === ''
      : answered.some(({ seq, hash }) => seq === envelope.seq - 1 && hash === envelope.prevHash);
  const isTaken = epochs.some((epoch) => epoch.lastSeq >= envelope.seq);
  if (isTaken && links) return { at: 'fork', epoch: main };
  if (envelope.seq > main.lastSeq + 1) return { at: 'gap', taken: main.lastSeq };
  return { at: 'chain-broken', taken: main.lastSeq };
}
