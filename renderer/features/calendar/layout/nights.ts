import type { CalendarView } from '#shared/rpc/calendar-views.ts';

/** How full the house is on one night. */
export interface HouseNight {
  readonly taken: number;
  readonly total: number;
  /** Whole per cent; 0 when there is no room at all. */
  readonly percent: number;
}

/** Free rooms per room type and day of the window; below zero is overbooked. */
export function freeByType(view: CalendarView): ReadonlyMap<string, readonly number[]> {
  return new Map(
    view.nights.map((one) => [one.roomTypeId, one.total.map((total, day) => total - (one.taken[day] ?? 0))]),
  );
}

/** Of the free rooms those that this desk may promise [S32], per room type and day of the window. */
export function promisedByType(view: CalendarView): ReadonlyMap<string, readonly number[]> {
  return new Map(view.nights.map((one) => [one.roomTypeId, one.promised]));
}

/** The house count of each day of the window, over all room types. */
export function houseNights(view: CalendarView, days: number): readonly HouseNight[] {
  return Array.from({ length: days }, (_, day) => {
    let taken = 0;
    let total = 0;
    for (const one of view.nights) {
      taken += one.taken[day] ?? 0;
      total += one.total[day] ?? 0;
    }
    return { taken, total, percent: total === 0 ? 0 : Math.round((taken / total) * 100) };
  });
}
