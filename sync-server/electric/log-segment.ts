import { open, rm, type FileHandle } from 'node:fs/promises';
import { decodeRecord, encodeRecord, HEADER_BYTES, recordLength, type LogRecord } from './log-record.ts';
import type { Lsn } from './lsn.ts';

/** One file of a shape's log. It holds whole transactions, but for the one that is being written. */
export interface LogSegment {
  /** With what was added and is not written yet. */
  readonly bytes: number;
  readonly firstLsn: Lsn | undefined;
  readonly lastLsn: Lsn;
  /** Writes a record behind the others; resolves when the file has it. */
  append(record: LogRecord): Promise<void>;
  /** Takes everything behind a length away again. */
  cut(bytes: number): Promise<void>;
  /** The records from somewhere before a transaction on, in order, as far as the file has them. */
  read(lsn: Lsn): AsyncIterable<LogRecord>;
  /** Waits until the disk has it. */
  sync(): Promise<void>;
  close(): Promise<void>;
  remove(): Promise<void>;
}

interface Mark {
  readonly lsn: Lsn;
  readonly position: number;
}

/** Makes a new file, or goes on with one that is there: what is torn at its end, and a transaction without its end, is cut off. */
export async function openLogSegment(path: string): Promise<LogSegment> {
  const file = await open(path, 'a+', 0o600);
  await file.close();
  let handle: Promise<FileHandle> | undefined;
  const opened = () => (handle ??= open(path, 'r+'));
  /** One place in so many bytes, by which a reader finds its own. */
  const marks: Mark[] = [];
  let bytes = 0;
  let written = 0;
  let lastLsn: Lsn = 0n;
  /** What waits to be written; what was added behind a cut waits apart from what was added before. */
  const waiting: Buffer[][] = [[]];
  let work: Promise<void> = Promise.resolve();
  let removed = false;
  let ended = false;

  const note = ({ lsn, first }: LogRecord, length: number) => {
    const from = marks.at(-1);
    if (from === undefined || (first === 0 && bytes - from.position >= MARK_BYTES))
      marks.push({ lsn, position: bytes });
    lastLsn = lsn;
    bytes += length;
  };
  const enqueue = (step: () => Promise<void>): Promise<void> => {
    const done = work.then(step);
    work = done.catch(() => {});
    return done;
  };
  const write = async () => {
    // All that has come meanwhile goes in one write.
    const parts = waiting[0]?.splice(0) ?? [];
    if (parts.length === 0) return;
    const all = parts.length === 1 ? (parts[0] ?? EMPTY) : Buffer.concat(parts);
    if (removed || (ended && handle === undefined)) return;
    const to = await opened();
    for (let done = 0; done < all.length;) {
      const { bytesWritten } = await to.write(all, done, all.length - done, written + done);
      done += bytesWritten;
    }
    written += all.length;
  };
  const scan = async function* (from: number): AsyncGenerator<LogRecord & { readonly end: number }> {
    if (ended) throw new Error(`${path} is closed`);
    const source = await opened();
    let rest = EMPTY;
    for (let position = from; position < written;) {
      const wanted = Math.max(BLOCK_BYTES, rest.length >= HEADER_BYTES ? (recordLength(rest, 0) ?? 0) : 0);
      const block = Buffer.allocUnsafe(Math.min(wanted, written - position));
      const { bytesRead } = await source.read(block, 0, block.length, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      const piece =
        rest.length === 0 ? block.subarray(0, bytesRead) : Buffer.concat([rest, block.subarray(0, bytesRead)]);
      let at = 0;
      for (;;) {
        const record = decodeRecord(piece, at);
        if (record === undefined) break;
        at += HEADER_BYTES + record.text.length;
        yield { ...record, end: position - piece.length + at };
      }
      rest = piece.subarray(at);
      const length = recordLength(rest, 0);
      // A whole record that is not what was written: nothing behind it can be trusted.
      if (length !== undefined && (length > MAX_RECORD || rest.length >= length)) return;
    }
  };

  const source = await opened();
  const found = (await source.stat()).size;
  written = found;
  let whole = 0;
  const unfinished: (readonly [LogRecord, number])[] = [];
  for await (const record of scan(0)) {
    unfinished.push([{ ...record, text: EMPTY }, HEADER_BYTES + record.text.length]);
    if (!record.last) continue;
    for (const [each, length] of unfinished.splice(0)) note(each, length);
    whole = record.end;
  }
  written = whole;
  if (whole < found) await source.truncate(whole);

  return {
    get bytes() {
      return bytes;
    },
    get firstLsn() {
      return marks[0]?.lsn;
    },
    get lastLsn() {
      return lastLsn;
    },
    append(record) {
      note(record, HEADER_BYTES + record.text.length);
      waiting.at(-1)?.push(encodeRecord(record));
      return enqueue(write);
    },
    cut(length) {
      bytes = length;
      while ((marks.at(-1)?.position ?? -1) >= length) marks.pop();
      waiting.push([]);
      return enqueue(async () => {
        await write();
        waiting.shift();
        await (await opened()).truncate(length);
        written = length;
      });
    },
    async *read(lsn) {
      // The mark before: a transaction may have begun behind it.
      let index = marks.length - 1;
      while (index > 0 && (marks[index]?.lsn ?? 0n) >= lsn) index -= 1;
      yield* scan(marks[index]?.position ?? 0);
    },
    sync: () => enqueue(async () => (ended ? undefined : (await opened()).datasync())),
    async close() {
      ended = true;
      await work;
      await handle?.then((each) => each.close());
      handle = undefined;
    },
    async remove() {
      removed = true;
      ended = true;
      await work;
      await handle?.then((each) => each.close()).catch(() => {});
      handle = undefined;
      await rm(path, { force: true });
    },
  };
}

const EMPTY = Buffer.alloc(0);
const BLOCK_BYTES = 262_144;
const MARK_BYTES = 65_536;
const MAX_RECORD = 1_500_000_000;
