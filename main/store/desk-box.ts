import { join } from 'node:path';
import { makeKey, readKey } from '#main/black-box/box-key.ts';
import type { FileLayer } from '#main/black-box/file-layer.ts';
import { type ReadLog, readLog } from '#main/black-box/read-log.ts';
import { markOf, noChain } from '#main/black-box/segment.ts';
import { type BoxContents, contentsOf, entriesOf, recordsIn } from './box-records.ts';
import { type BoxStanding, compareWithBox } from './compare-with-box.ts';
import type { DeskFolders } from './open-desk.ts';
import type { Store } from './open-store.ts';
import { type BlackBox, type BoxSource, blackBoxOf } from './second-copy.ts';

/** A desk's black box as it was found at the start. */
export interface FoundBox {
  /** Its own folder: in the folder that was named, under its key's mark, so that desks that name the same one keep apart. */
  readonly folder: string;
  readonly key: Uint8Array;
  readonly read: ReadLog;
  /** What it says of its desk; undefined where it is new, or nothing of it can be read. */
  readonly contents: BoxContents | undefined;
  /** Black boxes in the same folder that another key opens. */
  readonly others: readonly string[];
  compare(store: Store): BoxStanding;
  /** Keeps it where it lies under another name, and begins anew. */
  putAside(): FoundBox;
}

/** The file of a data folder's key. */
export function keyFileOf(dataFolder: string): string {
  return join(dataFolder, 'black-box.key');
}

/** Where a data folder's black boxes lie when nothing else is said. */
export function usualBoxFolder(dataFolder: string): string {
  return join(dataFolder, 'black-box');
}

/** Finds the black box of a data folder. A missing key is made; what another key wrote is left alone. A folder that the disk does not give is as an empty one. */
export function foundBox(files: FileLayer, { dataFolder, blackBox }: DeskFolders): FoundBox {
  const keyFile = keyFileOf(dataFolder);
  const key = readKey(files, keyFile) ?? makeKey(files, keyFile);
  return boxAt(files, blackBox ?? usualBoxFolder(dataFolder), key);
}

function boxAt(files: FileLayer, parent: string, key: Uint8Array): FoundBox {
  const mark = markOf(key);
  const folder = join(parent, mark);
  const read = readOrNothing(files, folder, key);
  const contents = read.state === 'read' ? contentsOf(recordsIn(read)) : undefined;
  return {
    folder,
    key,
    read,
    contents,
    others: otherBoxes(files, parent, mark),
    compare: (store) => compareWithBox(store, contents),
    putAside() {
      files.rename(folder, `${folder}-kept-${Date.now().toString(36)}`);
      files.flushFolder(parent);
      return boxAt(files, parent, key);
    },
  };
}

/** Goes on with a black box that was found; the replica's side of it is given. */
export function openBox(
  files: FileLayer,
  { folder, key, read, contents }: FoundBox,
  source: BoxSource,
  segmentBytes?: number,
): BlackBox {
  if (read.state === 'otherKey')
    return blackBoxOf({ files, folder, key, place: nowhere, held: [], countersigned: new Map(), segmentBytes }, source);
  const held = read.state === 'read' ? read.segments.map(({ records }) => entriesOf(records)) : [];
  return blackBoxOf(
    {
      files,
      folder,
      key,
      place: read.place,
      halfMade: read.halfMade.map((name) => join(folder, name)),
      held,
      countersigned: contents?.countersigned ?? new Map(),
      segmentBytes,
    },
    source,
  );
}

const nowhere = { segments: [], chain: noChain, nextNumber: 1 };

/** Folders of black boxes among the names in a folder. */
export function boxFolders(files: FileLayer, parent: string): readonly string[] {
  return namesIn(files, parent)
    .filter((name) => /^[0-9a-f]{16}(-kept-\w+)?$/.test(name))
    .map((name) => join(parent, name));
}

function otherBoxes(files: FileLayer, parent: string, mark: string): readonly string[] {
  return boxFolders(files, parent).filter((folder) => !folder.startsWith(join(parent, mark)));
}

/** A disk that is not there, or cannot be read, must not keep the desk from its work: what then fails is told by the second copy's status. */
function readOrNothing(files: FileLayer, folder: string, key: Uint8Array): ReadLog {
  try {
    return readLog(files, folder, key);
  } catch {
    return { state: 'empty', place: nowhere, halfMade: [] };
  }
}

function namesIn(files: FileLayer, folder: string): readonly string[] {
  try {
    return files.list(folder);
  } catch {
    return [];
  }
}
