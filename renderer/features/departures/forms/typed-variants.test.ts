import { expect, test } from 'vitest';
import { newVariant, readDifference, typedVariant, variantSteps } from './typed-variants.ts';

const pokhara = { id: 'v1', version: 3, name: 'Pokhara', time: '06:30', priceDifference: -150_000, active: true };

test('a price difference is read with its sign, and nothing is nothing', () => {
  expect(['1500', '-1500', '− 1,500.50', '', '+20', '-', 'much'].map((text) => readDifference(text, 'NPR'))).toEqual([
    150_000,
    -150_000,
    -150_050,
    0,
    2_000,
    null,
    null,
  ]);
});

test('a variant that nobody touched is left alone; a new one is added, a changed one changed from what was seen', () => {
  const same = typedVariant(pokhara, 'NPR');
  const added = { ...newVariant('07:00'), name: ' Kathmandu ', difference: '2500' };
  expect(variantSteps('d1', [same, added], 'NPR')).toEqual([
    {
      command: 'addVariant',
      draft: { departureId: 'd1', name: 'Kathmandu', time: '07:00', priceDifference: 250_000, position: 1 },
    },
  ]);
  expect(variantSteps('d1', [{ ...same, active: false }], 'NPR')).toEqual([
    {
      command: 'changeVariant',
      draft: {
        variantId: 'v1',
        expectedVersion: 3,
        name: 'Pokhara',
        time: '06:30',
        priceDifference: -150_000,
        position: 0,
        active: false,
      },
    },
  ]);
});

test('two of one name, or one without a name or a time, are not sent', () => {
  const same = typedVariant(pokhara, 'NPR');
  expect(variantSteps('d1', [same, { ...newVariant('07:00'), name: 'Pokhara' }], 'NPR')).toBeNull();
  expect(variantSteps('d1', [newVariant('07:00')], 'NPR')).toBeNull();
  expect(variantSteps('d1', [{ ...same, time: '25:00' }], 'NPR')).toBeNull();
});
