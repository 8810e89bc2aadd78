import { dayAt, type Box } from '../layout/columns.ts';
import type { Chart, ChartRow } from '../layout/chart.ts';
import { reachOf, type BarScene } from '../bars/bar-look.ts';
import type { PlacedBar } from '../layout/placed-bar.ts';
import { ROW } from '../layout/visible-rows.ts';

/** What lies under a point of the chart. */
export interface Hit {
  readonly row: ChartRow;
  /** Counted over pinned lanes and body together. */
  readonly rowIndex: number;
  readonly day: number;
  /** The point is on the row's label. */
  readonly onLabel: boolean;
  readonly placed: PlacedBar | null;
  /** The end of the bar that the point would take hold of. */
  readonly edge: 'start' | 'end' | null;
}

/** Where the two stacks of rows lie, in pixels from the top left of the chart, and how far they are scrolled. */
export interface Stacks {
  readonly pinnedTop: number;
  readonly pinnedHeight: number;
  readonly pinnedScroll: number;
  readonly bodyTop: number;
  readonly bodyScroll: number;
}

/** Pixels at a bar's end that resize it; a third of a short bar at most, so that it can be moved too. */
const EDGE = 7;

/** Finds row, day and bar by arithmetic alone. Null above the rows and under the last one. */
export function hitAt(
  chart: Chart,
  scene: Pick<BarScene, 'columns' | 'nowX'>,
  stacks: Stacks,
  x: number,
  y: number,
): Hit | null {
  const rowIndex = rowIndexAt(chart, stacks, y);
  if (rowIndex === null) return null;
  const row = rowIndex < chart.pinned.length ? chart.pinned[rowIndex] : chart.body[rowIndex - chart.pinned.length];
  if (row === undefined) return null;
  const onLabel = x < chart.columns.labelWidth;
  const found = onLabel ? null : barAt(row, scene, x);
  return {
    row,
    rowIndex,
    day: dayAt(chart.columns, x),
    onLabel,
    placed: found?.placed ?? null,
    edge: found === null ? null : edgeAt(found.box, x),
  };
}

/** The row at a height, or null outside the two stacks. */
export function rowIndexAt(chart: Chart, stacks: Stacks, y: number): number | null {
  if (y >= stacks.bodyTop) {
    const index = Math.floor((y - stacks.bodyTop + stacks.bodyScroll) / ROW);
    return index >= 0 && index < chart.body.length ? index + chart.pinned.length : null;
  }
  if (y < stacks.pinnedTop || y >= stacks.pinnedTop + stacks.pinnedHeight) return null;
  const index = Math.floor((y - stacks.pinnedTop + stacks.pinnedScroll) / ROW);
  return index < chart.pinned.length ? index : null;
}

/** The top edge of a row, in pixels from the top of the chart. */
export function topOfRow(chart: Chart, stacks: Stacks, rowIndex: number): number {
  const inBody = rowIndex - chart.pinned.length;
  return inBody < 0
    ? stacks.pinnedTop + rowIndex * ROW - stacks.pinnedScroll
    : stacks.bodyTop + inBody * ROW - stacks.bodyScroll;
}

/** The topmost bar of a row at a pixel: day use lies over its neighbours, later bars over earlier ones. */
function barAt(
  row: ChartRow,
  scene: Pick<BarScene, 'columns' | 'nowX'>,
  x: number,
): { placed: PlacedBar; box: Box } | null {
  let best: { placed: PlacedBar; box: Box } | null = null;
  for (const placed of row.bars) {
    const box = reachOf(placed, scene);
    if (box === null || x < box.x || x >= box.x + box.width) continue;
    if (best === null || placed.from === placed.to || best.placed.from !== best.placed.to) best = { placed, box };
  }
  return best;
}

function edgeAt(look: Box, x: number): 'start' | 'end' | null {
  const reach = Math.min(EDGE, look.width / 3);
  if (!look.cutRight && x >= look.x + look.width - reach) return 'end';
  return !look.cutLeft && x < look.x + reach ? 'start' : null;
}
