import { expect, test } from 'vitest';
import { aBar, aLodge, aView } from '../chart-factory.ts';
import { askingFrom } from './asking-below.ts';
import { fitColumns } from './columns.ts';
import { layOut, type ChartRow } from './chart.ts';
import { freeByType, houseNights } from './nights.ts';
import { inTheWay, placeBars, withShifts } from './placed-bar.ts';
import { stretchOf } from './columns.ts';
import { scrollToShow, visibleRows } from './visible-rows.ts';
import { stack } from './stack.ts';

const columns = fitColumns(1278, '2026-11-18', 14);
const open = { types: null, folded: new Set<string>() };
const keys = (rows: readonly ChartRow[]): string[] => rows.map((row) => row.key);

test('lanes are pinned, then each type with its rooms', () => {
  const chart = layOut(aLodge(), placeBars(aView([aBar()])), columns, open);
  expect(keys(chart.pinned)).toEqual(['unassigned:0']);
  expect(keys(chart.body)).toEqual(['type:gt', 'room:r101', 'room:r102', 'type:rv', 'room:r201']);
});

test('the overbooked lane is there only when somebody is in it, and takes the bar out of the room [R1]', () => {
  const chart = layOut(aLodge(), placeBars(aView([aBar({ disputed: true })])), columns, open);
  expect(keys(chart.pinned)).toEqual(['unassigned:0', 'disputed:0']);
  expect(chart.body.find((row) => row.key === 'room:r101')?.bars).toEqual([]);
});

test('unassigned stays that overlap are stacked, those that follow one another are not', () => {
  const bars = [
    aBar({ id: 'a', roomId: null, from: '2026-11-20', to: '2026-11-23' }),
    aBar({ id: 'b', roomId: null, from: '2026-11-21', to: '2026-11-22' }),
    aBar({ id: 'c', roomId: null, from: '2026-11-23', to: '2026-11-24' }),
  ];
  const chart = layOut(aLodge(), placeBars(aView(bars)), columns, open);
  expect(chart.pinned.map((row) => row.bars.map((one) => one.id))).toEqual([['a', 'c'], ['b']]);
});

test('a folded type hides its rooms; a type that is not chosen hides everything of it', () => {
  const placement = placeBars(aView([aBar({ roomId: null })]));
  expect(keys(layOut(aLodge(), placement, columns, { types: null, folded: new Set(['gt']) }).body)).toEqual([
    'type:gt',
    'type:rv',
    'room:r201',
  ]);
  const only = layOut(aLodge(), placement, columns, { types: new Set(['rv']), folded: new Set() });
  expect(keys(only.body)).toEqual(['type:rv', 'room:r201']);
  expect(only.unassigned).toBe(0);
});

test('a shifted bar stands in its new room, and untouched rows keep their very lists', () => {
  const base = placeBars(aView([aBar(), aBar({ id: 'o2', roomId: 'r201' })]));
  const moved = withShifts(base, new Map([['o1', { roomId: 'r102', from: '2026-11-21', to: '2026-11-24' }]]));
  expect(moved.byRoom.get('r101')).toEqual([]);
  expect(moved.byRoom.get('r102')?.map((one) => one.id)).toEqual(['o1']);
  expect(moved.byRoom.get('r201')).toBe(base.byRoom.get('r201'));
});

test('a departed guest is not in the way, a room out of order is', () => {
  const view = aView([aBar({ state: 'departed' })], {
    blocks: [
      { id: 'x', roomId: 'r101', roomTypeId: 'gt', kind: 'OOO', from: '2026-11-22', to: '2026-11-23', reason: 'leak' },
    ],
  });
  const bars = placeBars(view).byRoom.get('r101') ?? [];
  const whole = stretchOf(bars[0]?.from ?? 0, (bars[0]?.from ?? 0) + 5);
  expect(inTheWay(bars, whole, '').map((one) => one.id)).toEqual(['x']);
});

test('free rooms and house count come from the nights', () => {
  const view = aView([], {
    nights: [
      { roomTypeId: 'gt', total: [2, 2], taken: [1, 3], promised: [0, 0] },
      { roomTypeId: 'rv', total: [1, 1], taken: [1, 0], promised: [0, 1] },
    ],
  });
  expect(freeByType(view).get('gt')).toEqual([1, -1]);
  expect(houseNights(view, 2)).toEqual([
    { taken: 2, total: 3, percent: 67 },
    { taken: 3, total: 3, percent: 100 },
  ]);
});

test('what waits below is counted from each row down', () => {
  const chart = layOut(
    aLodge(),
    placeBars(aView([aBar({ state: 'dueIn' }), aBar({ id: 'o2', roomId: 'r201', state: 'dueOut' })])),
    columns,
    open,
  );
  const asking = askingFrom(chart.body, columns.first, columns.first + 14);
  expect(asking[0]).toEqual({ dueIn: 1, dueOut: 1, overdue: 0 });
  expect(asking[2]).toEqual({ dueIn: 0, dueOut: 1, overdue: 0 });
  expect(asking[5]).toEqual({ dueIn: 0, dueOut: 0, overdue: 0 });
});

test('every row in sight is among the drawn ones, wherever one scrolls', () => {
  for (let top = 0; top < 250 * 28 - 560; top += 13) {
    const { first, last } = visibleRows(top, 560, 250);
    expect(first).toBeLessThanOrEqual(Math.floor(top / 28));
    expect(last).toBeGreaterThanOrEqual(Math.min(250, Math.ceil((top + 560) / 28)));
    expect(last - first).toBeLessThan(40);
  }
});

test('a row is brought into view by the least movement', () => {
  expect(scrollToShow(0, 100, 280)).toBe(0);
  expect(scrollToShow(20, 0, 280)).toBe(20 * 28 + 28 - 280);
  expect(scrollToShow(5, 28, 280)).toBe(28);
});

test('stacking always leaves one level', () => {
  expect(stack([])).toEqual([[]]);
});
