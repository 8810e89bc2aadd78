import type { DayCell, MonthRow } from './arrange.ts';

/** The cell that the keyboard is on: a row from 0, and a column from 0 that is a day. */
export interface GridCursor {
  readonly row: number;
  readonly column: number;
}

/** What a key asks of the grid; null where it is not the grid's. */
export type GridIntent =
  | { readonly do: 'step'; readonly rows: number; readonly columns: number }
  | { readonly do: 'leap'; readonly by: 1 | -1 }
  | { readonly do: 'edge'; readonly to: 'firstDay' | 'lastDay' | 'firstRow' | 'lastRow' }
  | { readonly do: 'open' }
  | { readonly do: 'card' };

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const arrows: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrows step, Ctrl with left and right leaps to the next departure, Home and End go to the edge, Enter opens, space shows the card. */
export function gridIntent({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): GridIntent | null {
  if (metaKey || altKey || shiftKey) return null;
  const [rows, columns] = arrows[key] ?? [0, 0];
  if (ctrlKey && columns !== 0) return { do: 'leap', by: columns > 0 ? 1 : -1 };
  if (rows !== 0 || columns !== 0) return ctrlKey ? null : { do: 'step', rows, columns };
  if (key === 'Home') return { do: 'edge', to: ctrlKey ? 'firstRow' : 'firstDay' };
  if (key === 'End') return { do: 'edge', to: ctrlKey ? 'lastRow' : 'lastDay' };
  if (ctrlKey) return null;
  if (key === 'Enter') return { do: 'open' };
  return key === ' ' ? { do: 'card' } : null;
}

/** Moves the cursor; `turn` is −1 or 1 where it steps out of the days shown, and the page has to follow. */
export function moved(
  cursor: GridCursor,
  intent: Extract<GridIntent, { readonly do: 'step' | 'leap' | 'edge' }>,
  rows: readonly MonthRow[],
  days: number,
): { readonly cursor: GridCursor; readonly turn: -1 | 0 | 1 } {
  const row = within(cursor.row + (intent.do === 'step' ? intent.rows : 0), rows.length);
  if (intent.do === 'edge') return { cursor: edgeOf(cursor, intent.to, rows.length, days), turn: 0 };
  if (intent.do === 'leap') {
    const columns = (rows[cursor.row]?.cells ?? []).map(({ column }) => column);
    const next =
      intent.by > 0 ? columns.find((one) => one > cursor.column) : columns.findLast((one) => one < cursor.column);
    return next === undefined ? { cursor, turn: intent.by } : { cursor: { row, column: next }, turn: 0 };
  }
  const column = cursor.column + intent.columns;
  if (column < 0) return { cursor, turn: -1 };
  return column >= days ? { cursor, turn: 1 } : { cursor: { row, column }, turn: 0 };
}

/** The departures that the cursor stands on, or undefined on an empty day. */
export function cellAt(rows: readonly MonthRow[], { row, column }: GridCursor): DayCell | undefined {
  return rows[row]?.cells.find((cell) => cell.column === column);
}

/** Keeps the cursor on the grid after its rows or days have changed. */
export function clamped({ row, column }: GridCursor, rows: number, days: number): GridCursor {
  return { row: within(row, rows), column: within(column, days) };
}

function edgeOf(cursor: GridCursor, to: 'firstDay' | 'lastDay' | 'firstRow' | 'lastRow', rows: number, days: number) {
  switch (to) {
    case 'firstDay':
      return { ...cursor, column: 0 };
    case 'lastDay':
      return { ...cursor, column: days - 1 };
    case 'firstRow':
      return { ...cursor, row: 0 };
    case 'lastRow':
      return { ...cursor, row: Math.max(0, rows - 1) };
  }
}

function within(at: number, count: number): number {
  return Math.min(Math.max(0, count - 1), Math.max(0, at));
}
