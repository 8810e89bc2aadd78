import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type FileLayer, disk } from '#main/black-box/file-layer.ts';
import { foundBox, openBox } from './desk-box.ts';
import { isDamage, isStatementRefused } from './disk-refusal.ts';
import { type Store, openStore } from './open-store.ts';
import { type RebuildWhy, putReplicaAside, restoreInto } from './rebuild-replica.ts';
import { lockReplica } from './replica-lock.ts';
import { breakSeal, sealReplica, sealState } from './replica-seal.ts';

/** Why a desk's data cannot be opened, in words for the person who starts it. */
export class DeskDataLost extends Error {
  override readonly name = 'DeskDataLost';
}

export interface DeskFolders {
  /** This desk's own folder: replica, journal, and the key of its black box. */
  readonly dataFolder: string;
  /** Where the black box lies, best on another disk; in the data folder where nothing is said [S7]. */
  readonly blackBox?: string | undefined;
  readonly migrations?: string | undefined;
  readonly machineNow?: (() => number) | undefined;
  readonly newId?: (() => string) | undefined;
  /** The disk under the black box. */
  readonly files?: FileLayer | undefined;
  /** How large a segment of the black box becomes. */
  readonly segmentBytes?: number | undefined;
  /** A code is given: a folder whose data is lost for good may become a new desk. */
  readonly mayBeginAnew?: boolean | undefined;
}

/**
 * Opens a desk's replica and its black box so that they agree [S7, S15]: a black box that lacks the last entries is completed; a
 * replica that is damaged, gone, or an older copy than the black box is put aside, and what was pending, the numbers and the
 * identity come back from the black box, while the first sync fetches the base anew [S16]. Throws `ReplicaInUse` where another
 * process has it, {@link DeskDataLost} where it is lost and nothing brings it back.
 */
export function openDesk(folders: DeskFolders): Store {
  const { dataFolder, files = disk, mayBeginAnew = false } = folders;
  const file = join(dataFolder, 'replica.db');
  files.makeFolder(dataFolder);
  const lock = lockReplica(file);
  try {
    let box = foundBox(files, folders);
    const open = () =>
      openStore({
        file,
        lock,
        blackBox: (source) => openBox(files, box, source, folders.segmentBytes),
        ...(folders.migrations === undefined ? {} : { migrations: folders.migrations }),
        ...(folders.machineNow === undefined ? {} : { machineNow: folders.machineNow }),
        ...(folders.newId === undefined ? {} : { newId: folders.newId }),
      });
    const found = openFound(file, open);
    if (found !== 'missing' && found !== 'damaged') {
      const standing = box.compare(found);
      if (standing === 'agrees') return ready(found, lock);
      if (standing === 'strange') {
        // Neither is an older form of the other: the black box is kept as it is, and another begun beside it.
        found.close();
        box = box.putAside();
        return ready(open(), lock);
      }
      found.close();
      return rebuilt(standing === 'notEnrolled' ? 'missing' : 'older');
    }
    if (box.contents !== undefined) return rebuilt(found);
    if (found === 'damaged' && !mayBeginAnew) throw new DeskDataLost(lostWords(dataFolder, box.folder));
    if (found === 'missing' && !mayBeginAnew && box.others.length > 0)
      throw new DeskDataLost(otherBoxWords(dataFolder, box.others));
    if (found === 'damaged') putReplicaAside(file, 'damaged');
    return ready(open(), lock);

    function rebuilt(why: RebuildWhy): Store {
      const contents = box.contents;
      if (contents === undefined) throw new Error('nothing to rebuild the replica from');
      const movedTo = putReplicaAside(file, why);
      const store = open();
      restoreInto(store, contents, { why, movedTo });
      return ready(store, lock);
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The replica that lies there, whole; or that there is none, or what there is cannot be worked with. */
function openFound(file: string, open: () => Store): Store | 'missing' | 'damaged' {
  if (!existsSync(file)) return 'missing';
  const seal = sealState(file);
  if (seal === 'broken') return 'damaged';
  breakSeal(file);
  try {
    const store = open();
    // Closed in order and unaltered since: there is nothing to look for.
    if (seal === 'whole' || isSound(store)) return store;
    store.close();
    return 'damaged';
  } catch (error) {
    if (isDamage(error) || (seal === 'none' && isStatementRefused(error) && !isSoundFile(file))) return 'damaged';
    throw error;
  }
}

/** Whether a replica that cannot be opened is whole, as SQLite itself finds: then it is not the file that is wrong. */
function isSoundFile(file: string): boolean {
  const db = new Database(file);
  try {
    const [first] = db.pragma('quick_check(1)') as { quick_check: string }[]; // the pragma's own shape
    return first?.quick_check === 'ok';
  } catch (error) {
    // The check is no mistake: where it is refused, what it reads is wrong.
    if (isDamage(error) || isStatementRefused(error)) return false;
    throw error;
  } finally {
    db.close();
  }
}

/** What a whole replica says, read and closed again; undefined where there is none, or it is damaged. The caller holds its lock. */
export function openSound<T>(file: string, read: (store: Store) => T): T | undefined {
  const found = openFound(file, () => openStore({ file, lock: { release: () => {} } }));
  if (found === 'missing' || found === 'damaged') return undefined;
  try {
    return read(found);
  } finally {
    found.close();
  }
}

/** SQLite's own check, and a reading of everything that the desk must know of itself. */
function isSound(store: Store): boolean {
  try {
    const [first] = store.db.pragma('quick_check(1)') as { quick_check: string }[]; // the pragma's own shape
    if (first?.quick_check !== 'ok') return false;
    store.identity();
    store.journal.pending();
    return true;
  } catch {
    return false;
  }
}

/** A desk that is closed in order seals its replica; one in which damage was met does not, and is checked at the next start. */
function ready(store: Store, lock: { release(): void }): Store {
  store.blackBox.catchUp();
  return {
    ...store,
    close() {
      const isWhole = !store.isDamaged() && store.db.open;
      if (isWhole) store.db.pragma('wal_checkpoint(TRUNCATE)');
      store.close();
      if (isWhole) sealReplica(store.file);
      lock.release();
    },
  };
}

function lostWords(dataFolder: string, box: string): string {
  return `The data of this desk in ${dataFolder} is damaged, and there is no black box in ${box} to bring back what was not sent yet. If the black box lies elsewhere, start with --black-box FOLDER. Otherwise ask a manager for a code and start with --server ADDRESS --code CODE; the damaged files are kept.`;
}

function otherBoxWords(dataFolder: string, boxes: readonly string[]): string {
  return `There is no desk's data in ${dataFolder}, but a black box whose key is not here: ${boxes.join(', ')}. If it is this desk's, bring it back with: npm run recover -- --from ${boxes[0] ?? ''} --code RECOVERY-CODE --data ${dataFolder}. For a new desk, give --server ADDRESS --code CODE.`;
}
