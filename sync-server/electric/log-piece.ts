import type { LogRecord } from './log-record.ts';
import type { Lsn } from './lsn.ts';

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

/** Collects records behind a position until a piece is full. */
export interface PieceBuilder {
  /** How far it has come. */
  readonly at: LogPosition;
  /** Takes a record, or leaves it; false once the piece is full. Records before the position are passed over. */
  take(record: LogRecord): boolean;
  piece(complete: boolean): LogPiece;
}

/** A transaction is never cut unless it alone is larger than a piece. */
export function buildPiece(
  from: LogPosition,
  maxBytes: number,
  skip: (record: Pick<LogRecord, 'lsn' | 'xid'>) => boolean,
): PieceBuilder {
  const parts: Buffer[] = [];
  let bytes = 0;
  /** Behind the last message taken, and behind the last record looked at. */
  let end = from;
  let at = from;
  return {
    get at() {
      return at;
    },
    take(record) {
      const { lsn, first, count, last } = record;
      if (isBehind(record, at)) return true;
      const after = last ? { lsn, messages: 0 } : { lsn, messages: first + count };
      if (skip(record)) {
        at = after;
        return true;
      }
      const seen = at.lsn === lsn ? at.messages - first : 0;
      const text = seen > 0 ? afterLines(record.text, seen) : record.text;
      // A transaction of several records begins a piece of its own.
      const begun = end.lsn === lsn && end.messages > 0;
      if (parts.length > 0 && (bytes + text.length > maxBytes || (!last && !begun))) return false;
      if (text.length > maxBytes) {
        const cut = firstLines(text, maxBytes);
        if (cut.rest) {
          parts.push(cut.text);
          end = { lsn, messages: first + Math.max(seen, 0) + cut.lines };
          at = end;
          return false;
        }
      }
      parts.push(text);
      bytes += text.length;
      end = after;
      at = after;
      return true;
    },
    piece: (complete) => ({ parts, end, complete }),
  };
}

/** Whether a reader at the position has the whole record already. */
export function isBehind({ lsn, first, count }: Omit<LogRecord, 'text'>, at: LogPosition): boolean {
  if (lsn !== at.lsn) return lsn < at.lsn;
  return at.messages === 0 || at.messages >= first + count;
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
