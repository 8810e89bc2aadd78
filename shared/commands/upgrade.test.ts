import { expect, test } from 'vitest';
import { upgradedInput } from './upgrade.ts';

const command = {
  version: 3,
  upgrades: {
    1: (input: unknown) => ({ ...(input as object), currency: 'NPR' }),
    2: (input: unknown) => ({ ...(input as object), method: 'CASH' }),
  },
};

test('[S17] an input is upgraded step by step from the version it was recorded under', () => {
  expect(upgradedInput(command, { version: 1, input: { amount: 5 } })).toEqual({
    input: { amount: 5, currency: 'NPR', method: 'CASH' },
  });
  expect(upgradedInput(command, { version: 3, input: { amount: 5 } })).toEqual({ input: { amount: 5 } });
});

test('[S17] a later version, or one without its step, is not guessed at', () => {
  expect(upgradedInput(command, { version: 4, input: {} })).toBeUndefined();
  expect(upgradedInput({ version: 3, upgrades: { 1: (input) => input } }, { version: 1, input: {} })).toBeUndefined();
});
