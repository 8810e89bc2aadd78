import type { Database } from 'better-sqlite3';
import type { SearchHit } from '#shared/rpc/search-hit.ts';
import type { GuestNames } from './guest-names.ts';
import { prepareFindGuests } from './guests.ts';

const SHOWN_OF_EACH = 6;

/** Finds bookings by number, rooms by number, receipts by number, and guests, the surest first. */
export type Search = (text: string) => SearchHit[];

export function prepareSearch(db: Database, names: GuestNames): Search {
  const bookings = db.prepare<[string], SearchHit>(
    `SELECT 'booking' AS kind, b.id, b.number AS title, g.name AS subtitle, b.id AS bookingId
       FROM booking AS b JOIN guest AS g ON g.id = b.guest_id
      WHERE instr(b.number, ?) > 0 ORDER BY b.number DESC LIMIT ${SHOWN_OF_EACH}`,
  );
  const rooms = db.prepare<{ text: string }, SearchHit>(
    `SELECT 'room' AS kind, r.id, r.number AS title, t.name AS subtitle, NULL AS bookingId
       FROM room AS r JOIN room_type AS t ON t.id = r.room_type_id
      WHERE substr(upper(r.number), 1, length(:text)) = :text ORDER BY length(r.number), r.number LIMIT ${SHOWN_OF_EACH}`,
  );
  const receipts = db.prepare<{ series: string; number: number }, SearchHit>(
    `SELECT 'receipt' AS kind, r.id, json_extract(r.content, '$.number') AS title,
            json_extract(r.content, '$.guest') AS subtitle, p.booking_id AS bookingId
       FROM receipt AS r JOIN payment AS p ON p.id = r.payment_id
      WHERE r.number = :number AND substr(r.series, 1, length(:series)) = :series
      ORDER BY r.series LIMIT ${SHOWN_OF_EACH}`,
  );
  // The booking that one wants of a guest: where they are now, else their next, else their last.
  const bookingOf = db.prepare<[string], { id: string }>(
    `SELECT booking_id AS id FROM stay WHERE guest_id = ? AND status <> 'CANCELLED'
      ORDER BY CASE status WHEN 'CHECKED_IN' THEN 0 WHEN 'CONFIRMED' THEN 1 ELSE 2 END,
               CASE WHEN status = 'CONFIRMED' THEN arrival END, arrival DESC LIMIT 1`,
  );
  const guests = prepareFindGuests(db, names);
  const named = (hit: SearchHit): SearchHit => ({ ...hit, subtitle: names.name(hit.subtitle) });

  return (text) => {
    const upper = text.trim().toUpperCase();
    if (upper === '') return [];
    const receipt = receiptNumber(upper);
    return [
      ...rooms.all({ text: upper }),
      ...(receipt === undefined ? [] : receipts.all(receipt).map(named)),
      ...(upper.length < 3 ? [] : bookings.all(upper).map(named)),
      ...guests(text, SHOWN_OF_EACH).map((guest): SearchHit => ({
        kind: 'guest',
        id: guest.id,
        title: guest.name,
        subtitle: [guest.country, guest.phone, guest.email].filter(Boolean).join(' · '),
        bookingId: bookingOf.get(guest.id)?.id ?? null,
      })),
    ];
  };
}

/** `A26-000001` names a receipt wholly, `41` or `A26-41` as a person says it. */
function receiptNumber(text: string): { readonly series: string; readonly number: number } | undefined {
  const match = /^(?:([A-Z][A-Z0-9]*)-)?0*(\d{1,9})$/.exec(text);
  return match === null ? undefined : { series: match[1] ?? '', number: Number(match[2]) };
}
