import type { Lsn } from './lsn.ts';

/** What one transaction did to a shape: its messages as JSON, `,\n` between them. */
export interface LogEntry {
  readonly lsn: Lsn;
  readonly xid: number;
  readonly text: Buffer;
}

/** The latest transactions of a shape, in commit order. Older ones are forgotten once it holds more than its bytes. */
export interface ShapeLog {
  readonly entries: LogEntry[];
  bytes: number;
  /** Everything up to here is forgotten: who has read less must fetch anew. */
  forgotten: Lsn;
}

export function emptyLog(): ShapeLog {
  return { entries: [], bytes: 0, forgotten: 0n };
}

/** Adds a transaction. The newest always stays, however large. */
export function appendEntry(log: ShapeLog, entry: LogEntry, maxBytes: number): void {
  log.entries.push(entry);
  log.bytes += entry.text.length;
  let drop = 0;
  for (; log.bytes > maxBytes && drop < log.entries.length - 1; drop += 1) {
    const oldest = log.entries[drop];
    if (oldest === undefined) break;
    log.bytes -= oldest.text.length;
    log.forgotten = oldest.lsn;
  }
  // Removing from the front of an array costs its length, so it is done for many at once.
  if (drop > 0) log.entries.splice(0, drop);
}

/** Where in the log a reader goes on: after `lsn`, or within that transaction after some of its messages. */
export interface LogPosition {
  readonly lsn: Lsn;
  readonly messages: number;
}

/** A piece of the log as it goes to a client. */
export interface LogPiece {
  readonly parts: readonly Buffer[];
  readonly end: LogPosition;
  /** Whether nothing is left behind it. */
  readonly complete: boolean;
}

/**
 * Reads on from a position until a piece is full. A transaction is never cut unless it alone is larger than a piece.
 * Returns undefined where the log no longer reaches back that far.
 */
export function readLog(
  log: ShapeLog,
  from: LogPosition,
  maxBytes: number,
  skip: (entry: LogEntry) => boolean,
): LogPiece | undefined {
  const whole = from.messages === 0;
  if (whole ? from.lsn < log.forgotten : from.lsn <= log.forgotten) return undefined;
  const parts: Buffer[] = [];
  let bytes = 0;
  let end = from;
  for (let index = firstAfter(log.entries, whole ? from.lsn : from.lsn - 1n); index < log.entries.length; index += 1) {
    const entry = log.entries[index];
    if (entry === undefined) break;
    if (skip(entry)) continue;
    const seen = entry.lsn === from.lsn ? from.messages : 0;
    const text = seen === 0 ? entry.text : afterLines(entry.text, seen);
    if (text.length > maxBytes) {
      if (parts.length > 0) return { parts, end, complete: false };
      const cut = firstLines(text, maxBytes);
      if (cut.rest) return { parts: [cut.text], end: { lsn: entry.lsn, messages: seen + cut.lines }, complete: false };
    } else if (parts.length > 0 && bytes + text.length > maxBytes) {
      return { parts, end, complete: false };
    }
    if (text.length > 0) parts.push(text);
    bytes += text.length;
    end = { lsn: entry.lsn, messages: 0 };
  }
  return { parts, end, complete: true };
}

/** The first entry with a higher position; the entries are in order. */
function firstAfter(entries: readonly LogEntry[], lsn: Lsn): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.lsn ?? 0n) > lsn) high = middle;
    else low = middle + 1;
  }
  return low;
}

const NEWLINE = 0x0a;

/** JSON text holds no bare newline, so each one here parts two messages. */
function afterLines(text: Buffer, lines: number): Buffer {
  let position = 0;
  for (let line = 0; line < lines; line += 1) {
    const end = text.indexOf(NEWLINE, position);
    if (end < 0) return Buffer.alloc(0);
    position = end + 1;
  }
  return text.subarray(position);
}

/** As many whole messages as fit, and at least one. */
function firstLines(text: Buffer, maxBytes: number): { text: Buffer; lines: number; rest: boolean } {
  let lines = 0;
  let end = -1;
  for (let next = text.indexOf(NEWLINE); next >= 0; next = text.indexOf(NEWLINE, next + 1)) {
    if (lines > 0 && next > maxBytes) break;
    lines += 1;
    end = next;
  }
  // Without the comma and the newline behind the last message.
  return end < 0 ? { text, lines: lines + 1, rest: false } : { text: text.subarray(0, end - 1), lines, rest: true };
}
