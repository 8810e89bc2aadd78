import { describe, expect, test } from 'vitest';
import type { DepartureCell, DepartureWindowView } from '#shared/rpc/departure-views.ts';
import { arrange, dayFigures, listed } from './arrange.ts';
import { cellAt, clamped, gridIntent, moved } from './grid-cursor.ts';
import { shownDays, toggled, turnPages, useMonthState } from './month-state.ts';

const aCell = (productId: string, date: string, more: Partial<DepartureCell> = {}): DepartureCell => ({
  id: `${productId} ${date} ${more.time ?? ''}`,
  productId,
  date,
  time: '07:00',
  status: 'OPEN',
  total: 16,
  blocked: 2,
  held: 1,
  confirmed: 5,
  waiting: 0,
  tentative: 0,
  promised: 0,
  minParticipants: 0,
  guide: '',
  ...more,
});
const aProduct = (id: string, name: string) => ({
  id,
  code: id,
  name,
  kind: 'trek' as const,
  days: 4,
  hours: 0,
  capacity: 16,
});
const view: DepartureWindowView = {
  from: '2026-11-01',
  to: '2026-12-01',
  businessDate: '2026-11-20',
  products: [aProduct('PH', 'Ghorepani Poon Hill'), aProduct('DH', 'Dhampus day hike'), aProduct('KG', 'Kali Gandaki')],
  departures: [
    aCell('DH', '2026-11-03', { time: '07:00', status: 'FULL', confirmed: 13 }),
    aCell('DH', '2026-11-03', { time: '13:00', guide: 'Pémba Sherpa' }),
    aCell('PH', '2026-11-24', { status: 'FEW_LEFT' }),
    aCell('PH', '2026-11-28'),
  ],
};
const all = { statuses: null, products: null, text: '' };

describe('the departures of a month', () => {
  test('stand in their product’s row on their day, those of one day together', () => {
    const rows = arrange(view, all);
    expect(rows.map(({ product, cells }) => [product.id, cells.map(({ column }) => column)])).toEqual([
      ['PH', [23, 27]],
      ['DH', [2]],
      ['KG', []],
    ]);
    expect(dayFigures(rows[1]!.cells[0]!)).toMatchObject({ total: 32, confirmed: 18, held: 2, status: 'OPEN' });
  });

  test('are found by product, by guide whatever the accents, and by status', () => {
    expect(arrange(view, { ...all, text: 'poon' }).map(({ product }) => product.id)).toEqual(['PH']);
    expect(listed(view, { ...all, text: 'pemba' }).map(({ time }) => time)).toEqual(['13:00']);
    expect(arrange(view, { ...all, statuses: new Set(['FEW_LEFT' as const]) })).toMatchObject([
      { product: { id: 'PH' }, cells: [{ column: 23 }] },
    ]);
    expect(arrange(view, { ...all, products: new Set(['KG']) })).toMatchObject([{ product: { id: 'KG' }, cells: [] }]);
  });
});

describe('the keys of the grid', () => {
  const rows = arrange(view, all);
  const press = (key: string, ctrlKey = false) =>
    gridIntent({ key, ctrlKey, metaKey: false, altKey: false, shiftKey: false });
  const go = (row: number, column: number, key: string, ctrlKey = false) => {
    const intent = press(key, ctrlKey);
    if (intent === null || intent.do === 'open' || intent.do === 'card') throw new Error(`${key} does not move`);
    return moved({ row, column }, intent, rows, 30);
  };

  test('step by rows and days, and turn the page past its edge', () => {
    expect(go(0, 0, 'ArrowDown')).toEqual({ cursor: { row: 1, column: 0 }, turn: 0 });
    expect(go(2, 5, 'ArrowDown').cursor).toEqual({ row: 2, column: 5 });
    expect(go(0, 0, 'ArrowLeft').turn).toBe(-1);
    expect(go(0, 29, 'ArrowRight').turn).toBe(1);
  });

  test('leap from departure to departure with Ctrl, and to the edges', () => {
    expect(go(0, 0, 'ArrowRight', true).cursor).toEqual({ row: 0, column: 23 });
    expect(go(0, 27, 'ArrowRight', true).turn).toBe(1);
    expect(go(0, 27, 'ArrowLeft', true).cursor).toEqual({ row: 0, column: 23 });
    expect(go(1, 7, 'End').cursor).toEqual({ row: 1, column: 29 });
    expect(go(1, 7, 'Home', true).cursor).toEqual({ row: 0, column: 7 });
  });

  test('open by Enter, show the card by space, and leave what is not theirs alone', () => {
    expect(press('Enter')).toEqual({ do: 'open' });
    expect(press(' ')).toEqual({ do: 'card' });
    expect(press('n')).toBeNull();
    expect(press('ArrowUp', true)).toBeNull();
  });

  test('the cell under the cursor is its departures, and the cursor stays on the grid', () => {
    expect(cellAt(rows, { row: 0, column: 23 })?.date).toBe('2026-11-24');
    expect(cellAt(rows, { row: 0, column: 22 })).toBeUndefined();
    expect(clamped({ row: 9, column: 30 }, 3, 28)).toEqual({ row: 2, column: 27 });
  });
});

describe('the days shown', () => {
  test('are a whole month, or two weeks from a day', () => {
    expect(shownDays('month', '2028-02-11')).toEqual({ from: '2028-02-01', days: 29 });
    expect(shownDays('list', '2026-12-31')).toEqual({ from: '2026-12-01', days: 31 });
    expect(shownDays('twoWeeks', '2026-11-20')).toEqual({ from: '2026-11-20', days: 14 });
  });

  test('turn over the year', () => {
    useMonthState.setState({ mode: 'month', day: null });
    turnPages(2, '2026-11-20');
    expect(useMonthState.getState().day).toBe('2027-01-01');
    turnPages(-3, '2026-11-20');
    expect(useMonthState.getState().day).toBe('2026-10-01');
  });

  test('a choice of all, or of none, is no choice', () => {
    expect(toggled(null, 'a', ['a', 'b'])).toEqual(new Set(['b']));
    expect(toggled(new Set(['b']), 'a', ['a', 'b'])).toBeNull();
    expect(toggled(new Set(['b']), 'b', ['a', 'b'])).toBeNull();
  });
});
