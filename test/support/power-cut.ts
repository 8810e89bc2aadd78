import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type FileLayer, disk } from '#main/black-box/file-layer.ts';

/** Every file under a folder by its relative name, as bytes. */
export type Image = ReadonlyMap<string, Buffer>;

const SECTOR = 512;

/** Names that hold nothing over a power cut: locks, and SQLite's shared memory, which it makes anew. */
const passing = /(\.lock|-shm)$/;

export function imageOf(folder: string): Map<string, Buffer> {
  const image = new Map<string, Buffer>();
  if (!existsSync(folder)) return image;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!passing.test(name) && statSync(path).isFile()) image.set(name, readFileSync(path));
  }
  return image;
}

export function layDown(image: Image, folder: string): void {
  for (const [name, bytes] of image) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}

/** What may be found after a power cut: of every file any mixture, sector by sector, of what had reached the disk and what was only on its way. */
export function afterCut(flushed: Image, written: Image, random: () => number): Image {
  const found = new Map<string, Buffer>();
  for (const name of new Set([...flushed.keys(), ...written.keys()])) {
    const [old, now] = [flushed.get(name), written.get(name)];
    // A name that is new or gone, and whose folder was not flushed since, may be there or not.
    if ((old === undefined || now === undefined) && random() < 0.5) continue;
    found.set(name, old !== undefined && now !== undefined ? mixed(old, now, random) : (now ?? old ?? Buffer.alloc(0)));
  }
  return found;
}

function mixed(old: Buffer, now: Buffer, random: () => number): Buffer {
  if (old.equals(now)) return now;
  const [short, long] = [Math.min(old.length, now.length), Math.max(old.length, now.length)];
  // All of it, nothing of it, or anything between.
  const share = random() < 0.3 ? Math.round(random()) : random();
  const size = short + Math.floor((long - short) * (random() < 0.5 ? share : random()));
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += SECTOR) {
    const from = random() < share ? now : old;
    // What was not written yet of a file that has grown is zeros.
    if (at < from.length) from.copy(bytes, at, at, Math.min(at + SECTOR, size));
  }
  return bytes;
}

/** The disk under a black box, watched: what of it has been flushed, and a call before each thing that is done to it. */
export interface WatchedDisk extends FileLayer {
  /** The files under the root as far as they were flushed, names included. */
  flushed(): Image;
}

export function watchedDisk(root: string, before: (what: string) => void): WatchedDisk {
  const contents = new Map<string, Buffer>();
  let names = new Map<string, string>();
  const current = new Map<string, string>();
  let made = 0;
  const at = (path: string) => relative(root, path);
  /** Each file has a mark of its own, so that a rename takes its contents along. */
  const markOf = (path: string): string => {
    const known = current.get(at(path));
    if (known !== undefined) return known;
    const mark = `file ${made++}`;
    current.set(at(path), mark);
    contents.set(mark, Buffer.alloc(0));
    return mark;
  };
  return {
    ...disk,
    open(path) {
      before('open');
      const mark = markOf(path);
      const file = disk.open(path);
      return {
        append(bytes) {
          before('append');
          file.append(bytes);
        },
        flush() {
          before('flush');
          file.flush();
          contents.set(mark, readFileSync(path));
        },
        truncate(size) {
          before('truncate');
          file.truncate(size);
        },
        close: () => file.close(),
      };
    },
    rename(from, to) {
      before('rename');
      disk.rename(from, to);
      current.set(at(to), markOf(from));
      current.delete(at(from));
    },
    remove(path) {
      before('remove');
      disk.remove(path);
      current.delete(at(path));
    },
    flushFolder(folder) {
      before('flushFolder');
      disk.flushFolder(folder);
      const here = at(folder);
      const isHere = (name: string) => at(dirname(join(root, name))) === here;
      names = new Map([...names].filter(([name]) => !isHere(name)));
      for (const [name, mark] of current) if (isHere(name)) names.set(name, mark);
    },
    writeSecret(path, text) {
      before('writeSecret');
      disk.writeSecret(path, text);
      contents.set(markOf(path), Buffer.from(text));
    },
    flushed: () => new Map([...names].map(([name, mark]) => [name, contents.get(mark) ?? Buffer.alloc(0)])),
  };
}

/** A random number in [0, 1) from a seed, the same each time (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
