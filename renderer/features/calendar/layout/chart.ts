import type { LodgeView, RoomTypeView, RoomView } from '#shared/rpc/lodge-views.ts';
import type { Columns } from './columns.ts';
import type { PlacedBar, PlacedStay, Placement } from './placed-bar.ts';
import { stack } from './stack.ts';

/** One row of the chart. Its key stays the same while its bars change. */
export type ChartRow =
  | {
      readonly kind: 'unassigned' | 'disputed';
      readonly key: string;
      readonly level: number;
      readonly bars: readonly PlacedBar[];
    }
  | {
      readonly kind: 'type';
      readonly key: string;
      readonly type: RoomTypeView;
      readonly open: boolean;
      readonly bars: readonly PlacedBar[];
    }
  | { readonly kind: 'room'; readonly key: string; readonly room: RoomView; readonly bars: readonly PlacedBar[] };

/** All rows and columns: what is drawn is a cut of it. */
export interface Chart {
  readonly columns: Columns;
  /** The lanes that ask for a person; they stay on top while the rest scrolls. */
  readonly pinned: readonly ChartRow[];
  readonly body: readonly ChartRow[];
  readonly unassigned: number;
  readonly disputed: number;
}

/** Which room types are shown and which of them are folded. Null shows all. */
export interface RowChoice {
  readonly types: ReadonlySet<string> | null;
  readonly folded: ReadonlySet<string>;
}

const NONE: readonly PlacedBar[] = [];

/** Lays the rows out: the lanes, then each room type with its rooms in the lodge's order. */
export function layOut(lodge: LodgeView, placement: Placement, columns: Columns, choice: RowChoice): Chart {
  const shown = (stay: PlacedStay): boolean => choice.types === null || choice.types.has(stay.bar.roomTypeId);
  const unassigned = placement.unassigned.filter(shown);
  const disputed = placement.disputed.filter(shown);
  return {
    columns,
    pinned: [
      ...laneRows('unassigned', stack(unassigned)),
      ...(disputed.length === 0 ? [] : laneRows('disputed', stack(disputed))),
    ],
    body: bodyRows(lodge, placement, choice),
    unassigned: unassigned.length,
    disputed: disputed.length,
  };
}

/** The row at a place counted over pinned lanes and body together, as the keyboard walks it. */
export function rowAt(chart: Chart, index: number): ChartRow | undefined {
  return index < chart.pinned.length ? chart.pinned[index] : chart.body[index - chart.pinned.length];
}

export function rowCount(chart: Chart): number {
  return chart.pinned.length + chart.body.length;
}

/** The place of the row with this key, or -1. */
export function indexOfRow(chart: Chart, key: string): number {
  const pinned = chart.pinned.findIndex((row) => row.key === key);
  if (pinned !== -1) return pinned;
  const body = chart.body.findIndex((row) => row.key === key);
  return body === -1 ? -1 : body + chart.pinned.length;
}

function laneRows(kind: 'unassigned' | 'disputed', levels: PlacedStay[][]): ChartRow[] {
  return levels.map((bars, level) => ({ kind, key: `${kind}:${level}`, level, bars }));
}

function bodyRows(lodge: LodgeView, placement: Placement, choice: RowChoice): ChartRow[] {
  const roomsOf = Map.groupBy(lodge.rooms, (room) => room.roomTypeId);
  const rows: ChartRow[] = [];
  for (const type of lodge.roomTypes) {
    if (choice.types !== null && !choice.types.has(type.id)) continue;
    const open = !choice.folded.has(type.id);
    rows.push({ kind: 'type', key: `type:${type.id}`, type, open, bars: NONE });
    if (!open) continue;
    for (const room of roomsOf.get(type.id) ?? [])
      rows.push({ kind: 'room', key: `room:${room.id}`, room, bars: placement.byRoom.get(room.id) ?? NONE });
  }
  return rows;
}
