import { randomBytes } from 'node:crypto';
import { basename, dirname } from 'node:path';
import type { FileLayer } from './file-layer.ts';

const KEY = /^[0-9a-f]{64}$/;

/** The key in its file, or undefined where there is none, or none that can be read. */
export function readKey(files: FileLayer, file: string): Uint8Array | undefined {
  if (!files.list(dirname(file)).includes(basename(file))) return undefined;
  const text = Buffer.from(files.read(file)).toString('latin1').trim();
  return KEY.test(text) ? Buffer.from(text, 'hex') : undefined;
}

/** A new key of 32 random bytes, in its file and on the disk before anything is written with it. */
export function makeKey(files: FileLayer, file: string): Uint8Array {
  const key = randomBytes(32);
  writeKey(files, file, key);
  return key;
}

/** Puts a key into its file: whole or not at all, also over a power cut. */
export function writeKey(files: FileLayer, file: string, key: Uint8Array): void {
  files.makeFolder(dirname(file));
  files.writeSecret(`${file}.new`, `${Buffer.from(key).toString('hex')}\n`);
  files.rename(`${file}.new`, file);
  files.flushFolder(dirname(file));
}
