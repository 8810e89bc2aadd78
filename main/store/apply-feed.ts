import type { EntityName, Row } from '#shared/schema/entities.ts';
import { hasAsides, putAside } from './asides.ts';
import { entityOf, rowFromFeed } from './feed-row.ts';
import type { Identity } from './meta.ts';
import type { RowState, Store } from './open-store.ts';
import { epochsOf, noteSettled, settledPlace } from './places.ts';
import { withoutKept } from './pruned-rows.ts';
import { rebaseJournal } from './rebase-journal.ts';
import { type FeedEnd, noteUpToDate } from './settle-acknowledged.ts';
import { settleOutOfOrder } from './settle-out-of-order.ts';

/** One row of the feed, as the server mirrors it; null where it was taken out of the feed. */
export interface FeedChange {
  readonly entity: string;
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>> | null;
}

/** Where the feed goes on after what was applied. */
export interface FeedPosition {
  readonly handle: string;
  readonly offset: string;
}

/** What a batch of the feed brought. */
export interface FeedApplied {
  readonly settled: number;
  readonly replayed: number;
}

/**
 * Applies whole server transactions in one transaction of SQLite: base rows, settlement, rebase and position together, so
 * that no reader sees a state between [S8]. `end` where the feed said that it holds no more.
 */
export function applyFeed(
  store: Store,
  changes: readonly FeedChange[],
  position: FeedPosition | undefined,
  end: FeedEnd | undefined,
): FeedApplied {
  const self = store.identity();
  if (self === undefined) throw new Error('a desk that is not enrolled has no feed');
  const { arriving, aside, verdicts, marks } = lastForms(changes);
  const applied = store.transaction(() => {
    const isKept = hasAsides(store);
    for (const change of aside) if (isKept || change.row !== null) putAside(store, change);
    for (const verdict of verdicts) noteSettledBy(store, verdict, self);
    if (end !== undefined) noteUpToDate(store, end);
    const everything = settleOutOfOrder(store);
    const settledUpTo = settledPlace(store);
    const base = withoutKept(store, arriving, marks, settledUpTo);
    const rebased = rebaseJournal(store, self, base, settledUpTo, everything);
    if (position !== undefined) store.meta.set('feed', position);
    if (end !== undefined) store.meta.set('freshAt', end.at);
    return rebased;
  });
  if (applied.entities.length > 0) store.announce({ entities: applied.entities, from: 'feed' });
  return applied;
}

/**
 * Notes the pending envelope that a verdict row answers for as settled [S10]. It is told by the envelope's id: the answer to
 * another under the same seq is that of the disk this one was copied from and settles nothing here, and where the server took
 * this desk for the copy, the answers to its own envelopes stand under the branch's epoch [S22].
 */
function noteSettledBy(store: Store, { deskCode, seq, envelopeId }: Row<'verdict'>, self: Identity): void {
  if (deskCode !== self.desk) return;
  for (const epoch of epochsOf(store, self)) {
    if (store.journal.find({ epoch, seq })?.envelope.id === envelopeId) noteSettled(store, { epoch, seq });
  }
}

/**
 * The changes, each row once in its last form; and what goes aside, or is no longer there. Verdicts are given in every form: one
 * that came and went, acknowledged in an earlier life of this replica, has settled its envelope all the same [S10]. So are the markers of what was pruned: one that came and went speaks of rows that left [S29].
 */
function lastForms(changes: readonly FeedChange[]): {
  arriving: RowState[];
  aside: FeedChange[];
  verdicts: Row<'verdict'>[];
  marks: Row<'prune'>[];
} {
  const verdicts: Row<'verdict'>[] = [];
  const marks: Row<'prune'>[] = [];
  const arriving = new Map<string, RowState>();
  const aside: FeedChange[] = [];
  for (const change of changes) {
    const entity: EntityName | undefined = entityOf(change.entity);
    if (entity === undefined) {
      aside.push(change);
      continue;
    }
    const { id } = change;
    if (change.row === null) {
      arriving.set(`${entity}/${id}`, { entity, id, row: null });
      aside.push(change);
      continue;
    }
    const { row, unknown } = rowFromFeed(entity, change.row);
    aside.push(unknown ? change : { ...change, row: null });
    arriving.set(`${entity}/${id}`, { entity, id, row });
    // The entity says which row it is.
    if (entity === 'verdict') verdicts.push(row as Row<'verdict'>);
    if (entity === 'prune') marks.push(row as Row<'prune'>);
  }
  return { arriving: [...arriving.values()], aside, verdicts, marks };
}
