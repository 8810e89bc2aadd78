import { dayNumber } from '#shared/kernel/dates.ts';
import type { CalendarView } from '#shared/rpc/calendar-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { fitColumns, xOfDay, type Columns } from '../layout/columns.ts';
import { layOut, type RowChoice } from '../layout/chart.ts';
import { freeByType, houseNights, promisedByType } from '../layout/nights.ts';
import { placeBars, withShifts, type PlacedBar, type Placement, type Shift } from '../layout/placed-bar.ts';
import type { ChartWords, Scene } from './scene.ts';
import { weekendOf } from '#renderer/ui/weekend.ts';

/** What the screen hands to the chart; every painting follows from it. */
export interface SurfaceInput {
  readonly lodge: LodgeView;
  /** Null until the first window has come: rows and days are drawn already. */
  readonly view: CalendarView | null;
  /** The window to draw while there is no view. */
  readonly from: string;
  readonly days: number;
  readonly choice: RowChoice;
  /** Bars that were dropped and not yet answered for. */
  readonly shifts: ReadonlyMap<string, Shift>;
  readonly words: ChartWords;
  /** How much of the lodge's day has gone by, 0 to 1. */
  readonly dayGone: number;
  readonly chosen: string | null;
  readonly hit: ReadonlySet<string>;
  /** Without the line it matters which of the free rooms this desk may promise. */
  readonly offline: boolean;
}

const EMPTY: Placement = { byRoom: new Map(), unassigned: [], disputed: [], byId: new Map() };
const placements = new WeakMap<CalendarView, Placement>();

/** Works out the whole scene for a width. Placing a window's bars is done once per view. */
export function composeScene(
  input: SurfaceInput,
  width: number,
  lifted: string | null,
): { scene: Scene; placement: Placement } {
  const { lodge, view, words } = input;
  const placement = view === null ? EMPTY : withShifts(placementOf(view), input.shifts);
  const from = view?.from ?? input.from;
  const days = view === null ? input.days : dayNumber(view.to) - dayNumber(view.from);
  const columns = fitColumns(width, from, days);
  const businessDay = dayNumber(view?.businessDate ?? lodge.property.businessDate);
  const chart = layOut(lodge, placement, columns, input.choice);
  return {
    scene: {
      columns,
      nowX: nowX(columns, businessDay, input.dayGone),
      amount: words.amount,
      markOf: markOf(lodge),
      blockText: words.block,
      chart,
      words,
      free: view === null ? new Map() : freeByType(view),
      promised: view === null || !input.offline ? new Map() : promisedByType(view),
      house: view === null ? [] : houseNights(view, days),
      rooms: lodge.rooms.length,
      businessDay,
      weekend: weekendOf(lodge.property.currency),
      waiting: view === null,
      chosen: input.chosen,
      hit: input.hit,
      lifted,
    },
    placement,
  };
}

function placementOf(view: CalendarView): Placement {
  const known = placements.get(view);
  if (known !== undefined) return known;
  const made = placeBars(view);
  placements.set(view, made);
  return made;
}

function nowX(columns: Columns, businessDay: number, dayGone: number): number | null {
  if (businessDay < columns.first || businessDay >= columns.first + columns.days) return null;
  return Math.round(xOfDay(columns, businessDay) + columns.dayWidth * dayGone);
}

/** In a lane a bar says what it is waiting for: its room type, or the room it is disputed in. */
function markOf(lodge: LodgeView): (placed: PlacedBar) => string {
  const codes = new Map(lodge.roomTypes.map((type) => [type.id, type.code]));
  const numbers = new Map(lodge.rooms.map((room) => [room.id, room.number]));
  return (placed) => {
    if (placed.kind === 'block') return '';
    const { bar } = placed;
    if (bar.roomId === null) return codes.get(bar.roomTypeId) ?? '';
    return bar.disputed ? (numbers.get(bar.roomId) ?? '') : '';
  };
}
