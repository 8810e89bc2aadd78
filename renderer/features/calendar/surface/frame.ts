import { createRowStack, type RowStack } from './row-stack.ts';

/** The chart's fixed elements: head, pinned lanes, the scrolled body, and the layer over them. */
export interface Frame {
  readonly root: HTMLElement;
  readonly head: HTMLElement;
  readonly pinned: RowStack;
  readonly body: RowStack;
  /** Lies over lanes and body, takes no pointer. */
  readonly over: HTMLElement;
}

/** Height of the days and of the house count together. */
export const HEAD = 76;

/** Builds the frame inside a host. */
export function createFrame(host: HTMLElement, onScroll: () => void): Frame {
  const root = document.createElement('div');
  root.className = 'cal-tape';
  // The grid has the focus and names the cell the keyboard is on.
  root.setAttribute('role', 'grid');
  root.tabIndex = 0;
  const head = document.createElement('div');
  head.className = 'cal-head';
  head.setAttribute('role', 'rowgroup');
  const pinned = createRowStack('cal-pinned', onScroll);
  const body = createRowStack('cal-body', onScroll);
  // Browsers let Tab reach what scrolls and holds nothing to focus; said plainly. Its keys are the grid's, which they bubble to.
  body.element.tabIndex = 0;
  const over = document.createElement('div');
  over.className = 'cal-over';
  over.setAttribute('aria-hidden', 'true');
  root.append(head, pinned.element, body.element, over);
  host.append(root);
  return { root, head, pinned, body, over };
}
