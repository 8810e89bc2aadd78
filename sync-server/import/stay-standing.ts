import type { PlainDate } from '#shared/kernel/dates.ts';
import type { OccupancyStatus, StayStatus } from '#shared/schema/words.ts';
import type { Standing } from './import-map.ts';

/**
 * How a stay of the export stands on the morning of the business date: what was to come is confirmed again, also a no-show
 * that nobody could know of yet; who arrives that day is still to be checked in; who leaves that day is still in house.
 */
export function stayStatusOn(
  businessDate: PlainDate,
  stay: { readonly standing: Standing; readonly arrival: PlainDate; readonly departure: PlainDate },
): StayStatus {
  if (stay.standing === 'cancelled') return 'CANCELLED';
  if (stay.arrival >= businessDate) return 'CONFIRMED';
  if (stay.standing === 'noShow') return 'NO_SHOW';
  return stay.departure >= businessDate ? 'CHECKED_IN' : 'CHECKED_OUT';
}

/** The state of the part of a stay that its room is claimed by. */
export function occupancyStatusOf(status: StayStatus): OccupancyStatus {
  switch (status) {
    case 'HELD':
    case 'CONFIRMED':
      return 'expected';
    case 'CHECKED_IN':
      return 'inHouse';
    case 'CHECKED_OUT':
      return 'gone';
    case 'CANCELLED':
    case 'EXPIRED':
    case 'NO_SHOW':
      return 'released';
  }
}

/** Whether a stay takes, or took, a room and its nights. */
export function claimsRoom(status: StayStatus): boolean {
  return occupancyStatusOf(status) !== 'released';
}
