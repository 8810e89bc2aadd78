import { readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { disk } from '#main/black-box/file-layer.ts';

/** A replica that was moved aside when the desk's data was made anew [S16]. */
export interface PutAsideReplica {
  /** Where it lies, whole path. */
  readonly folder: string;
  /** Why: it was damaged, or older than the second copy, or a person had the desk recovered. */
  readonly why: 'damaged' | 'older' | 'recovered';
  /** When, as an instant. */
  readonly at: string;
  readonly bytes: number;
}

/** As `putReplicaAside` names them: `damaged-2026-11-21T05-58-40-123Z`. */
const named = /^(damaged|older|recovered)-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/;

/** What lies put aside beside a replica, newest first. */
export function putAsideBeside(file: string): readonly PutAsideReplica[] {
  const found = foldersIn(dirname(file)).flatMap((name): PutAsideReplica[] => {
    const [, why, day, hours, minutes, seconds, ms] = named.exec(name) ?? [];
    if (why === undefined) return [];
    const folder = join(dirname(file), name);
    const at = `${day}T${hours}:${minutes}:${seconds}.${ms}Z`;
    // The pattern lets through these three only.
    return [{ folder, why: why as PutAsideReplica['why'], at, bytes: bytesIn(folder) }];
  });
  return found.toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

/** Deletes what was put aside: it may bear the name of a guest who was erased since [S29]. False where nothing of ours lies there. */
export function removePutAside(file: string, folder: string): boolean {
  if (!putAsideBeside(file).some((one) => one.folder === folder)) return false;
  rmSync(folder, { recursive: true, force: true });
  disk.flushFolder(dirname(file));
  return true;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
