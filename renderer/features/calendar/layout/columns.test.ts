import { expect, test } from 'vitest';
import { dayNumber } from '#shared/kernel/dates.ts';
import { boxOf, dayAt, fitColumns, stretchOf, xOfDay } from './columns.ts';

const columns = fitColumns(1278, '2026-11-18', 14);
const day = (date: string): number => dayNumber(date);

test('days are whole pixels and the label takes the rest', () => {
  expect(columns).toMatchObject({ dayWidth: 80, labelWidth: 158 });
  expect(columns.labelWidth + columns.dayWidth * columns.days).toBe(1278);
});

test('a stay is half a day in on arrival and half out on departure', () => {
  const box = boxOf(columns, stretchOf(day('2026-11-20'), day('2026-11-22')));
  expect(box).toEqual({ x: 158 + 2 * 80 + 40 + 1, width: 2 * 80 - 2, cutLeft: false, cutRight: false });
});

test('neighbours share a day and stand two pixels apart', () => {
  const leaves = boxOf(columns, stretchOf(day('2026-11-18'), day('2026-11-20')));
  const comes = boxOf(columns, stretchOf(day('2026-11-20'), day('2026-11-21')));
  expect((comes?.x ?? 0) - ((leaves?.x ?? 0) + (leaves?.width ?? 0))).toBe(2);
});

test('what reaches beyond the window is cut at its edges and says so', () => {
  const box = boxOf(columns, stretchOf(day('2026-11-10'), day('2026-12-30')));
  expect(box).toEqual({ x: 159, width: 14 * 80 - 2, cutLeft: true, cutRight: true });
});

test('what ends before or begins after the window is not drawn', () => {
  expect(boxOf(columns, stretchOf(day('2026-11-10'), day('2026-11-17')))).toBeNull();
  expect(boxOf(columns, stretchOf(day('2026-12-02'), day('2026-12-04')))).toBeNull();
});

test('a departure on the first day still shows its half', () => {
  expect(boxOf(columns, stretchOf(day('2026-11-15'), day('2026-11-18')))).toMatchObject({
    x: 159,
    width: 38,
    cutLeft: true,
  });
});

test('day use is its whole day', () => {
  expect(boxOf(columns, stretchOf(day('2026-11-20'), day('2026-11-20')))).toMatchObject({ x: 319, width: 78 });
});

test('the day under a pixel is the day whose column it is', () => {
  expect(dayAt(columns, xOfDay(columns, day('2026-11-25')))).toBe(day('2026-11-25'));
  expect(dayAt(columns, xOfDay(columns, day('2026-11-25')) + 79)).toBe(day('2026-11-25'));
  expect(dayAt(columns, 5_000)).toBe(day('2026-12-01'));
});
