import { dayNumber, type PlainDate } from '#shared/kernel/dates.ts';
import type { BarView, BlockView, CalendarView } from '#shared/rpc/calendar-views.ts';
import { stretchOf, type Stretch } from './columns.ts';

/** A bar with its place in time: a stay, or a room out of order. */
export type PlacedBar = PlacedStay | PlacedBlock;

export interface PlacedStay extends Stretch {
  readonly kind: 'stay';
  readonly id: string;
  /** Day numbers, half open like the nights. */
  readonly from: number;
  readonly to: number;
  readonly bar: BarView;
}

export interface PlacedBlock extends Stretch {
  readonly kind: 'block';
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly block: BlockView;
}

/** The bars of one window by where they are shown; each list is in order of time. */
export interface Placement {
  readonly byRoom: ReadonlyMap<string, readonly PlacedBar[]>;
  readonly unassigned: readonly PlacedStay[];
  readonly disputed: readonly PlacedStay[];
  readonly byId: ReadonlyMap<string, PlacedStay>;
}

/** Where a bar is shown before the services have said so: the place it was just dropped. */
export interface Shift {
  readonly roomId: string | null;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Sorts a window's bars to their rooms and lanes. A disputed assignment waits in its lane, not in the room [R1]. */
export function placeBars(view: CalendarView): Placement {
  const days = new Map<string, number>();
  const byRoom = new Map<string, PlacedBar[]>();
  const byId = new Map<string, PlacedStay>();
  const unassigned: PlacedStay[] = [];
  const disputed: PlacedStay[] = [];
  for (const bar of view.bars) {
    const placed = placeStay(bar, numberOf(days, bar.from), numberOf(days, bar.to));
    byId.set(bar.id, placed);
    if (bar.disputed) disputed.push(placed);
    else if (bar.roomId === null) unassigned.push(placed);
    else listOf(byRoom, bar.roomId).push(placed);
  }
  for (const block of view.blocks) {
    const from = numberOf(days, block.from);
    const to = numberOf(days, block.to);
    listOf(byRoom, block.roomId).push({ kind: 'block', id: block.id, from, to, block, ...stretchOf(from, to) });
  }
  for (const bars of byRoom.values()) bars.sort(inTime);
  return { byRoom, unassigned: unassigned.sort(inTime), disputed: disputed.sort(inTime), byId };
}

/** The same placement with some bars elsewhere; the lists that are not touched stay the same objects, so that their rows need no paint. */
export function withShifts(base: Placement, shifts: ReadonlyMap<string, Shift>): Placement {
  if (shifts.size === 0) return base;
  const byRoom = new Map(base.byRoom);
  const byId = new Map(base.byId);
  let { unassigned, disputed } = base;
  for (const [id, shift] of shifts) {
    const before = byId.get(id);
    if (before === undefined) continue;
    const bar: BarView = { ...before.bar, ...shift, disputed: false };
    const placed = placeStay(bar, dayNumber(shift.from), dayNumber(shift.to));
    byId.set(id, placed);
    if (before.bar.disputed) disputed = disputed.filter((one) => one.id !== id);
    else if (before.bar.roomId === null) unassigned = unassigned.filter((one) => one.id !== id);
    else
      byRoom.set(
        before.bar.roomId,
        (byRoom.get(before.bar.roomId) ?? []).filter((one) => one.id !== id),
      );
    if (shift.roomId === null) unassigned = [...unassigned, placed].sort(inTime);
    else byRoom.set(shift.roomId, [...(byRoom.get(shift.roomId) ?? []), placed].sort(inTime));
  }
  return { byRoom, unassigned, disputed, byId };
}

/** The bars of a row that share time with a stretch; what is gone is not in the way. */
export function inTheWay(bars: readonly PlacedBar[], stretch: Stretch, exceptId: string): PlacedBar[] {
  return bars.filter(
    (one) =>
      one.id !== exceptId &&
      one.start < stretch.end &&
      stretch.start < one.end &&
      !(one.kind === 'stay' && one.bar.state === 'departed'),
  );
}

function placeStay(bar: BarView, from: number, to: number): PlacedStay {
  return { kind: 'stay', id: bar.id, from, to, bar, ...stretchOf(from, to) };
}

function inTime(a: PlacedBar, b: PlacedBar): number {
  return a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1);
}

function numberOf(known: Map<string, number>, date: PlainDate): number {
  const there = known.get(date);
  if (there !== undefined) return there;
  const day = dayNumber(date);
  known.set(date, day);
  return day;
}

function listOf(lists: Map<string, PlacedBar[]>, key: string): PlacedBar[] {
  const there = lists.get(key);
  if (there !== undefined) return there;
  const list: PlacedBar[] = [];
  lists.set(key, list);
  return list;
}
