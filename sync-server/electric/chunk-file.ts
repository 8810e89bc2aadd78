import { open, rm, type FileHandle } from 'node:fs/promises';

/** Where a chunk lies in its file: a whole JSON array. */
export interface Chunk {
  readonly start: number;
  readonly length: number;
  readonly last: boolean;
}

/** A file of JSON arrays of about the same size, written once from front to back and read while it grows. */
export interface ChunkFile {
  /** Adds one JSON value; its bytes are copied. */
  add(json: Buffer): void;
  /** Bytes that wait for the disk. */
  waiting(): number;
  flushed(): Promise<void>;
  finish(): Promise<void>;
  fail(error: Error): void;
  /** Waits until the chunk is on disk; undefined where the file has fewer. Rejects once the file is removed. */
  chunk(index: number): Promise<Chunk | undefined>;
  read(chunk: Chunk): AsyncIterable<Buffer>;
  readonly removed: boolean;
  /** Deletes the file, once nobody reads it any more. */
  remove(): void;
}

export async function createChunkFile(path: string, chunkBytes: number): Promise<ChunkFile> {
  const file = await open(path, 'wx+', 0o600);
  const chunks: Chunk[] = [];
  const waiters = new Set<() => void>();
  let failure: Error | undefined;
  let finished = false;
  let block = Buffer.allocUnsafe(BLOCK_BYTES);
  let used = 0;
  let position = 0;
  let chunkStart = 0;
  let pending = 0;
  let readers = 0;
  let removed = false;
  let writes: Promise<void> = Promise.resolve();

  const wake = () => {
    for (const waiter of waiters) waiter();
    waiters.clear();
  };
  const fail = (error: Error) => {
    failure ??= error;
    wake();
  };
  const write = (bytes: Buffer) => {
    pending += bytes.length;
    const at = position;
    position += bytes.length;
    writes = writes
      .then(() => writeAll(file, bytes, at))
      .then(
        () => void (pending -= bytes.length),
        (error: Error) => fail(error),
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
  const close = (last: boolean) => {
    if (size() === 0) put(OPEN);
    put(CLOSE);
    flushBlock();
    const chunk = { start: chunkStart, length: position - chunkStart, last };
    chunkStart = position;
    void writes.then(() => {
      chunks.push(chunk);
      finished ||= last;
      wake();
    });
  };
  const removeIfUnread = () => {
    if (!removed || readers > 0) return;
    void file.close().then(
      () => rm(path, { force: true }),
      () => {},
    );
  };

  return {
    add(json) {
      if (size() > 0 && size() + json.length + 1 >= chunkBytes) close(false);
      put(size() === 0 ? OPEN : COMMA);
      put(json);
    },
    waiting: () => pending,
    flushed: () => writes,
    async finish() {
      close(true);
      await writes;
    },
    fail,
    async chunk(index) {
      while (chunks[index] === undefined && !finished && failure === undefined) {
        await new Promise<void>((resolve) => waiters.add(resolve));
      }
      if (failure !== undefined && (removed || chunks[index] === undefined)) throw failure;
      return chunks[index];
    },
    async *read({ start, length }) {
      readers += 1;
      try {
        for (let done = 0; done < length;) {
          const bytes = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, length - done));
          const { bytesRead } = await file.read(bytes, 0, bytes.length, start + done);
          if (bytesRead === 0) throw new Error(`${path} is shorter than it was`);
          done += bytesRead;
          yield bytes.subarray(0, bytesRead);
        }
      } finally {
        readers -= 1;
        removeIfUnread();
      }
    },
    get removed() {
      return removed;
    },
    remove() {
      if (removed) return;
      removed = true;
      fail(new Error('the snapshot was dropped'));
      void writes.then(removeIfUnread);
    },
  };
}

const BLOCK_BYTES = 1_048_576;
const OPEN = Buffer.from('[');
const COMMA = Buffer.from(',');
const CLOSE = Buffer.from(']');

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
