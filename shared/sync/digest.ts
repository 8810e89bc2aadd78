import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '#shared/kernel/hash.ts';

/** How many rows of an entity there are, and one hash over all of them in id order [S19]. */
export interface Digest {
  readonly rows: number;
  readonly hash: string;
}

/** The digest of an entity's rows, in whatever order they come. */
export function digestOf(rows: readonly { readonly id: string }[]): Digest {
  const hash = sha256.create();
  for (const row of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    hash.update(utf8ToBytes(`${canonicalJson(row)}\n`));
  return { rows: rows.length, hash: bytesToHex(hash.digest()) };
}
