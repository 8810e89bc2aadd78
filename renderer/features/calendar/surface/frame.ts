import { createRowStack, type RowStack } from './row-stack.ts';

/** The chart's fixed elements: head, pinned lanes, the scrolled body, and the layer over them. */
export interface Frame {
  readonly root: HTMLElement;
  /** The grid as assistive tools see it: it has the focus and names the cell the keyboard is on. */
  readonly grid: HTMLElement;
  readonly head: HTMLElement;
  readonly pinned: RowStack;
  readonly body: RowStack;
  /** Lies over lanes and body, takes no pointer. */
  readonly over: HTMLElement;
}

/** Height of the days and of the house count together. */
export const HEAD = 76;

let frames = 0;

/** Builds the frame inside a host. */
export function createFrame(host: HTMLElement, onScroll: () => void): Frame {
  const id = `cal-${++frames}`;
  const root = document.createElement('div');
  root.className = 'cal-tape';
  const head = document.createElement('div');
  head.className = 'cal-head';
  head.setAttribute('role', 'rowgroup');
  const pinned = createRowStack('cal-pinned', onScroll);
  const body = createRowStack('cal-body', onScroll);
  // What scrolls is what has the focus; the rows that stay on top belong to the grid all the same.
  const grid = body.element;
  grid.setAttribute('role', 'grid');
  grid.tabIndex = 0;
  head.id = `${id}-head`;
  pinned.element.id = `${id}-lanes`;
  pinned.element.setAttribute('role', 'rowgroup');
  grid.setAttribute('aria-owns', `${head.id} ${pinned.element.id}`);
  const over = document.createElement('div');
  over.className = 'cal-over';
  over.setAttribute('aria-hidden', 'true');
  root.append(head, pinned.element, body.element, over);
  host.append(root);
  return { root, grid, head, pinned, body, over };
}
