import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogBudget } from './log-budget.ts';
import { buildPiece, isBehind, type LogPiece, type LogPosition } from './log-piece.ts';
import { HEADER_BYTES, type LogRecord } from './log-record.ts';
import { openLogSegment, type LogSegment } from './log-segment.ts';
import type { Lsn } from './lsn.ts';

/** The latest transactions of a shape, in commit order: on disk, and the newest of them in memory too. */
export interface ShapeLog {
  /** Bytes on disk. */
  readonly bytes: number;
  /** Everything up to here is forgotten: who has read less must fetch anew. */
  readonly forgotten: Lsn;
  /** The last whole transaction. */
  readonly through: Lsn;
  /** Adds a record behind the others. False where its transaction alone is more than the log may hold. */
  append(record: LogRecord): boolean;
  /** Forgets the transaction whose end has not come: the stream that brought it broke. */
  rollback(): void;
  /**
   * Reads on from a position until a piece is full; at once where memory has it. Undefined where the log no longer
   * reaches back that far.
   */
  read(
    from: LogPosition,
    maxBytes: number,
    skip: (record: Pick<LogRecord, 'lsn' | 'xid'>) => boolean,
  ): LogPiece | undefined | Promise<LogPiece | undefined>;
  /** Waits until the disk has everything; nothing to do where nothing came since the last time. */
  sync(): Promise<void>;
  /** Ends the use of its files, which stay. */
  close(): Promise<void>;
  /** Deletes its files. */
  remove(): Promise<void>;
}

export interface LogLimits {
  /** How much of a shape's log is kept on disk. */
  readonly maxBytes: number;
  /** How much of its end is kept in memory. */
  readonly tailBytes: number;
}

/** A record in memory, and whether its file has it too. */
interface Held {
  readonly record: LogRecord;
  written: boolean;
}

/**
 * Opens the log in a folder, with what is there from before. `onFailure` hears that it can no longer be written. Throws
 * where what is there has lost its beginning.
 */
