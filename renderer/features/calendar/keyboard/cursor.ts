import { rowAt, rowCount, type Chart, type ChartRow } from '../layout/chart.ts';
import type { PlacedBar, PlacedStay } from '../layout/placed-bar.ts';

/** The cell that the keyboard is on: a row over lanes and body, and a day number. */
export interface Cursor {
  readonly rowIndex: number;
  readonly day: number;
}

/** A step of the cursor; `turn` is how many days the window itself has to move to show the new day. */
export interface CursorStep {
  readonly cursor: Cursor;
  readonly turn: number;
}

/** Moves the cursor by rows and days. It stops at the first and last row; past the first and last day the window turns. */
export function stepCursor(chart: Chart, cursor: Cursor, rows: number, days: number): CursorStep {
  const rowIndex = Math.min(rowCount(chart) - 1, Math.max(0, cursor.rowIndex + rows));
  const day = cursor.day + days;
  const { first, days: shown } = chart.columns;
  const turn = day < first ? day - first : day >= first + shown ? day - (first + shown - 1) : 0;
  return { cursor: { rowIndex, day }, turn };
}

/** Keeps the cursor on the chart after its rows or days have changed. */
export function clampCursor(chart: Chart, cursor: Cursor): Cursor {
  const { first, days } = chart.columns;
  return {
    rowIndex: Math.min(Math.max(0, rowCount(chart) - 1), Math.max(0, cursor.rowIndex)),
    day: Math.min(first + days - 1, Math.max(first, cursor.day)),
  };
}

/** The next row a stay can be in, going by so many rows; the same row when there is none. */
export function nextHome(chart: Chart, rowIndex: number, by: 1 | -1): number {
  for (let index = rowIndex + by; index >= 0 && index < rowCount(chart); index += by) {
    const row = rowAt(chart, index);
    if (row?.kind === 'room' || (row?.kind === 'unassigned' && row.level === 0)) return index;
  }
  return rowIndex;
}

/** The bar that has this night (or day use); else the one that leaves on the day. */
export function barAtCell(row: ChartRow | undefined, day: number): PlacedBar | null {
  const bars = row?.bars ?? [];
  return bars.find((one) => isNightOf(one, day)) ?? bars.findLast((one) => one.to === day) ?? null;
}

/** The stays of a cell in the order in which a key should try them: `leaving` first for a check-out. */
export function staysAtCell(row: ChartRow | undefined, day: number, leaving: boolean): PlacedStay[] {
  const stays = (row?.bars ?? []).filter((one): one is PlacedStay => one.kind === 'stay');
  const night = stays.filter((one) => isNightOf(one, day));
  const out = stays.filter((one) => one.to === day && one.from < day);
  return leaving ? [...out, ...night] : [...night, ...out];
}

function isNightOf(one: PlacedBar, day: number): boolean {
  return (one.from <= day && day < one.to) || (one.from === one.to && one.from === day);
}
