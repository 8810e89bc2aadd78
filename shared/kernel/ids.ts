import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A UUID in lower-case text; new ones are of version 7, so that they sort by time. */
export type Id = string;

/** The id of what an envelope makes, from the envelope's own id and a label [S3]: the same on every replay, in UUIDv7 layout. */
export function deriveId(seed: Id, label: string): Id {
  const digest = bytesToHex(sha256(utf8ToBytes(`${seed}/${label}`)));
  const time = seed.replaceAll('-', '').slice(0, 12);
  const variant = ((Number.parseInt(digest[3] ?? '0', 16) & 0x3) | 0x8).toString(16);
  const hex = `${time}7${digest.slice(0, 3)}${variant}${digest.slice(4, 7)}${digest.slice(7, 19)}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}