export async function openShapeLog(
  folder: string,
  { maxBytes, tailBytes }: LogLimits,
  budget: LogBudget,
  onFailure: (error: unknown) => void,
): Promise<ShapeLog> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => SEGMENT.test(name)).sort();
  const segments: LogSegment[] = [];
  for (const name of names) segments.push(await openLogSegment(join(folder, name)));
  let number = Number(names.at(-1)?.slice(0, 10) ?? 0);
  const begunAnew = names.length === 0 || Number(names[0]?.slice(0, 10)) === 1;
  const newSegment = async () => openLogSegment(join(folder, `${String((number += 1)).padStart(10, '0')}.log`));
  if (segments.length === 0) segments.push(await newSegment());
  /** Made ahead, because what is added cannot wait for it. */
  let next: LogSegment | undefined = await newSegment();

  let bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  const first = segments[0];
  if (!begunAnew && first?.firstLsn === undefined) throw new Error('the log has lost its beginning');
  // What was forgotten before ended somewhere below the first that is left.
  let forgotten: Lsn = begunAnew ? 0n : (first?.firstLsn ?? 1n) - 1n;
  let through: Lsn = segments.reduce((last, segment) => (segment.lastLsn > last ? segment.lastLsn : last), 0n);
  /** Where the transaction under way began: the length of the last file, and its records in memory. */
  let openFrom: number | undefined;
  let tail: Held[] = [];
  let held = 0;
  /** Everything up to here is no longer in memory. */
  let evicted: LogPosition = { lsn: through, messages: 0 };
  const unsynced = new Set<LogSegment>();
  let gone = false;
  budget.disk += bytes;

  const holder = { letGo: () => evict(0) };
  const evict = (keep: number) => {
    let dropped = 0;
    for (; held > keep; dropped += 1) {
      const { record, written } = tail[dropped] ?? UNWRITTEN;
      if (!written) break;
      held -= sizeOf(record);
      budget.held -= sizeOf(record);
      evicted = { lsn: record.lsn, messages: record.last ? 0 : record.first + record.count };
    }
    if (dropped === 0) return;
    tail.splice(0, dropped);
    if (tail.length === 0) budget.holders.delete(holder);
  };
  const hold = (record: LogRecord): Held => {
    const entry: Held = { record, written: false };
    tail.push(entry);
    held += sizeOf(record);
    budget.held += sizeOf(record);
    budget.holders.delete(holder);
    budget.holders.add(holder);
    return entry;
  };
  const trim = () => {
    if (held > tailBytes * 2) evict(tailBytes);
    for (const other of budget.holders) {
      if (budget.held <= budget.maxHeld) break;
      other.letGo();
    }
  };
  const resize = (by: number) => {
    bytes += by;
    budget.disk += by;
  };
  const last = (): LogSegment => {
    const segment = segments.at(-1);
    if (segment === undefined) throw new Error('a log has always a file');
    return segment;
  };
  /** At the end of a transaction: a new file once this one is large, and away with the oldest past the limit. */
  const roll = () => {
    if (last().bytes >= Math.max(1, maxBytes / SEGMENTS) && next !== undefined) {
      segments.push(next);
      next = undefined;
      newSegment().then((segment) => (gone ? segment.remove() : void (next = segment)), onFailure);
    }
    // Only where the next one says where it begins: that is how a restart knows what was forgotten.
    while (bytes > maxBytes && segments[1]?.firstLsn !== undefined) {
      const oldest = segments.shift();
      if (oldest === undefined) break;
      unsynced.delete(oldest);
      forgotten = oldest.lastLsn > forgotten ? oldest.lastLsn : forgotten;
      resize(-oldest.bytes);
      oldest.remove().catch(onFailure);
    }
  };
  const covered = (at: LogPosition) =>
    at.lsn > evicted.lsn ||
    (at.lsn === evicted.lsn && (at.messages === 0 || (evicted.messages !== 0 && at.messages >= evicted.messages)));

  return {
    get bytes() {
      return bytes;
    },
    get forgotten() {
      return forgotten;
    },
    get through() {
      return through;
    },
    append(record) {
      const size = HEADER_BYTES + record.text.length;
      openFrom ??= last().bytes;
      resize(size);
      unsynced.add(last());
      const entry = hold(record);
      budget.waiting += size;
      last()
        .append(record)
        .finally(() => {
          budget.waiting -= size;
          budget.drained();
        })
        .then(() => {
          entry.written = true;
          trim();
        })
        .catch(onFailure);
      if (last().bytes - openFrom > maxBytes) return false;
      if (record.last) {
        through = record.lsn;
        openFrom = undefined;
        roll();
      }
      return true;
    },
    rollback() {
      if (openFrom === undefined) return;
      const from = tail.findIndex(({ record }) => record.lsn > through);
      for (const { record } of from < 0 ? [] : tail.splice(from)) {
        held -= sizeOf(record);
        budget.held -= sizeOf(record);
      }
      if (evicted.lsn > through) evicted = { lsn: through, messages: 0 };
      resize(openFrom - last().bytes);
      last().cut(openFrom).catch(onFailure);
      openFrom = undefined;
    },
    read(from, maxPiece, skip) {
      if (from.messages === 0 ? from.lsn < forgotten : from.lsn <= forgotten) return undefined;
      const builder = buildPiece(from, maxPiece, skip);
      const fromTail = (): LogPiece => {
        for (let index = firstBehind(tail, builder.at); index < tail.length; index += 1) {
          const record = tail[index]?.record;
          if (record === undefined || record.lsn > through) break;
          if (!builder.take(record)) return builder.piece(false);
        }
        return builder.piece(true);
      };
      if (covered(from)) return fromTail();
      return (async () => {
        try {
          while (!covered(builder.at)) {
            if (gone || builder.at.lsn < forgotten) return undefined;
            const before = builder.at;
            const start = segments.findLastIndex((each) => (each.firstLsn ?? through + 1n) <= before.lsn);
            for (const segment of segments.slice(Math.max(0, start))) {
              for await (const record of segment.read(builder.at.lsn)) {
                if (record.lsn > through) break;
                if (!builder.take(record)) return builder.piece(false);
              }
            }
            if (builder.at !== before) continue;
            if (before.lsn >= through) return builder.piece(true);
            throw new Error('the log lacks what it should hold');
          }
          return fromTail();
        } catch (error) {
          // The file went while it was read.
          if (gone || builder.at.lsn < forgotten) return undefined;
          throw error;
        }
      })();
    },
    async sync() {
      const files = [...unsynced];
      unsynced.clear();
      await Promise.all(files.map((segment) => segment.sync()));
    },
    async close() {
      gone = true;
      await Promise.all([...segments, ...(next === undefined ? [] : [next])].map((segment) => segment.close()));
    },
    async remove() {
      gone = true;
      for (const { record } of tail) budget.held -= sizeOf(record);
      tail = [];
      budget.holders.delete(holder);
      resize(-bytes);
      await Promise.all([...segments, ...(next === undefined ? [] : [next])].map((segment) => segment.remove()));
    },
  };
}

const SEGMENT = /^\d{10}\.log$/;
/** In how many files a log lies, so that forgetting is deleting a file. */
const SEGMENTS = 8;

const UNWRITTEN: Held = {
  record: { lsn: 0n, xid: 0, first: 0, count: 0, last: true, text: Buffer.alloc(0) },
  written: false,
};

/** Bytes in memory: an object and a buffer take more than their text. */
const sizeOf = (record: LogRecord) => record.text.length + 200;

/** The first record that a reader at the position has not seen; the records are in order. */
function firstBehind(records: readonly Held[], at: LogPosition): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const record = records[middle]?.record;
    if (record !== undefined && !isBehind(record, at)) high = middle;
    else low = middle + 1;
  }
  return low;
}
