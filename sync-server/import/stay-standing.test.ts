import { describe, expect, test } from 'vitest';
import { claimsRoom, occupancyStatusOf, stayStatusOn } from './stay-standing.ts';

const businessDate = '2016-08-15';

describe('a stay of the export on the morning of the business date', () => {
  test.each([
    ['stays', '2016-08-10', '2016-08-14', 'CHECKED_OUT'],
    ['stays', '2016-08-10', '2016-08-15', 'CHECKED_IN'],
    ['stays', '2016-08-14', '2016-08-20', 'CHECKED_IN'],
    ['stays', '2016-08-15', '2016-08-20', 'CONFIRMED'],
    ['stays', '2016-08-15', '2016-08-15', 'CONFIRMED'],
    ['stays', '2016-08-14', '2016-08-14', 'CHECKED_OUT'],
    ['stays', '2016-09-01', '2016-09-02', 'CONFIRMED'],
    ['cancelled', '2016-08-01', '2016-08-02', 'CANCELLED'],
    ['cancelled', '2016-09-01', '2016-09-02', 'CANCELLED'],
    ['noShow', '2016-08-14', '2016-08-20', 'NO_SHOW'],
    ['noShow', '2016-08-15', '2016-08-20', 'CONFIRMED'],
  ] as const)('%s from %s to %s is %s', (standing, arrival, departure, status) => {
    expect(stayStatusOn(businessDate, { standing, arrival, departure })).toBe(status);
  });

  test('who was cancelled or never came claims no room', () => {
    expect([occupancyStatusOf('CHECKED_IN'), occupancyStatusOf('NO_SHOW')]).toEqual(['inHouse', 'released']);
    expect([claimsRoom('CANCELLED'), claimsRoom('CONFIRMED'), claimsRoom('CHECKED_OUT')]).toEqual([false, true, true]);
  });
});
