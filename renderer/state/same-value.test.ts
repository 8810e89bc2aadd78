import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameValue } from './same-value.ts';

test('values are the same just where their JSON is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(sameValue(a, structuredClone(a))).toBe(true);
      expect(sameValue({ held: a }, { held: [a] })).toBe(false);
      if (sameValue(a, b)) expect(b).toEqual(a);
    }),
  );
});

test('one field more, less or other makes another value', () => {
  const bar = { id: 'o1', roomId: null, nights: [1, 2] };
  expect(sameValue(bar, { ...bar })).toBe(true);
  expect(sameValue(bar, { ...bar, roomId: 'r' })).toBe(false);
  expect(sameValue(bar, { id: 'o1', roomId: null })).toBe(false);
  expect(sameValue({ ...bar, version: undefined }, { ...bar, other: undefined })).toBe(false);
  expect(sameValue([1, 2], [1])).toBe(false);
  expect(sameValue([], {})).toBe(false);
});
