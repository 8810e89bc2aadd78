import { closeSync, openSync, statSync, writeSync } from 'node:fs';

/** Overwrites pages in the middle of a file, as a dying disk does. */
export function damage(file: string): void {
  const { size } = statSync(file);
  const handle = openSync(file, 'r+');
  for (let at = 4096 * 2; at < size; at += 4096 * 3) writeSync(handle, Buffer.alloc(2048, 0x5a), 0, 2048, at);
  closeSync(handle);
}
