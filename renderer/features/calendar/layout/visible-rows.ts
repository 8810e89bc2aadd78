/** The height of every row of the chart. */
export const ROW = 28;

/** Rows drawn beyond each edge, so that a fast scroll finds them there already. */
const BEYOND = 3;

/** Rows come and go in groups of so many: what is painted together is painted once. */
const GROUP = 4;

/** The rows `[first, last)` to be drawn. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** The rows that a scrolled view of this height shows, and a few beyond. */
export function visibleRows(scrollTop: number, height: number, count: number): RowRange {
  const first = Math.max(0, Math.floor((Math.floor(scrollTop / ROW) - BEYOND) / GROUP) * GROUP);
  const last = Math.min(count, Math.ceil((Math.ceil((scrollTop + height) / ROW) + BEYOND) / GROUP) * GROUP);
  return { first: Math.min(first, last), last };
}

/** The scroll position that brings a row into view with the least movement. */
export function scrollToShow(index: number, scrollTop: number, height: number): number {
  const top = index * ROW;
  if (top < scrollTop) return top;
  return top + ROW > scrollTop + height ? top + ROW - height : scrollTop;
}
