import type { MakingView, RebuildView, SecondCopyView, SyncView } from '#shared/rpc/sync-views.ts';
import type { Store } from '#main/store/open-store.ts';

/** What is told of a replica that is not whole; null where it is. */
export function makingOf(
  { meta }: Pick<Store, 'meta'>,
  {
    desk,
    standing,
    line,
    nextAttemptAt,
    rebuild,
  }: Pick<SyncView, 'desk' | 'standing' | 'line' | 'nextAttemptAt' | 'rebuild'>,
): MakingView | null {
  const made = meta.get('firstSync');
  if (made?.complete === true) return null;
  return { rows: made?.rows ?? 0, desk, standing, line, nextAttemptAt, rebuild };
}

/** The replica that is being made anew, with what of the black box's envelopes is still to be sent; null where none is. */
export function rebuildOf({ meta, journal }: Pick<Store, 'meta' | 'journal'>): RebuildView | null {
  const rebuild = meta.get('rebuild');
  if (rebuild === undefined) return null;
  const { pendingRestored, ...told } = rebuild;
  return { ...told, restored: pendingRestored, toSend: journal.pending().filter(({ sent }) => !sent).length };
}

/** The second copy as the panel shows it. */
export function secondCopyOf({ blackBox }: Pick<Store, 'blackBox'>): SecondCopyView {
  const { folder, records, bytes, missing, lastFailure } = blackBox.status();
  const state = folder === null ? 'none' : missing > 0 ? 'failed' : 'kept';
  const { at: since = null, message = null } = lastFailure ?? {};
  return { state, folder, records, bytes, missing, since, message };
}
