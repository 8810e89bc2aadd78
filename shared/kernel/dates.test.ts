import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  clockIn,
  dateOfDay,
  dayIn,
  dayNumber,
  daysBetween,
  daysOf,
  instantAt,
  isPlainDate,
  spansOf,
  spansOverlap,
} from './dates.ts';

const day = fc.integer({ min: -20_000, max: 40_000 }).map(dateOfDay);

describe('days', () => {
  test('day numbers and dates are one another’s inverse', () => {
    fc.assert(
      fc.property(day, (date) => {
        expect(dateOfDay(dayNumber(date))).toBe(date);
      }),
    );
  });

  test('a span has as many days as lie between its ends', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (from, nights) => {
        const days = daysOf({ from, to: addDays(from, nights) });
        expect(days).toHaveLength(nights);
        expect(daysBetween(from, addDays(from, nights))).toBe(nights);
      }),
    );
  });

  test('spans that only touch do not overlap', () => {
    expect(spansOverlap({ from: '2026-11-20', to: '2026-11-22' }, { from: '2026-11-22', to: '2026-11-24' })).toBe(
      false,
    );
    expect(spansOverlap({ from: '2026-11-20', to: '2026-11-23' }, { from: '2026-11-22', to: '2026-11-24' })).toBe(true);
  });

  test('days are told as the spans that have them and no others', () => {
    expect(spansOf(['2026-11-20', '2026-11-21', '2026-11-24', '2026-12-01'])).toEqual([
      { from: '2026-11-20', to: '2026-11-22' },
      { from: '2026-11-24', to: '2026-11-25' },
      { from: '2026-12-01', to: '2026-12-02' },
    ]);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 })), (offsets) => {
        const days = offsets.toSorted((a, b) => a - b).map((offset) => addDays('2026-11-20', offset));
        expect(spansOf(days).flatMap(daysOf)).toEqual(days);
      }),
    );
  });

  test('no day that is not in the calendar is taken', () => {
    expect(['2026-02-29', '2026-13-01', '26-01-01', 'today'].map(isPlainDate)).toEqual([false, false, false, false]);
    expect(isPlainDate('2028-02-29')).toBe(true);
  });

  test('the lodge’s day and clock are its zone’s', () => {
    expect(dayIn('Asia/Kathmandu', '2026-11-20T18:30:00.000Z')).toBe('2026-11-21');
    expect(clockIn('Asia/Kathmandu', '2026-11-20T05:21:00.000Z')).toBe('11:06');
    expect(instantAt('2026-11-20', '14:00', 'Asia/Kathmandu')).toBe('2026-11-20T08:15:00.000Z');
  });
});
