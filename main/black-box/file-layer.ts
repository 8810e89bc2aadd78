import {
  appendFileSync,
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A file open for appending. */
export interface AppendFile {
  /** Appends all of it or throws; what reached the file of an append that threw is taken off by `truncate`. */
  append(bytes: Uint8Array): void;
  /** Returns when what was appended has reached the disk. */
  flush(): void;
  truncate(size: number): void;
  close(): void;
}

/** The disk as the black box uses it: so little that a test can stand in which forgets what was not flushed, or runs full. */
export interface FileLayer {
  /** Makes it with what lies above it, and returns when their names have reached the disk [S7]. */
  makeFolder(folder: string): void;
  /** Names in a folder, in no order; none where it is not there. */
  list(folder: string): string[];
  read(file: string): Uint8Array;
  open(file: string): AppendFile;
  rename(from: string, to: string): void;
  remove(file: string): void;
  /** Returns when names made, changed and removed in the folder have reached the disk. */
  flushFolder(folder: string): void;
  /** Writes a whole file that only its owner may read, and returns when it has reached the disk. */
  writeSecret(file: string, text: string): void;
}

/** The machine's own disk. */
export const disk: FileLayer = {
  makeFolder(folder) {
    const highest = mkdirSync(folder, { recursive: true });
    if (highest === undefined) return;
    const end = dirname(resolve(highest));
    let made = resolve(folder);
    while (made !== end) {
      made = dirname(made);
      disk.flushFolder(made);
    }
  },
  list(folder) {
    try {
      return readdirSync(folder);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  },
  read: (file) => readFileSync(file),
  open(file) {
    const descriptor = openSync(file, 'a+', 0o600);
    return {
      append: (bytes) => appendFileSync(descriptor, bytes),
      flush: () => fdatasyncSync(descriptor),
      truncate(size) {
        if (fstatSync(descriptor).size > size) ftruncateSync(descriptor, size);
      },
      close: () => closeSync(descriptor),
    };
  },
  rename: renameSync,
  remove: (file) => rmSync(file, { force: true }),
  flushFolder(folder) {
    // Windows has no such thing: there the names go with the files.
    if (process.platform === 'win32') return;
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
  writeSecret(file, text) {
    const descriptor = openSync(file, 'w', 0o600);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
};
