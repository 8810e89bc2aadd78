import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMoney, minorDigits, money, roundHalfUp, shareOf, subtractMoney } from './money.ts';

const minor = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe('Money', () => {
  test('what is added can be taken away again', () => {
    fc.assert(
      fc.property(minor, minor, (a, b) => {
        const sum = addMoney(money(a, 'NPR'), money(b, 'NPR'));
        expect(subtractMoney(sum, money(b, 'NPR'))).toEqual(money(a, 'NPR'));
      }),
    );
  });

  test('two currencies do not add up', () => {
    expect(() => addMoney(money(1, 'NPR'), money(1, 'USD'))).toThrow('do not add up');
  });

  test('a fraction of a minor unit is a bug', () => {
    expect(() => money(0.5, 'NPR')).toThrow(RangeError);
  });

  test('[P2] rounding is half up, away from zero', () => {
    expect([roundHalfUp(5, 10), roundHalfUp(-5, 10), roundHalfUp(4, 10), roundHalfUp(15, 10)]).toEqual([1, -1, 0, 2]);
  });

  test('[P4] EARLY10 and GST 18 % come out to the cent', () => {
    const base = money(120_000 * 2, 'NPR');
    const discounted = subtractMoney(base, shareOf(base, 10, 100));
    expect(discounted.minor).toBe(216_000);
    expect(addMoney(discounted, shareOf(discounted, 18, 100)).minor).toBe(254_880);
  });

  test('a share is never more than half a minor unit off', () => {
    fc.assert(
      fc.property(
        minor,
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        (amount, top, bottom) => {
          expect(
            Math.abs(shareOf(money(amount, 'NPR'), top, bottom).minor - (amount * top) / bottom),
          ).toBeLessThanOrEqual(0.5 + 1e-6);
        },
      ),
    );
  });

  test('currencies have their own minor unit', () => {
    expect([minorDigits('NPR'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3]);
  });
});
