import { expect, test } from 'vitest';
import { priceForeseen, withoutTheirWay } from './price-foreseen.ts';

const priced = (type: string, total: number) => ({ type, booking: { fields: { total } } });

test('[B6] what a change would cost is read from what it would do, or why it cannot be had', () => {
  for (const type of ['PaxChanged', 'SeatsPriced'])
    expect(priceForeseen({ ok: true, events: [{ type: 'Other' }, priced(type, 700)] }, 1_000)).toEqual({
      ok: true,
      total: 700,
      difference: -300,
    });
  expect(priceForeseen({ ok: true, events: [] }, 1_000)).toBeUndefined();
  expect(priceForeseen({ ok: false, reason: 'sold-out', retryable: false, detail: { free: -1 } }, 1_000)).toEqual({
    ok: false,
    reason: 'sold-out',
    free: 0,
  });
});

test('a way to join that is not there is named, where there was one', () => {
  const seats = [
    { id: 'a', fields: { variantId: null } },
    { id: 'b', fields: { variantId: 'v' } },
    { id: 'c', fields: { variantId: null } },
  ];
  const own = [
    { id: 'a', variant: 'Kathmandu' },
    { id: 'b', variant: 'Pokhara' },
    { id: 'c', variant: '' },
  ];
  expect(withoutTheirWay({ ok: true, events: [{ type: 'SeatsMoved', seats }] }, own)).toEqual(['Kathmandu']);
  expect(withoutTheirWay(undefined, own)).toEqual([]);
});
