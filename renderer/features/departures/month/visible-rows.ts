import { type RefObject, useLayoutEffect, useState } from 'react';

/** Rows of one height in a scroller: from `first` on, so many that they fill it, and a few beyond. */
export interface VisibleRows {
  readonly first: number;
  /** The one after the last. */
  readonly end: number;
  /** Rows that lie wholly under the lower edge. */
  readonly below: number;
}

/** Rows kept in the document on each side of what is seen. */
const BEYOND = 1;

/** Which rows are in sight, by arithmetic. Only a change of rows draws anything anew. `headPx` is what stands fixed over them. */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowPx: number,
  headPx: number,
): VisibleRows {
  const [seen, setSeen] = useState({ first: 0, shown: 10 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => {
      const first = Math.floor(element.scrollTop / rowPx);
      const shown = Math.ceil((element.clientHeight - headPx) / rowPx);
      setSeen((last) => (last.first === first && last.shown === shown ? last : { first, shown }));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [scroller, rowPx, headPx]);
  const last = seen.first + seen.shown;
  return {
    first: Math.max(0, seen.first - BEYOND),
    end: Math.min(count, last + BEYOND),
    below: Math.max(0, count - last),
  };
}

/** Scrolls so that a row is in sight, under what stands fixed over the rows. */
export function reveal(scroller: HTMLElement | null, row: number, rowPx: number, headPx: number): void {
  if (scroller === null) return;
  const top = row * rowPx;
  if (top < scroller.scrollTop) scroller.scrollTo({ top });
  const bottom = top + rowPx + headPx - scroller.clientHeight;
  if (bottom > scroller.scrollTop) scroller.scrollTo({ top: bottom });
}
