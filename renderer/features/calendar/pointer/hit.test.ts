import { expect, test } from 'vitest';
import { dayNumber } from '#shared/kernel/dates.ts';
import { aBar, aLodge, aView } from '../chart-factory.ts';
import { fitColumns, xOfDay } from '../layout/columns.ts';
import { layOut } from '../layout/chart.ts';
import { placeBars } from '../layout/placed-bar.ts';
import { hitAt, rowIndexAt, topOfRow } from './hit.ts';

const columns = fitColumns(1278, '2026-11-18', 14);
const chart = layOut(aLodge(), placeBars(aView([aBar()])), columns, { types: null, folded: new Set() });
const scene = { columns, nowX: null };
const stacks = { pinnedTop: 76, pinnedHeight: 28, pinnedScroll: 0, bodyTop: 104, bodyScroll: 0 };
const noon = (date: string): number => xOfDay(columns, dayNumber(date)) + 40;
const room101 = 104 + 28 + 14;

test('a point finds row, day and bar', () => {
  const hit = hitAt(chart, scene, stacks, noon('2026-11-21'), room101);
  expect(hit).toMatchObject({
    row: { key: 'room:r101' },
    day: dayNumber('2026-11-21'),
    placed: { id: 'o1' },
    edge: null,
  });
});

test('the ends of a bar are edges, its label is none', () => {
  expect(hitAt(chart, scene, stacks, noon('2026-11-20') + 3, room101)?.edge).toBe('start');
  expect(hitAt(chart, scene, stacks, noon('2026-11-23') - 3, room101)?.edge).toBe('end');
  expect(hitAt(chart, scene, stacks, 40, room101)).toMatchObject({ onLabel: true, placed: null });
});

test('above the rows and under the last there is nothing', () => {
  expect(hitAt(chart, scene, stacks, 400, 20)).toBeNull();
  expect(hitAt(chart, scene, stacks, 400, 104 + 28 * 5 + 1)).toBeNull();
});

test('a scrolled body moves what is hit, and the row’s top with it', () => {
  const scrolled = { ...stacks, bodyScroll: 28 };
  expect(rowIndexAt(chart, scrolled, 104 + 1)).toBe(2);
  expect(topOfRow(chart, scrolled, 2)).toBe(104);
  expect(rowIndexAt(chart, scrolled, 80)).toBe(0);
});
