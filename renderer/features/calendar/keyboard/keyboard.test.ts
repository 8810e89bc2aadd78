import { expect, test } from 'vitest';
import { dayNumber } from '#shared/kernel/dates.ts';
import { aBar, aLodge, aView } from '../chart-factory.ts';
import { fitColumns } from '../layout/columns.ts';
import { indexOfRow, layOut, rowAt } from '../layout/chart.ts';
import { placeBars } from '../layout/placed-bar.ts';
import { barAtCell, clampCursor, nextHome, staysAtCell, stepCursor } from './cursor.ts';
import { keyIntent } from './key-intent.ts';

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const day = dayNumber('2026-11-20');
const bars = [
  aBar({ id: 'leaves', from: '2026-11-18', to: '2026-11-20', state: 'dueOut' }),
  aBar({ id: 'comes', from: '2026-11-20', to: '2026-11-22', state: 'dueIn' }),
];
const chart = layOut(aLodge(), placeBars(aView(bars)), fitColumns(1278, '2026-11-18', 14), {
  types: null,
  folded: new Set(),
});
const index = indexOfRow(chart, 'room:r101');

test('arrows move the cell, with Shift they resize', () => {
  expect(keyIntent(press('ArrowDown'), false)).toEqual({ do: 'step', rows: 1, days: 0 });
  expect(keyIntent(press('ArrowRight', { shiftKey: true }), false)).toEqual({ do: 'resize', start: 0, end: 1 });
  expect(keyIntent(press('ArrowUp', { shiftKey: true }), true)).toEqual({ do: 'resize', start: -1, end: 0 });
});

test('Enter opens a cell and drops a carried bar; Escape is the grid’s only while carrying', () => {
  expect(keyIntent(press('Enter'), false)).toEqual({ do: 'open' });
  expect(keyIntent(press('Enter'), true)).toEqual({ do: 'drop' });
  expect(keyIntent(press('Escape'), true)).toEqual({ do: 'putBack' });
  expect(keyIntent(press('Escape'), false)).toBeNull();
});

test('letters act on the cell, but not while carrying, and never with Ctrl', () => {
  expect(keyIntent(press('m'), false)).toEqual({ do: 'pickUp' });
  expect(keyIntent(press('I'), false)).toEqual({ do: 'checkIn' });
  expect(keyIntent(press('i'), true)).toBeNull();
  expect(keyIntent(press('o', { ctrlKey: true }), false)).toBeNull();
  expect(keyIntent(press('x'), false)).toBeNull();
});

test('the cursor stops at the rows’ ends and turns the window at the days’ ends', () => {
  expect(stepCursor(chart, { rowIndex: 0, day }, -1, 0)).toEqual({ cursor: { rowIndex: 0, day }, turn: 0 });
  expect(stepCursor(chart, { rowIndex: index, day: chart.columns.first }, 0, -1).turn).toBe(-1);
  expect(stepCursor(chart, { rowIndex: index, day: chart.columns.first + 13 }, 0, 1).turn).toBe(1);
});

test('after the window has turned the cursor is on the chart again', () => {
  expect(clampCursor(chart, { rowIndex: 99, day: 0 })).toEqual({ rowIndex: 5, day: chart.columns.first });
});

test('carrying goes from home to home, over type rows', () => {
  const last = indexOfRow(chart, 'room:r102');
  expect(nextHome(chart, last, 1)).toBe(indexOfRow(chart, 'room:r201'));
  expect(nextHome(chart, index, -1)).toBe(indexOfRow(chart, 'unassigned:0'));
  expect(nextHome(chart, indexOfRow(chart, 'room:r201'), 1)).toBe(indexOfRow(chart, 'room:r201'));
});

test('on the day of a change the night’s guest is the cell’s, but a check-out means the one who leaves', () => {
  const row = rowAt(chart, index);
  expect(barAtCell(row, day)?.id).toBe('comes');
  expect(staysAtCell(row, day, false).map((one) => one.id)).toEqual(['comes', 'leaves']);
  expect(staysAtCell(row, day, true).map((one) => one.id)).toEqual(['leaves', 'comes']);
  expect(barAtCell(row, day + 2)?.id).toBe('comes');
  expect(barAtCell(row, day + 5)).toBeNull();
});
