import { scrollToShow, visibleRows, ROW } from '../layout/visible-rows.ts';
import type { ChartRow } from '../layout/chart.ts';
import { backdropElement } from './backdrop.ts';
import { rowElement } from './row-element.ts';
import type { Scene } from './scene.ts';

/** A scrolled stack of rows of which only the visible ones are in the page. */
export interface RowStack {
  readonly element: HTMLElement;
  /** How far it is scrolled and how high it is, without asking the page: asking would make it lay itself out. */
  readonly scrollTop: () => number;
  readonly height: () => number;
  readonly setHeight: (height: number) => void;
  /** Draws what has changed since the last painting. `all` draws every row anew. */
  readonly paint: (scene: Scene, rows: readonly ChartRow[], firstIndex: number, all: boolean) => void;
  /** The row's element, if it is in the page. */
  readonly rowAt: (index: number) => HTMLElement | undefined;
  /** Scrolls as little as shows the row, and draws it. */
  readonly scrollTo: (index: number) => void;
}

/** Makes a stack that paints itself while it is scrolled, within the same frame. */
export function createRowStack(className: string, onScroll: () => void): RowStack {
  const element = document.createElement('div');
  element.className = className;
  element.setAttribute('role', 'rowgroup');
  // It scrolls by the grid's keys: no stop of its own for Tab.
  element.tabIndex = -1;
  const inner = document.createElement('div');
  inner.className = 'cal-inner';
  inner.setAttribute('role', 'presentation');
  element.append(inner);

  const drawn = new Map<number, { readonly row: ChartRow; readonly element: HTMLElement }>();
  let backdrop: HTMLElement | null = null;
  let scene: Scene | null = null;
  let rows: readonly ChartRow[] = [];
  let firstIndex = 0;
  let height = 0;
  let top = 0;

  function draw(): void {
    if (scene === null) return;
    const range = visibleRows(top, height, rows.length);
    for (const [index, { element: old }] of drawn)
      if (index < range.first || index >= range.last) {
        old.remove();
        drawn.delete(index);
      }
    const added = document.createDocumentFragment();
    for (let index = range.first; index < range.last; index++) {
      const row = rows[index];
      if (row === undefined || drawn.has(index)) continue;
      const made = rowElement(row, scene, index, index + firstIndex);
      drawn.set(index, { row, element: made });
      added.append(made);
    }
    if (added.childNodes.length > 0) inner.append(added);
  }

  element.addEventListener(
    'scroll',
    () => {
      top = element.scrollTop;
      draw();
      onScroll();
    },
    { passive: true },
  );

  return {
    element,
    scrollTop: () => top,
    height: () => height,
    setHeight(next) {
      height = next;
    },
    paint(next, nextRows, nextFirst, all) {
      scene = next;
      firstIndex = nextFirst;
      if (nextRows.length !== rows.length) inner.style.height = `${nextRows.length * ROW}px`;
      top = Math.max(0, Math.min(top, nextRows.length * ROW - height));
      rows = nextRows;
      if (all || backdrop === null) {
        const fresh = backdropElement(next);
        if (backdrop === null) inner.prepend(fresh);
        else backdrop.replaceWith(fresh);
        backdrop = fresh;
      }
      for (const [index, { row, element: old }] of drawn) {
        if (!all && isSameRow(row, rows[index])) continue;
        old.remove();
        drawn.delete(index);
      }
      draw();
    },
    rowAt: (index) => drawn.get(index)?.element,
    scrollTo(index) {
      const wanted = scrollToShow(index, top, height);
      if (wanted === top) return;
      element.scrollTop = wanted;
      top = element.scrollTop;
      draw();
    },
  };
}

function isSameRow(a: ChartRow, b: ChartRow | undefined): boolean {
  if (b === undefined || a.key !== b.key || a.bars !== b.bars) return false;
  if (a.kind === 'room' && b.kind === 'room') return a.room === b.room;
  return a.kind === 'type' && b.kind === 'type' && a.type === b.type && a.open === b.open;
}
