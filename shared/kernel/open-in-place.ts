import { chachaBlock } from './chacha-block.ts';
import { isTagOf } from './poly-tag.ts';

/*
 * ChaCha20-Poly1305 (RFC 8439) as far as a short text is opened with it (docs/decisions/0020-names-are-opened-here.md). A house
 * of names is three hundred thousand texts of some thirty bytes under as many keys: the library and the platform's own cipher
 * set up objects for each, which takes four and nine times as long as all of this, in memory that is kept. Sealing is left to
 * the library, and the tests hold the two against each other.
 */

const stream = new Int32Array(16);
const keyWords = new Int32Array(8);

/**
 * Opens in place what lies in `words`: three words of nonce, then `length` bytes of cipher text, with zeros up to the next
 * sixteen and four words more. `tag` is the four words that came with it. False where key, nonce, text or tag are others.
 * Words are as the machine has them, which is little-endian on every platform there is a desk for.
 */
export function openInPlace(key: Uint8Array, words: Int32Array, length: number, tag: Int32Array): boolean {
  for (let at = 0; at < 8; at++) keyWords[at] = wordAt(key, at * 4);
  // Block 0 of the key stream is the one-time key of the tag; the text begins with block 1.
  chachaBlock(keyWords, 0, words, stream);
  const covered = 3 + Math.ceil(length / 16) * 4;
  words.fill(0, covered, covered + 4);
  words[covered + 2] = length;
  if (!isTagOf(stream, words, 3, covered + 4, tag)) return false;
  const end = 3 + Math.ceil(length / 4);
  for (let at = 3, counter = 1; at < end; at += 16, counter++) {
    chachaBlock(keyWords, counter, words, stream);
    const many = Math.min(16, end - at);
    for (let word = 0; word < many; word++) words[at + word] = (words[at + word] ?? 0) ^ (stream[word] ?? 0);
  }
  return true;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}
