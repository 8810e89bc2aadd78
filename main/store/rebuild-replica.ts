import { mkdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { disk } from '#main/black-box/file-layer.ts';
import { type BoxContents, type EntryRecord, pendingIn } from './box-records.ts';
import type { Store } from './open-store.ts';
import { replicaFiles } from './replica-seal.ts';

/** Why a replica is made anew: it was damaged, or gone, or an older copy than the black box; or a person had it recovered. */
export type RebuildWhy = 'damaged' | 'missing' | 'older' | 'recovered';

/** Moves what is left of a replica into a folder beside it, so that nothing is thrown away; says where, or null where there was nothing. */
export function putReplicaAside(file: string, why: RebuildWhy, now = Date.now()): string | null {
  const found = replicaFiles(file);
  if (found.length === 0) return null;
  const time = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const folder = join(dirname(file), `${why === 'missing' ? 'damaged' : why}-${time}`);
  mkdirSync(folder, { recursive: true });
  // The file itself goes last: while it lies there, the next start does all of this again.
  for (const one of found.toReversed()) renameSync(one, join(folder, basename(one)));
  disk.flushFolder(dirname(file));
  return folder;
}

/**
 * Puts into a fresh replica what the black box holds: who the desk is, its numbers with the ends of their chains [S5], and the
 * envelopes that the server has not signed for. All in one transaction, so that a cut leaves a fresh one. The base comes with the
 * first sync, which runs the envelopes on it [S16].
 */
export function restoreInto(
  store: Store,
  box: BoxContents,
  how: { readonly why: RebuildWhy; readonly movedTo: string | null },
): readonly EntryRecord[] {
  const pending = pendingIn(box);
  store.transaction(() => {
    store.meta.set('identity', box.identity);
    if (box.past.length > 0) store.meta.set('pastEpochs', [...box.past]);
    for (const [name, count] of box.counters) store.counters.write(name, count);
    for (const { envelope, kind, concerns, keys } of pending) {
      const { epoch, seq } = envelope;
      const standing = { reads: [], sent: false, likelyRefused: false, reason: '' };
      store.journal.append({ epoch, seq }, { envelope, kind, concerns, ...standing }, [], []);
      store.seals.restore({ epoch, seq }, keys);
    }
    store.meta.set('settled', box.countersigned.get(box.identity.epoch) ?? 0);
    if (box.lastNow !== '') store.meta.set('lastNow', box.lastNow);
    store.meta.set('rebuild', {
      ...how,
      pendingRestored: pending.length,
      at: new Date(store.machineNow()).toISOString(),
    });
  });
  return pending;
}
