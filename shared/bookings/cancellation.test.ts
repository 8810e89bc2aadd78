import { expect, test } from 'vitest';
import { firstServiceAt, penaltyOf } from './cancellation.ts';

const tiers = [
  { hoursBefore: 24, basisPoints: 10_000 },
  { hoursBefore: 168, basisPoints: 5_000 },
];
const start = '2026-11-24T01:15:00.000Z';

test.each([
  ['2026-11-10T00:00:00.000Z', 0],
  ['2026-11-17T01:15:00.000Z', 0],
  ['2026-11-17T01:15:01.000Z', 50_001],
  ['2026-11-23T01:15:00.000Z', 50_001],
  ['2026-11-23T01:15:01.000Z', 100_001],
  ['2026-11-25T00:00:00.000Z', 100_001],
])('[B8] at %s the tightest tier that has begun says what is kept: %i', (now, kept) => {
  expect(penaltyOf(tiers, 100_001, start, now)).toBe(kept);
  expect(penaltyOf([], 100_001, start, now)).toBe(0);
});

test('[B8] hours count from what comes first: a departure, or check-in time in the zone of the property', () => {
  const property = { checkInTime: '14:00', zone: 'Asia/Kathmandu' };
  const departures = [{ startsAt: start }];
  expect(firstServiceAt({ departures, stays: [{ arrival: '2026-11-23' }] }, property)).toBe('2026-11-23T08:15:00.000Z');
  expect(firstServiceAt({ departures, stays: [{ arrival: '2026-11-24' }] }, property)).toBe(start);
  expect(firstServiceAt({ departures: [], stays: [] }, property)).toBeUndefined();
});
