import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '#shared/kernel/hash.ts';

/** How many rows of an entity there are, and one hash over all of them in id order [S19]. */
export interface Digest {
  readonly rows: number;
  readonly hash: string;
}

/** A digest in the making: rows are added in the order of their ids. */
export interface OpenDigest {
  add(row: { readonly id: string }): void;
  done(): Digest;
}

export function openDigest(): OpenDigest {
  const hash = sha256.create();
  let rows = 0;
  return {
    add(row) {
      rows += 1;
      hash.update(utf8ToBytes(`${canonicalJson(row)}\n`));
    },
    done: () => ({ rows, hash: bytesToHex(hash.digest()) }),
  };
}

/** The digest of an entity's rows, in whatever order they come. */
export function digestOf(rows: readonly { readonly id: string }[]): Digest {
  const digest = openDigest();
  for (const row of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))) digest.add(row);
  return digest.done();
}
