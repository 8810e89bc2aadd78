import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './hash.ts';
import { deriveId, isId } from './ids.ts';

describe('derived ids', () => {
  test('[S3] the same seed and label make the same id, another label another one, in UUIDv7 layout', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const seed = '019a9000-0000-7000-8000-000000000001';
        const id = deriveId(seed, one);
        expect(isId(id)).toBe(true);
        expect(id).toMatch(/^019a9000-0000-7[0-9a-f]{3}-[89ab]/);
        expect(deriveId(seed, one)).toBe(id);
        if (one !== other) expect(deriveId(seed, other)).not.toBe(id);
      }),
    );
  });

  test('they keep the time of their seed, so that they sort with it', () => {
    const seed = uuidv7();
    expect(deriveId(seed, 'booking').slice(0, 13)).toBe(seed.slice(0, 13));
  });
});

test('equal values have equal canonical text, whatever the order of their fields', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe(
    canonicalJson({ b: [1, { c: 'x', d: null }] }),
  );
});
