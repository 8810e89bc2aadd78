import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { BarScene } from '../bars/bar-look.ts';
import type { Chart, ChartRow } from '../layout/chart.ts';
import type { HouseNight } from '../layout/nights.ts';
import type { PlacedBar } from '../layout/placed-bar.ts';
import type { Carry } from '../move/move-target.ts';

/** The words of the chart in the reader's language; asked for what is drawn only. */
export interface ChartWords {
  readonly bar: (placed: PlacedBar, row: ChartRow) => string;
  readonly block: BarScene['blockText'];
  readonly amount: BarScene['amount'];
  readonly roomStatus: (status: LodgeView['rooms'][number]['status']) => string;
  readonly free: (typeName: string, free: number, day: number, promised: number) => string;
  readonly full: string;
  readonly unassigned: string;
  readonly disputed: string;
  readonly houseCount: string;
  readonly ofRooms: (rooms: number) => string;
  readonly house: (night: HouseNight, day: number) => string;
  readonly today: string;
  /** The cell as it is spoken: row, day, and what is in it. */
  readonly cell: (row: ChartRow, day: number, placed: PlacedBar | null) => string;
  /** Where a carried bar would go, spoken; and short, on the ghost. */
  readonly target: (carry: Carry, row: ChartRow | undefined, inTheWay: readonly PlacedBar[]) => string;
  readonly ghost: (carry: Carry, row: ChartRow | undefined) => string;
  readonly returned: string;
}

/** Everything that one painting of the chart follows from. */
export interface Scene extends BarScene {
  readonly chart: Chart;
  readonly words: ChartWords;
  readonly free: ReadonlyMap<string, readonly number[]>;
  /** Of the free rooms those that this desk may promise; none while the line is there. */
  readonly promised: ReadonlyMap<string, readonly number[]>;
  readonly house: readonly HouseNight[];
  readonly rooms: number;
  /** Day numbers. */
  readonly businessDay: number;
  readonly weekend: (day: number) => boolean;
  /** The figures are not known yet. */
  readonly waiting: boolean;
  /** Bars with a ring: chosen, and in the way of a move. */
  readonly chosen: string | null;
  readonly hit: ReadonlySet<string>;
  /** The bar that is in the hand is drawn faint where it was. */
  readonly lifted: string | null;
}
