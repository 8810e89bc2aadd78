/** The height of every row of the chart. */
export const ROW = 28;

/** Rows drawn beyond each edge, so that a fast scroll finds them there already. */
const BEYOND = 6;

/** The rows `[first, last)` to be drawn. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** The rows that a scrolled view of this height shows, and a few beyond. */
export function visibleRows(scrollTop: number, height: number, count: number): RowRange {
  const first = Math.max(0, Math.floor(scrollTop / ROW) - BEYOND);
  const last = Math.min(count, Math.ceil((scrollTop + height) / ROW) + BEYOND);
  return { first: Math.min(first, last), last };
}

/** The scroll position that brings a row into view with the least movement. */
export function scrollToShow(index: number, scrollTop: number, height: number): number {
  const top = index * ROW;
  if (top < scrollTop) return top;
  return top + ROW > scrollTop + height ? top + ROW - height : scrollTop;
}
