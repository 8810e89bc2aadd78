import { dateOfDay } from '#shared/kernel/dates.ts';
import type { BarView } from '#shared/rpc/calendar-views.ts';
import type { ChartRow } from '../layout/chart.ts';
import { stretchOf } from '../layout/columns.ts';
import { inTheWay, type PlacedBar, type PlacedStay } from '../layout/placed-bar.ts';

/** What a hand has hold of: the whole bar, one of its ends, or empty days that are to be booked. */
export type Grip = 'move' | 'start' | 'end' | 'book';

/** Where a carried bar would go. Days are day numbers, half open. */
export interface MoveTarget {
  readonly roomId: string | null;
  readonly roomTypeId: string;
  /** The row to draw it in, counted over lanes and body. */
  readonly rowIndex: number;
  readonly from: number;
  readonly to: number;
}

/** A bar in the hand, or empty days being drawn. `grabbed` is the day it was taken hold of. */
export interface Carry {
  readonly grip: Grip;
  /** Null while empty days are being drawn. */
  readonly stay: PlacedStay | null;
  readonly grabbed: number;
  readonly origin: MoveTarget;
  readonly target: MoveTarget;
}

/** What a person may take hold of: nothing moves that is over, and an arrival that has happened stays where it was. */
export function mayGrip(bar: BarView, grip: Grip): boolean {
  if (bar.state === 'departed') return false;
  const arrived = bar.state === 'inHouse' || bar.state === 'dueOut' || bar.state === 'overdue';
  return !(arrived && grip === 'start');
}

/** Takes hold of a bar in its row. */
export function pickUp(stay: PlacedStay, grip: Grip, rowIndex: number, day: number): Carry {
  const { roomId, roomTypeId } = stay.bar;
  const origin = { roomId, roomTypeId, rowIndex, from: stay.from, to: stay.to };
  return { grip, stay, grabbed: day, origin, target: origin };
}

/** Begins to draw a booking on empty days; null on a row that is no room. */
export function beginBooking(row: ChartRow, rowIndex: number, day: number): Carry | null {
  if (row.kind !== 'room') return null;
  const origin = { roomId: row.room.id, roomTypeId: row.room.roomTypeId, rowIndex, from: day, to: day + 1 };
  return { grip: 'book', stay: null, grabbed: day, origin, target: origin };
}

/** The carry with its target under this row and day. A row that takes no stays leaves the room as it was. */
export function carryTo(carry: Carry, row: ChartRow, rowIndex: number, day: number): Carry {
  const shift = day - carry.grabbed;
  const { from, to } = carry.origin;
  const dates = datesFor(carry.grip, from, to, shift, day);
  const place = carry.grip === 'move' ? placeFor(carry, row, rowIndex) : carry.target;
  return { ...carry, target: { ...place, ...dates } };
}

/** The carry with its days moved on by so many, as the keys do it. */
export function carryBy(carry: Carry, startBy: number, endBy: number): Carry {
  const { stay, target } = carry;
  if (stay !== null && startBy !== endBy && startBy !== 0 && !mayGrip(stay.bar, 'start')) return carry;
  const from = target.from + startBy;
  const to = target.to + endBy;
  const least = stay !== null && stay.from === stay.to ? 0 : 1;
  return to - from < least ? carry : { ...carry, target: { ...target, from, to } };
}

export function isMoved({ origin, target }: Carry): boolean {
  return origin.roomId !== target.roomId || origin.from !== target.from || origin.to !== target.to;
}

/** What stands where the carried bar would go; in a lane nothing does. */
export function hindrances(carry: Carry, bars: readonly PlacedBar[]): readonly PlacedBar[] {
  const { roomId, from, to } = carry.target;
  return roomId === null ? [] : inTheWay(bars, stretchOf(from, to), carry.stay?.id ?? '');
}

/** The days of a target as dates. */
export function spanOf({ from, to }: MoveTarget): { from: string; to: string } {
  return { from: dateOfDay(from), to: dateOfDay(to) };
}

function datesFor(grip: Grip, from: number, to: number, shift: number, day: number): { from: number; to: number } {
  switch (grip) {
    case 'move':
      return { from: from + shift, to: to + shift };
    case 'start':
      return { from: Math.min(from + shift, to - 1), to };
    case 'end':
      return { from, to: Math.max(to + shift, from + 1) };
    case 'book':
      return shift < 0 ? { from: day, to: from } : { from, to: Math.max(day, from + 1) };
  }
}

function placeFor(carry: Carry, row: ChartRow, rowIndex: number): MoveTarget {
  if (row.kind === 'room') return { ...carry.target, roomId: row.room.id, roomTypeId: row.room.roomTypeId, rowIndex };
  if (row.kind === 'unassigned')
    return { ...carry.target, roomId: null, roomTypeId: carry.origin.roomTypeId, rowIndex };
  return carry.target;
}
