import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { freeWords } from './free-words.ts';

const t = ((key: string, values: object) => `${key} ${JSON.stringify(values)}`) as unknown as TFunction<'booking'>; // its words stand elsewhere

test('[S32] what is this desk’s own stands beside what is free, not among it', () => {
  expect(freeWords(3, 2, t)).toBe('sale.freeAndYours {"free":1,"count":2}');
  expect(freeWords(3, 0, t)).toBe('sale.freeOnly {"count":3}');
});

test('[I7] a quota that leaves less than the allotment leaves no more than that', () => {
  expect(freeWords(1, 2, t)).toBe('sale.freeAndYours {"free":0,"count":1}');
});
