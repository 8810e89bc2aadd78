import type { Asking } from '../layout/asking-below.ts';
import type { ChartRow } from '../layout/chart.ts';
import type { PlacedStay } from '../layout/placed-bar.ts';
import type { Carry } from '../move/move-target.ts';
import type { KeyIntent } from '../keyboard/key-intent.ts';

/** A bar under the pointer, with its rectangle in the window's pixels. */
export interface HoveredStay {
  readonly id: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What the chart leaves to the screen around it. */
export interface SurfaceEvents {
  /** The pointer rests over another bar, or over none. */
  readonly onHover: (hovered: HoveredStay | null) => void;
  readonly onOpen: (stay: PlacedStay) => void;
  /** Empty days were drawn with the pointer, or Enter was pressed on an empty cell. */
  readonly onBook: (carry: Carry) => void;
  /** A bar was let go of at another place. */
  readonly onDrop: (carry: Carry) => void;
  readonly onFold: (typeId: string) => void;
  /** The window of days is to move by so many. */
  readonly onTurn: (days: number) => void;
  readonly onPage: (by: 1 | -1) => void;
  /** A key that acts on the cell's stay, with the stays in the order in which it should try them. */
  readonly onAct: (intent: KeyIntent, stays: readonly PlacedStay[]) => void;
  /** What waits under the fold has changed. */
  readonly onBelow: (asking: Asking) => void;
  readonly say: (text: string) => void;
}

/** The cell of the cursor, for keys that act from outside the grid. */
export interface CursorCell {
  readonly row: ChartRow | undefined;
  readonly day: number;
}
