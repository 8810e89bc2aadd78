import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chachaBlock } from './chacha-block.ts';
import { openInPlace } from './open-in-place.ts';
import { isTagOf } from './poly-tag.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));
const wordsOf = (of: Uint8Array) => new Int32Array(Uint8Array.from(of).buffer);
const zeros = (count: number) => '00'.repeat(count);

test('a block of the key stream is that of RFC 8439 §2.3.2', () => {
  const key = wordsOf(Uint8Array.from({ length: 32 }, (_, at) => at));
  const into = new Int32Array(16);
  chachaBlock(key, 1, wordsOf(fromHex('000000090000004a00000000')), into);
  expect(Buffer.from(into.buffer).toString('hex')).toBe(
    '10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4ed2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e',
  );
});

test('the tag is that of RFC 8439 A.3 where its arithmetic turns over', () => {
  const vectors: readonly (readonly [r: string, s: string, blocks: string, tag: string])[] = [
    [`02${zeros(15)}`, zeros(16), 'ff'.repeat(16), `03${zeros(15)}`],
    [`02${zeros(15)}`, 'ff'.repeat(16), `02${zeros(15)}`, `03${zeros(15)}`],
    [`01${zeros(15)}`, zeros(16), `${'ff'.repeat(16)}f0${'ff'.repeat(15)}11${zeros(15)}`, `05${zeros(15)}`],
    [`01${zeros(15)}`, zeros(16), `${'ff'.repeat(16)}fb${'fe'.repeat(15)}${'01'.repeat(16)}`, zeros(16)],
    [`02${zeros(15)}`, zeros(16), `fd${'ff'.repeat(15)}`, `fa${'ff'.repeat(15)}`],
  ];
  for (const [r, s, blocks, tag] of vectors) {
    const words = wordsOf(fromHex(blocks));
    expect(isTagOf(wordsOf(fromHex(r + s)), words, 0, words.length, wordsOf(fromHex(tag)))).toBe(true);
    expect(isTagOf(wordsOf(fromHex(r + s)), words, 0, words.length, wordsOf(fromHex(`07${tag.slice(2)}`)))).toBe(false);
  }
});

test('what the library seals is opened, of any length, and nothing that was touched', () => {
  fc.assert(
    fc.property(bytes(32), bytes(12), fc.uint8Array({ maxLength: 400 }), fc.nat(), (key, nonce, text, where) => {
      const sealed = chacha20poly1305(key, nonce).encrypt(text);
      const open = (given: Uint8Array): Uint8Array | undefined => {
        const words = new Int32Array(3 + Math.ceil(text.length / 16) * 4 + 4);
        const room = new Uint8Array(words.buffer);
        room.set(nonce);
        room.set(given.subarray(0, text.length), 12);
        const isOpen = openInPlace(key, words, text.length, wordsOf(given.subarray(text.length)));
        return isOpen ? room.slice(12, 12 + text.length) : undefined;
      };
      expect(open(sealed)).toEqual(text);
      const touched = Uint8Array.from(sealed);
      const at = where % touched.length;
      touched[at] = (touched[at] ?? 0) ^ (1 << (where % 8));
      expect(open(touched)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});
