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

/**
 * Puts a key into its file: whole or not at all, also over a power cut. What lies there and is another stays beside it: a black
 * box may lie somewhere that nothing else opens, and a spoilt key may yet be mended.
 */
export function writeKey(files: FileLayer, file: string, key: Uint8Array): void {
  const text = `${Buffer.from(key).toString('hex')}\n`;
  const folder = dirname(file);
  files.makeFolder(folder);
  files.writeSecret(`${file}.new`, text);
  const names = files.list(folder);
  const before = names.includes(basename(file)) ? Buffer.from(files.read(file)).toString('latin1') : text;
  if (before !== text) {
    let count = 1;
    while (names.includes(`${basename(file)}.before-${count}`)) count++;
    // A copy: at no moment is there no key.
    files.writeSecret(`${file}.before-${count}`, before);
  }
  files.rename(`${file}.new`, file);
  files.flushFolder(folder);
}
