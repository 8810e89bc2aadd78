import { expect, test } from 'vitest';
import { dueNow, isAllDue } from './due-now.ts';

const today = '2026-11-28';
const owed = { total: 241_142, paid: 0, deposit: 72_343, balanceDueOn: '2026-12-10' };

test('[B9] the deposit is asked for until it is paid, then all that is open', () => {
  expect(dueNow(owed, today)).toBe(72_343);
  expect(dueNow({ ...owed, paid: 50_000 }, today)).toBe(22_343);
  expect(dueNow({ ...owed, paid: 72_400 }, today)).toBe(168_742);
});

test('[B9] what begins sooner than the balance’s days is due whole, now', () => {
  expect(dueNow({ ...owed, balanceDueOn: today }, today)).toBe(241_142);
  expect(dueNow({ ...owed, balanceDueOn: '2026-11-20', paid: 72_400 }, today)).toBe(168_742);
  expect(isAllDue({ balanceDueOn: '2026-11-29' }, today)).toBe(false);
});

test('what a channel collects has no balance here', () => {
  expect(isAllDue({ balanceDueOn: null }, today)).toBe(false);
});
