import type { Database } from 'better-sqlite3';
import type { HappeningView } from '#shared/rpc/departure-views.ts';
import type { GuestNames } from '../guest-names.ts';

/** What happened to a departure, newest first, at most `limit` of it, and how much there is in all. */
export type ReadHappened = (
  departureId: string,
  slotId: string,
  names: GuestNames,
  limit: number,
) => { readonly latest: HappeningView[]; readonly happened: number };

interface HappenedRow extends Omit<HappeningView, 'guest' | 'by'> {
  readonly guest: string | null;
  readonly by: string;
  readonly all: number;
}

/*
 * A desk keeps rows, not the events that wrote them: each row tells what it was made for and where it came to. What came
 * between, such as a hold that was extended twice, is on the server.
 */
const happened = `
  SELECT s.created_at AS at, CASE WHEN b.hold_id IS NULL THEN 'booked' ELSE 'held' END AS kind, s.guest_id AS guestId, s.units,
         s.created_by AS by, b.source, s.booking_id AS bookingId
    FROM seats AS s JOIN booking AS b ON b.id = s.booking_id WHERE s.departure_id = :departureId
  UNION ALL
  SELECT b.confirmed_at, 'confirmed', s.guest_id, s.units, b.updated_by, b.source, s.booking_id
    FROM seats AS s JOIN booking AS b ON b.id = s.booking_id
   WHERE s.departure_id = :departureId AND b.hold_id IS NOT NULL AND b.confirmed_at IS NOT NULL
  UNION ALL
  SELECT s.updated_at,
         CASE WHEN s.status <> 'EXPIRED' THEN 'cancelled' WHEN x.status = 'released' THEN 'released' ELSE 'expired' END,
         s.guest_id, s.units, s.updated_by, b.source, s.booking_id
    FROM seats AS s JOIN booking AS b ON b.id = s.booking_id LEFT JOIN hold AS x ON x.id = b.hold_id
   WHERE s.departure_id = :departureId AND s.status IN ('EXPIRED', 'CANCELLED')
  UNION ALL
  SELECT w.joined_at, 'joined', w.guest_id, w.units, w.created_by, w.source, NULL
    FROM waitlist_entry AS w WHERE w.departure_id = :departureId
  UNION ALL
  SELECT h.created_at, 'offered', w.guest_id, u.units, h.created_by, NULL, NULL
    FROM held_units AS u JOIN hold AS h ON h.id = u.hold_id JOIN waitlist_entry AS w ON w.id = h.waitlist_entry_id
   WHERE u.slot_id = :slotId
  UNION ALL
  SELECT n.created_at, 'noticed', n.guest_id, count(*), n.created_by, NULL, NULL
    FROM notice AS n WHERE n.departure_id = :departureId AND n.kind IN ('toAll', 'reminder', 'departureMoved')
     AND n.guest_id IS NOT NULL
   GROUP BY n.created_at, n.created_by
  UNION ALL
  SELECT d.created_at, 'made', NULL, sl.total, d.created_by, NULL, NULL
    FROM departure AS d JOIN slot AS sl ON sl.id = d.slot_id WHERE d.id = :departureId
  UNION ALL
  SELECT d.updated_at, 'departureCancelled', NULL, 0, d.updated_by, NULL, NULL
    FROM departure AS d WHERE d.id = :departureId AND d.state = 'cancelled'`;

export function prepareHappened(db: Database): ReadHappened {
  const rows = db.prepare<{ departureId: string; slotId: string; limit: number }, HappenedRow>(
    `WITH happened AS (${happened})
     SELECT h.at, h.kind, g.name AS guest, h.units, coalesce(u.name, '') AS by, h.source, h.bookingId,
            (SELECT count(*) FROM happened) AS "all"
       FROM happened AS h LEFT JOIN guest AS g ON g.id = h.guestId LEFT JOIN app_user AS u ON u.id = h.by
      ORDER BY h.at DESC, h.kind LIMIT :limit`,
  );
  return (departureId, slotId, names, limit) => {
    const found = rows.all({ departureId, slotId, limit });
    return {
      latest: found.map(({ all: _all, guest, ...row }) => ({ ...row, guest: guest === null ? '' : names.name(guest) })),
      happened: found[0]?.all ?? 0,
    };
  };
}
