import { dirname, join } from 'node:path';
import { readKey } from '#main/black-box/box-key.ts';
import { disk } from '#main/black-box/file-layer.ts';
import { type ReadLog, isSegmentName, readLog } from '#main/black-box/read-log.ts';
import { keyOfRecoveryCode } from '#main/black-box/recovery-code.ts';
import { type BoxContents, contentsOf, recordsIn } from '#main/store/box-records.ts';
import { boxFolders, keyFileOf } from '#main/store/desk-box.ts';
import { CannotRecover, type RecoverOptions } from './recover-options.ts';

/** A black box that a key opens, and what it says. */
export interface OpenedBox {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly read: Extract<ReadLog, { state: 'read' }>;
  readonly contents: BoxContents;
}

/** Finds the black box that the key is of, and reads it without changing anything. Throws {@link CannotRecover} with the reason in words. */
export function findBox(options: RecoverOptions): OpenedBox {
  const { from } = options;
  const isBox = namesIn(from).some(isSegmentName);
  const folders = isBox ? [from] : boxFolders(disk, from);
  if (folders.length === 0) throw new CannotRecover(`There is no black box in ${from}.`);
  const key = keyOf(options);
  let isDamaged = false;
  for (const folder of folders) {
    const read = readLog(disk, folder, key);
    if (read.state !== 'read') continue;
    const contents = contentsOf(recordsIn(read));
    if (contents !== undefined) return { folder, key, read, contents };
    isDamaged = true;
  }
  throw new CannotRecover(
    isDamaged
      ? `Nothing in the black box in ${from} can be read: its first record is damaged.`
      : `This key does not open the black box in ${from}: it is of another desk.`,
  );
}

/** The key as it was given, or where a desk keeps it. */
function keyOf({ from, keyFile, code, data }: RecoverOptions): Uint8Array {
  if (code !== undefined) {
    const key = keyOfRecoveryCode(code);
    if (key === undefined)
      throw new CannotRecover('This is not a recovery code, or it was mistyped: it has eleven groups of five.');
    return key;
  }
  if (keyFile !== undefined) {
    const key = keyIn(keyFile);
    if (key === undefined) throw new CannotRecover(`${keyFile} holds no key of a black box.`);
    return key;
  }
  // Beside the black box, where it lies in its data folder, or in the folder to be made anew.
  const usual = [data, dirname(from), dirname(dirname(from))].filter((folder) => folder !== undefined).map(keyFileOf);
  for (const file of usual) {
    const key = keyIn(file);
    if (key !== undefined) return key;
  }
  throw new CannotRecover(
    'The black box is encrypted. Give its key: --key FILE (black-box.key of the lost data folder), or --code with the recovery code.',
  );
}

function keyIn(file: string): Uint8Array | undefined {
  try {
    return readKey(disk, join(file));
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return disk.list(folder);
  } catch {
    return [];
  }
}
