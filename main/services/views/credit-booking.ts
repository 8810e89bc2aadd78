import type { Database } from 'better-sqlite3';
import type { Concern } from '#shared/schema/answers.ts';

/** The number of the booking that `resolveException` would put a guest's credit on; null where there is none. */
export function prepareCreditBooking(db: Database): (concerns: Concern) => string | null {
  // As the command chooses: the newest of the guest's bookings that still owes as much.
  const newest = db
    .prepare<[string, number], string>(
      `SELECT number FROM booking WHERE guest_id = ? AND status IN ('CONFIRMED', 'CHECKED_IN') AND total - paid >= ?
        ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  return ({ guestId, amount }) => (guestId === undefined ? null : (newest.get(guestId, amount ?? 0) ?? null));
}
