import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/*
 * A segment file: a head (mark, key's mark, number, chain before it), then records. A record: length of its body, CRC-32 of it,
 * body. A body: nonce, AES-256-GCM of the record's JSON, tag. Each record's encryption is bound to the hash of all before it, so
 * that none can be taken out, put in or moved [S7].
 */

const MARK = Buffer.from('CAIRNBB1');
const NONCE = 12;
const TAG = 16;
const CHAIN = 32;
export const HEAD_BYTES = MARK.length + 8 + 4 + CHAIN;
const LENGTHS = 8;

/** The hash over everything in the black box up to a record. */
export type Chain = Uint8Array;
export const noChain: Chain = new Uint8Array(CHAIN);

export interface SegmentHead {
  readonly keyMark: string;
  readonly number: number;
  readonly chain: Chain;
}

/** A segment as it was read: its records up to the first that is not whole, and where that begins. */
export interface ReadSegment {
  readonly head: SegmentHead;
  readonly records: readonly unknown[];
  /** The bytes that hold. */
  readonly wholeBytes: number;
  readonly allBytes: number;
  /** The chain behind the last whole record. */
  readonly chain: Chain;
}

/** Tells keys apart without giving any of them away. */
export function markOf(key: Uint8Array): string {
  return createHash('sha256').update('cairn/black-box/').update(key).digest('hex').slice(0, 16);
}

export function headBytes(key: Uint8Array, number: number, chain: Chain): Uint8Array {
  const counted = Buffer.alloc(4);
  counted.writeUInt32BE(number);
  return Buffer.concat([MARK, Buffer.from(markOf(key), 'hex'), counted, chain]);
}

/** The head of a segment, or undefined where it is not whole or not one of ours. */
export function headOf(bytes: Uint8Array): SegmentHead | undefined {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES));
  if (head.length < HEAD_BYTES || !head.subarray(0, MARK.length).equals(MARK)) return undefined;
  return {
    keyMark: head.subarray(8, 16).toString('hex'),
    number: head.readUInt32BE(16),
    chain: new Uint8Array(head.subarray(20)),
  };
}

/** A record as bytes, and the chain behind it. */
export function sealRecord(key: Uint8Array, before: Chain, record: unknown): { bytes: Uint8Array; chain: Chain } {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(before);
  const body = Buffer.concat([nonce, cipher.update(JSON.stringify(record)), cipher.final(), cipher.getAuthTag()]);
  const lengths = Buffer.alloc(LENGTHS);
  lengths.writeUInt32BE(body.length);
  lengths.writeUInt32BE(crc32(body), 4);
  return { bytes: Buffer.concat([lengths, body]), chain: chainAfter(before, body) };
}

/** Reads a segment with its key: everything before the first record that is torn, altered or out of its place. */
export function readSegment(key: Uint8Array, bytes: Uint8Array): ReadSegment | undefined {
  const head = headOf(bytes);
  if (head === undefined) return undefined;
  const all = Buffer.from(bytes);
  const records: unknown[] = [];
  let at = HEAD_BYTES;
  let chain = head.chain;
  while (all.length - at >= LENGTHS) {
    const length = all.readUInt32BE(at);
    const body = all.subarray(at + LENGTHS, at + LENGTHS + length);
    if (body.length < length || length < NONCE + TAG || crc32(body) !== all.readUInt32BE(at + 4)) break;
    const opened = openBody(key, chain, body);
    if (opened === undefined) break;
    records.push(opened.record);
    chain = chainAfter(chain, body);
    at += LENGTHS + length;
  }
  return { head, records, wholeBytes: at, allBytes: all.length, chain };
}

function openBody(key: Uint8Array, before: Chain, body: Buffer): { record: unknown } | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, NONCE));
    decipher.setAAD(before);
    decipher.setAuthTag(body.subarray(body.length - TAG));
    const text = Buffer.concat([decipher.update(body.subarray(NONCE, body.length - TAG)), decipher.final()]);
    return { record: JSON.parse(text.toString()) };
  } catch {
    // Altered, of another place, or of another key.
    return undefined;
  }
}

function chainAfter(before: Chain, body: Uint8Array): Chain {
  return new Uint8Array(createHash('sha256').update(before).update(body).digest());
}
