import type { BarView, BlockView, CalendarView } from '#shared/rpc/calendar-views.ts';
import type { LodgeView, RoomView } from '#shared/rpc/lodge-views.ts';
import type { DayRow } from '#shared/rpc/today-views.ts';
import type { RoomStatus } from '#shared/schema/words.ts';

/** Sorts after every time of the day. */
const UNKNOWN_TIME = '99:99';

export const columns = ['dirty', 'clean', 'inspected', 'occupied', 'out'] as const;
export type Column = (typeof columns)[number];

/** A room as the board shows it: who is in it, who comes next, why it is out. */
export interface BoardRoom {
  readonly room: RoomView;
  readonly column: Column;
  readonly typeCode: string;
  readonly inside: BarView | undefined;
  /** The next arrival in sight; today's is `due`. */
  readonly next: BarView | undefined;
  readonly due: boolean;
  readonly block: BlockView | undefined;
}

export interface BoardFilter {
  readonly floor: string;
  readonly roomTypeId: string;
}

const columnOf: Readonly<Record<RoomStatus, Column>> = {
  VACANT_DIRTY: 'dirty',
  VACANT_CLEAN: 'clean',
  INSPECTED: 'inspected',
  OCCUPIED: 'occupied',
  OOO: 'out',
  OOS: 'out',
};

/** The rooms in their columns; within one, those for whom somebody comes today first, the earliest on top. `departures` brings the guests who should have left before the window begins. Empty filters let all through. */
export function boardOf(
  lodge: LodgeView,
  window: CalendarView | undefined,
  departures: readonly DayRow[],
  filter: BoardFilter,
): Record<Column, BoardRoom[]> {
  const today = lodge.property.businessDate;
  const bars = Map.groupBy([...(window?.bars ?? []), ...departures.map(({ bar }) => bar)], (bar) => bar.roomId);
  const codes = new Map(lodge.roomTypes.map((type) => [type.id, type.code]));
  const rooms = lodge.rooms
    .filter(
      (room) =>
        (!filter.floor || room.floor === filter.floor) && (!filter.roomTypeId || room.roomTypeId === filter.roomTypeId),
    )
    .map((room): BoardRoom => {
      const own = bars.get(room.id) ?? [];
      const next = own
        .filter(
          ({ state, from }) => state === 'dueIn' || state === 'confirmed' || (state === 'overdue' && from === today),
        )
        .toSorted((a, b) => a.from.localeCompare(b.from))[0];
      return {
        room,
        column: columnOf[room.status],
        typeCode: codes.get(room.roomTypeId) ?? '',
        inside: own.find(
          ({ state, to }) => state === 'inHouse' || state === 'dueOut' || (state === 'overdue' && to <= today),
        ),
        next,
        due: next?.from === today,
        block: window?.blocks.find((block) => block.roomId === room.id && block.from <= today && today < block.to),
      };
    })
    .toSorted(
      (a, b) =>
        Number(b.due) - Number(a.due) || timeOf(a).localeCompare(timeOf(b)) || a.room.position - b.room.position,
    );
  return {
    dirty: rooms.filter(({ column }) => column === 'dirty'),
    clean: rooms.filter(({ column }) => column === 'clean'),
    inspected: rooms.filter(({ column }) => column === 'inspected'),
    occupied: rooms.filter(({ column }) => column === 'occupied'),
    out: rooms.filter(({ column }) => column === 'out'),
  };
}

/** The room to finish first: the earliest arrival of today whose room is not ready. */
export function finishFirst(board: Readonly<Record<Column, readonly BoardRoom[]>>): BoardRoom | undefined {
  return [...board.dirty, ...board.clean]
    .filter(({ due }) => due)
    .toSorted((a, b) => timeOf(a).localeCompare(timeOf(b)))[0];
}

function timeOf({ due, next }: BoardRoom): string {
  return (due && next?.expectedAt) || UNKNOWN_TIME;
}
