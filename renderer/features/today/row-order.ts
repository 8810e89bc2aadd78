import type { DayRow } from '#shared/rpc/today-views.ts';

/** Sorts after every time of the day. */
const UNKNOWN_TIME = '99:99';

export type ArrivalOrder = 'time' | 'room';

/** Arrivals in the order in which they ask: overdue first, then by the time they are expected (unknown last) or by room (none first). */
export function orderArrivals(rows: readonly DayRow[], order: ArrivalOrder): DayRow[] {
  const byRoom = (a: DayRow, b: DayRow) => compareRooms(a.roomNumber, b.roomNumber);
  const byTime = (a: DayRow, b: DayRow) =>
    (a.bar.expectedAt || UNKNOWN_TIME).localeCompare(b.bar.expectedAt || UNKNOWN_TIME);
  return rows.toSorted(
    (a, b) =>
      Number(b.bar.state === 'overdue') - Number(a.bar.state === 'overdue') ||
      (order === 'time' ? byTime(a, b) || byRoom(a, b) : byRoom(a, b) || byTime(a, b)),
  );
}

/** Departures: overdue first, the longest overdue on top; then by room. */
export function orderDepartures(rows: readonly DayRow[]): DayRow[] {
  return rows.toSorted((a, b) => a.bar.to.localeCompare(b.bar.to) || compareRooms(a.roomNumber, b.roomNumber));
}

function compareRooms(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return a.localeCompare(b, 'en', { numeric: true });
}
