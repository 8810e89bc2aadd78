import { open, rm, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';

/** Where a chunk lies in its file: a whole JSON array. */
export interface Chunk {
  readonly start: number;
  readonly length: number;
  readonly last: boolean;
}

/** A file of JSON arrays of about the same size, written once from front to back and read while it grows. */
export interface ChunkFile {
  /** Its name in its folder. */
  readonly name: string;
  /** Adds one JSON value; its bytes are copied. */
  add(json: Buffer): void;
  /** Bytes that wait for the disk. */
  waiting(): number;
  flushed(): Promise<void>;
  /** Closes the last chunk; with `durable` waits until the disk has all of it. */
  finish(durable: boolean): Promise<void>;
  fail(error: Error): void;
  /** All chunks, once it is finished. */
  whole(): readonly Chunk[] | undefined;
  /** Waits until the chunk is on disk; undefined where the file has fewer. Rejects once the file is removed. */
  chunk(index: number): Promise<Chunk | undefined>;
  read(chunk: Chunk): AsyncIterable<Buffer>;
  readonly removed: boolean;
  /** Deletes the file; who reads it goes on to the end. */
  remove(): void;
}

/** Nobody needs the file any more: who reads it begins anew. */
export class SnapshotDropped extends Error {}

/** `onBytes` hears how much more, or less, the file takes. */
export async function createChunkFile(
  path: string,
  chunkBytes: number,
  onBytes: (bytes: number) => void = () => {},
): Promise<ChunkFile> {
  const file = await open(path, 'wx', 0o600);
  let block = Buffer.allocUnsafe(BLOCK_BYTES);
  let used = 0;
  let position = 0;
  let chunkStart = 0;
  let pending = 0;
  let writes: Promise<void> = Promise.resolve();
  let closed = false;

  const close = async () => {
    if (closed) return;
    closed = true;
    await file.close();
  };
  const chunks = keepChunks(path, onBytes, [], () => void writes.then(close).catch(() => {}));
  const write = (bytes: Buffer) => {
    pending += bytes.length;
    const at = position;
    position += bytes.length;
    chunks.grow(bytes.length);
    writes = writes
      .then(() => (chunks.file.removed ? undefined : writeAll(file, bytes, at)))
      .then(
        () => void (pending -= bytes.length),
        (error: Error) => chunks.file.fail(error),
      );
  };
  const flushBlock = () => {
    if (used === 0) return;
    write(block.subarray(0, used));
    block = Buffer.allocUnsafe(BLOCK_BYTES);
    used = 0;
  };
  const put = (bytes: Buffer) => {
    if (used + bytes.length > block.length) flushBlock();
    if (bytes.length > block.length) return write(Buffer.from(bytes));
    bytes.copy(block, used);
    used += bytes.length;
  };
  const size = () => position + used - chunkStart;
  const closeChunk = (last: boolean) => {
    if (size() === 0) put(OPEN);
    put(CLOSE);
    flushBlock();
    const chunk = { start: chunkStart, length: position - chunkStart, last };
    chunkStart = position;
    // The last one counts only when all is done, which `finish` says.
    writes = writes.then(() => chunks.put(chunk));
  };
  return {
    ...chunks.file,
    get removed() {
      return chunks.file.removed;
    },
    add(json) {
      if (size() > 0 && size() + json.length + 1 >= chunkBytes) closeChunk(false);
      put(size() === 0 ? OPEN : COMMA);
      put(json);
    },
    waiting: () => pending,
    flushed: () => writes,
    async finish(durable) {
      closeChunk(true);
      // Nothing is added any more, so its memory can go.
      block = Buffer.alloc(0);
      await writes;
      if (durable && !closed) await file.datasync();
      await close();
    },
  };
}

/** A file that was finished before, by this process or another. */
export function restoreChunkFile(path: string, known: readonly Chunk[], onBytes: (bytes: number) => void): ChunkFile {
  const chunks = keepChunks(path, onBytes, known, () => {});
  chunks.grow(known.reduce((sum, { length }) => sum + length, 0));
  return chunks.file;
}

function keepChunks(path: string, onBytes: (bytes: number) => void, known: readonly Chunk[], onRemove: () => void) {
  const chunks = [...known];
  const waiters = new Set<() => void>();
  let failure: Error | undefined;
  let removed = false;
  let bytes = 0;
  const wake = () => {
    for (const waiter of waiters) waiter();
    waiters.clear();
  };
  const isFinished = () => chunks.at(-1)?.last === true;
  const file: ChunkFile = {
    name: basename(path),
    add() {
      throw new Error(`${path} is finished`);
    },
    waiting: () => 0,
    flushed: async () => {},
    finish: async () => {},
    fail(error) {
      failure ??= error;
      wake();
    },
    whole: () => (isFinished() && failure === undefined ? chunks : undefined),
    async chunk(index) {
      while (chunks[index] === undefined && !isFinished() && failure === undefined) {
        await new Promise<void>((resolve) => waiters.add(resolve));
      }
      if (failure !== undefined && (removed || chunks[index] === undefined)) throw failure;
      return chunks[index];
    },
    async *read({ start, length }) {
      const source = await open(path, 'r');
      try {
        for (let done = 0; done < length;) {
          const part = Buffer.allocUnsafe(Math.min(READ_BYTES, length - done));
          const { bytesRead } = await source.read(part, 0, part.length, start + done);
          if (bytesRead === 0) throw new Error(`${path} is shorter than it was`);
          done += bytesRead;
          yield part.subarray(0, bytesRead);
        }
      } finally {
        await source.close();
      }
    },
    get removed() {
      return removed;
    },
    remove() {
      if (removed) return;
      removed = true;
      onBytes(-bytes);
      file.fail(new SnapshotDropped('the snapshot was dropped'));
      onRemove();
      void rm(path, { force: true }).catch(() => {});
    },
  };
  return {
    file,
    grow(by: number) {
      if (removed) return;
      bytes += by;
      onBytes(by);
    },
    put(chunk: Chunk) {
      chunks.push(chunk);
      wake();
    },
  };
}

const BLOCK_BYTES = 1_048_576;
const READ_BYTES = 262_144;
const OPEN = Buffer.from('[');
const COMMA = Buffer.from(',');
const CLOSE = Buffer.from(']');

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
