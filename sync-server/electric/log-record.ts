import { crc32 } from 'node:zlib';
import type { Lsn } from './lsn.ts';

/**
 * A piece of what one transaction did to a shape: its messages as JSON, `,\n` between them. A transaction is one record,
 * or several where it is large; only the last of them says so.
 */
export interface LogRecord {
  readonly lsn: Lsn;
  readonly xid: number;
  /** How many messages of the transaction come before this record, and how many it holds. */
  readonly first: number;
  readonly count: number;
  readonly last: boolean;
  readonly text: Buffer;
}

/** Bytes that a record takes in its file besides its text. */
export const HEADER_BYTES = 32;

/** A record as it lies in its file: length, checksum, where it stands, text. */
export function encodeRecord({ lsn, xid, first, count, last, text }: LogRecord): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + text.length);
  bytes.writeUInt32LE(text.length, 0);
  bytes.writeBigUInt64LE(lsn, 8);
  bytes.writeUInt32LE(xid, 16);
  bytes.writeUInt32LE(first, 20);
  bytes.writeUInt32LE(count, 24);
  bytes.writeUInt32LE(last ? 1 : 0, 28);
  text.copy(bytes, HEADER_BYTES);
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4);
  return bytes;
}

/** How long the record at a place is in all; undefined where its header is not whole. */
export function recordLength(bytes: Buffer, at: number): number | undefined {
  return bytes.length - at < HEADER_BYTES ? undefined : HEADER_BYTES + bytes.readUInt32LE(at);
}

/** The record at a place; undefined where it is not whole or not what was written. The text shares the bytes given. */
export function decodeRecord(bytes: Buffer, at: number): LogRecord | undefined {
  const length = recordLength(bytes, at);
  if (length === undefined || bytes.length - at < length) return undefined;
  if (crc32(bytes.subarray(at + 8, at + length)) !== bytes.readUInt32LE(at + 4)) return undefined;
  return {
    lsn: bytes.readBigUInt64LE(at + 8),
    xid: bytes.readUInt32LE(at + 16),
    first: bytes.readUInt32LE(at + 20),
    count: bytes.readUInt32LE(at + 24),
    last: bytes.readUInt32LE(at + 28) === 1,
    text: bytes.subarray(at + HEADER_BYTES, at + length),
  };
}
