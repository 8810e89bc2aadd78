import { expect, test } from 'vitest';
import { fewerOf } from './fewer.ts';

test('[U6] fewer seats make no adult of a child', () => {
  expect(fewerOf({ adult: 1, child: 3 }, 2)).toEqual({ adult: 1, child: 1 });
  expect(fewerOf({ adult: 3, child: 1 }, 2)).toEqual({ adult: 2, child: 0 });
});
