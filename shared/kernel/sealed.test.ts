import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyOf, keyText, sealText, sealedFor, sealedLength, unsealText } from './sealed.ts';

const guestId = '019a9000-0041-7000-8000-000000001003';
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

test('[S29] a sealed text names its guest, is no longer than announced, and comes back only under its key', () => {
  fc.assert(
    fc.property(
      bytes(32),
      bytes(12),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      (key, nonce, text) => {
        fc.pre(sealedFor(text) === undefined && text.isWellFormed());
        const sealed = sealText(guestId, key, nonce, text);
        expect(sealed).not.toContain(text.length > 3 ? text : '\0');
        expect(sealed.length).toBeLessThanOrEqual(sealedLength(text.length));
        expect(sealedFor(sealed)).toBe(guestId);
        expect(unsealText(key, sealed)).toBe(text);
        expect(unsealText(randomBytes(32), sealed)).toBeUndefined();
        const changed = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
        expect(unsealText(key, changed)).toBeUndefined();
      },
    ),
  );
});

test('[S29] empty stays empty, and what is sealed is not sealed again', () => {
  const [key, nonce] = [randomBytes(32), randomBytes(12)];
  expect(sealText(guestId, key, nonce, '')).toBe('');
  const once = sealText(guestId, key, nonce, 'Hannah Brandt');
  expect(sealText(guestId, key, randomBytes(12), once)).toBe(once);
});

test('[S29] a text that only looks like a sealed one is text', () => {
  for (const text of ['~1.', '~1.nobody.x', `~1.${guestId}`, `~1.${guestId}.ab c`, ` ~1.${guestId}.abc`])
    expect(sealedFor(text)).toBeUndefined();
});

test('a key is the same after its way through a table', () => {
  fc.assert(
    fc.property(bytes(32), (key) => {
      expect([...keyOf(keyText(key))]).toEqual([...key]);
    }),
  );
});
