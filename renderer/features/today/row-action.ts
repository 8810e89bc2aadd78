import type { DayRow } from '#shared/rpc/today-views.ts';

/** The one thing a row of the day asks for. Minor units. */
export type RowAction =
  | { readonly act: 'checkIn' }
  /** Without a room yet. */
  | { readonly act: 'assign' }
  /** Its room cannot be moved into now. */
  | { readonly act: 'otherRoom' }
  | { readonly act: 'take'; readonly amount: number }
  | { readonly act: 'checkOut' };

/** What an arrival asks for: a room, a room that is ready, or the key. */
export function arrivalAction({ roomNumber, roomStatus }: Pick<DayRow, 'roomNumber' | 'roomStatus'>): RowAction {
  if (roomNumber === null) return { act: 'assign' };
  return roomStatus === 'VACANT_CLEAN' || roomStatus === 'INSPECTED' ? { act: 'checkIn' } : { act: 'otherRoom' };
}

/** What a departure asks for: first the money, then the key. */
export function departureAction({ bar }: Pick<DayRow, 'bar'>): RowAction {
  return bar.unpaid > 0 ? { act: 'take', amount: bar.unpaid } : { act: 'checkOut' };
}
