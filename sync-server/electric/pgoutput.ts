import type { Lsn } from './lsn.ts';

/** The columns of one row as Postgres prints them; undefined is a large value that the change left alone. */
export type WireTuple = readonly (string | null | undefined)[];

export interface WireRelation {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly fullIdentity: boolean;
  readonly columns: readonly { readonly name: string; readonly typeOid: number; readonly typeModifier: number }[];
}

/** The messages of Postgres' `pgoutput` plugin that a shape needs. */
export type WireMessage =
  | { readonly tag: 'begin'; readonly commitLsn: Lsn; readonly xid: number }
  | { readonly tag: 'commit'; readonly commitLsn: Lsn; readonly endLsn: Lsn }
  | { readonly tag: 'relation'; readonly relation: WireRelation }
  | { readonly tag: 'insert'; readonly oid: number; readonly after: WireTuple }
  | { readonly tag: 'update'; readonly oid: number; readonly before: WireTuple | null; readonly after: WireTuple }
  | { readonly tag: 'delete'; readonly oid: number; readonly before: WireTuple | null }
  | { readonly tag: 'truncate'; readonly oids: readonly number[] }
  | { readonly tag: 'message'; readonly prefix: string; readonly content: string }
  | { readonly tag: 'skipped' };

/**
 * Decodes one message, protocol version 1.
 * https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html
 * Changes of tables for which `wanted` says no are not decoded: most of a database's writes are none of ours.
 */
export function decodePgoutput(bytes: Buffer, wanted: (oid: number) => boolean): WireMessage {
  const at = { position: 1 };
  switch (bytes[0]) {
    case 0x42: // B
      return { tag: 'begin', commitLsn: bytes.readBigUInt64BE(1), xid: bytes.readUInt32BE(17) };
    case 0x43: // C
      return { tag: 'commit', commitLsn: bytes.readBigUInt64BE(2), endLsn: bytes.readBigUInt64BE(10) };
    case 0x52: // R
      return { tag: 'relation', relation: readRelation(bytes, at) };
    case 0x49: {
      const oid = readInt32(bytes, at);
      if (!wanted(oid)) return { tag: 'skipped' };
      at.position += 1;
      return { tag: 'insert', oid, after: readTuple(bytes, at) };
    }
    case 0x55: {
      const oid = readInt32(bytes, at);
      if (!wanted(oid)) return { tag: 'skipped' };
      const before = readBefore(bytes, at);
      at.position += 1;
      return { tag: 'update', oid, before, after: readTuple(bytes, at) };
    }
    case 0x44: {
      const oid = readInt32(bytes, at);
      return wanted(oid) ? { tag: 'delete', oid, before: readBefore(bytes, at) } : { tag: 'skipped' };
    }
    case 0x54: {
      const count = readInt32(bytes, at);
      at.position += 1;
      return { tag: 'truncate', oids: Array.from({ length: count }, () => readInt32(bytes, at)) };
    }
    case 0x4d: {
      at.position += 9;
      const prefix = readString(bytes, at);
      const length = readInt32(bytes, at);
      return { tag: 'message', prefix, content: bytes.toString('utf8', at.position, at.position + length) };
    }
    default: // O (origin), Y (type)
      return { tag: 'skipped' };
  }
}

interface Cursor {
  position: number;
}

/** The old row, and only that: an old key alone (`K`) cannot tell whether the row was in a shape. */
function readBefore(bytes: Buffer, at: Cursor): WireTuple | null {
  const kind = bytes[at.position];
  if (kind === 0x4e) return null;
  at.position += 1;
  const tuple = readTuple(bytes, at);
  return kind === 0x4f ? tuple : null;
}

function readTuple(bytes: Buffer, at: Cursor): WireTuple {
  const count = bytes.readUInt16BE(at.position);
  at.position += 2;
  const tuple: (string | null | undefined)[] = [];
  for (let index = 0; index < count; index += 1) {
    const kind = bytes[at.position];
    at.position += 1;
    if (kind === 0x74) {
      const length = readInt32(bytes, at);
      tuple.push(bytes.toString('utf8', at.position, at.position + length));
      at.position += length;
    } else if (kind === 0x6e) {
      tuple.push(null);
    } else if (kind === 0x75) {
      tuple.push(undefined);
    } else {
      throw new Error(`pgoutput sent a value of unknown kind ${kind}`);
    }
  }
  return tuple;
}

function readRelation(bytes: Buffer, at: Cursor): WireRelation {
  const oid = readInt32(bytes, at);
  const schema = readString(bytes, at);
  const name = readString(bytes, at);
  const fullIdentity = bytes[at.position] === 0x66;
  at.position += 1;
  const count = bytes.readUInt16BE(at.position);
  at.position += 2;
  const columns = Array.from({ length: count }, () => {
    at.position += 1;
    return { name: readString(bytes, at), typeOid: readInt32(bytes, at), typeModifier: readInt32(bytes, at) | 0 };
  });
  // pg_catalog is written as the empty schema.
  return { oid, schema: schema === '' ? 'pg_catalog' : schema, name, fullIdentity, columns };
}

function readInt32(bytes: Buffer, at: Cursor): number {
  const value = bytes.readUInt32BE(at.position);
  at.position += 4;
  return value;
}

function readString(bytes: Buffer, at: Cursor): string {
  const end = bytes.indexOf(0, at.position);
  const text = bytes.toString('utf8', at.position, end);
  at.position = end + 1;
  return text;
}
