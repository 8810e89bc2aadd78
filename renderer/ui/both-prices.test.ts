import { expect, test } from 'vitest';
import { bothPrices } from './both-prices.ts';

test('[B7] a refusal for another price shows both, in its own currency; one that does not say both shows none', () => {
  const detail = { agreed: 1_000_000, now: 1_200_000, currency: 'NPR' };
  const prices = bothPrices(detail, 'USD');
  expect(prices?.agreed).toMatch(/NPR\s?10,000/);
  expect(prices?.now).toMatch(/NPR\s?12,000/);
  expect(bothPrices({ agreed: 1 }, 'USD')).toBeUndefined();
});
