import { rowAt } from '../layout/chart.ts';
import { xOfDay } from '../layout/columns.ts';
import { barAtCell, type Cursor } from '../keyboard/cursor.ts';
import type { Frame } from './frame.ts';
import type { Scene } from './scene.ts';

/** The keyboard's cell: a gridcell in the row it is on, which the grid names as its active descendant, so that it is read out. */
export interface CursorCellElement {
  /** Moves it into the row of the cursor; out of the page when there is no cursor or the row is not drawn. */
  readonly place: (scene: Scene, cursor: Cursor | null) => void;
}

export function createCursorCell(frame: Frame): CursorCellElement {
  const cell = document.createElement('div');
  cell.className = 'cal-cursor';
  cell.setAttribute('role', 'gridcell');
  cell.setAttribute('aria-selected', 'true');

  return {
    place(scene, cursor) {
      const row = cursor === null ? undefined : rowAt(scene.chart, cursor.rowIndex);
      const inBody = (cursor?.rowIndex ?? 0) - scene.chart.pinned.length;
      const home =
        cursor === null ? undefined : inBody < 0 ? frame.pinned.rowAt(cursor.rowIndex) : frame.body.rowAt(inBody);
      if (cursor === null || row === undefined || home === undefined) {
        cell.remove();
        frame.root.removeAttribute('aria-activedescendant');
        return;
      }
      cell.style.left = `${xOfDay(scene.columns, cursor.day)}px`;
      cell.id = `cell-${row.key}-${cursor.day}`;
      cell.setAttribute('aria-colindex', String(cursor.day - scene.columns.first + 2));
      cell.setAttribute('aria-label', scene.words.cell(row, cursor.day, barAtCell(row, cursor.day)));
      if (cell.parentElement !== home) home.append(cell);
      frame.root.setAttribute('aria-activedescendant', cell.id);
    },
  };
}
