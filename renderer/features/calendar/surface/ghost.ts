import type { Box } from '../layout/columns.ts';
import { ROW } from '../layout/visible-rows.ts';

/** The one element that a drag moves: nothing else of the page is written while a bar is in the hand. */
export interface Ghost {
  /** Shows it at a place in pixels of its layer. Writes only what differs from the last time. */
  readonly show: (box: Box, top: number, text: string, tone: GhostTone) => void;
  readonly hide: () => void;
}

/** Free to go there; something is in the way; offered as this numbered way out. */
export type GhostTone = 'free' | 'bad' | 'offered';

/** Adds a ghost to the layer that lies over the rows. */
export function createGhost(layer: HTMLElement, mark = ''): Ghost {
  const element = document.createElement('div');
  element.className = 'cal-ghost';
  element.hidden = true;
  const words = document.createTextNode('');
  const line = document.createElement('span');
  line.append(words);
  if (mark !== '') {
    const number = document.createElement('i');
    number.textContent = mark;
    element.append(number);
  }
  element.append(line);
  layer.append(element);

  let last = { x: NaN, top: NaN, width: NaN, text: '', tone: '', hidden: true };
  return {
    show({ x, width }, top, text, tone) {
      if (x !== last.x || top !== last.top) element.style.transform = `translate(${x}px, ${top}px)`;
      if (width !== last.width) element.style.width = `${width}px`;
      if (text !== last.text) words.data = text;
      if (tone !== last.tone) element.className = `cal-ghost ${tone}`;
      if (last.hidden) element.hidden = false;
      last = { x, top, width, text, tone, hidden: false };
    },
    hide() {
      if (last.hidden) return;
      element.hidden = true;
      last = { ...last, hidden: true };
    },
  };
}

/** A row is 28 pixels, a bar 23 and two from the top of its row. */
export function ghostTop(rowTop: number): number {
  return rowTop + Math.floor((ROW - 23) / 2);
}
