import type { Database } from 'better-sqlite3';
import { addDays } from '#shared/kernel/dates.ts';
import { phoneDigits, plainEmail } from '#shared/bookings/same-party.ts';
import type { InputOf, OutputOf } from '#shared/rpc/contract.ts';
import type { GuestNames } from './guest-names.ts';

/** Live bookings of likely the same party, as `sameParty` tells it [B5]: same guest, phone or e-mail, and days of a room or a tour that overlap. */
export type ReadDuplicates = (wish: InputOf<'booking.duplicates'>) => OutputOf<'booking.duplicates'>;

interface Params {
  readonly from: string;
  readonly to: string;
  readonly guest: string;
  readonly phone: string;
  readonly email: string;
  /** Ids as JSON. */
  readonly departures: string;
}

const SHOWN = 5;

export function prepareDuplicates(db: Database, names: GuestNames): ReadDuplicates {
  // The days narrow it first, to a few hundred stays at most; phone and e-mail are words of what guests are found by.
  const find = db.prepare<Params, OutputOf<'booking.duplicates'>[number]>(
    `WITH there AS (
       SELECT t.booking_id, t.arrival AS begins, t.departure AS ends
         FROM calendar_segment AS s
         JOIN stay AS t ON t.id = s.stay_id
        WHERE s.from_date < :to AND s.to_date >= :from AND (s.to_date > :from OR s.to_date = s.from_date)
          AND s.stay_status IN ('CONFIRMED', 'CHECKED_IN')
       UNION
       SELECT e.booking_id, d.date, d.ends_on
         FROM departure AS d
         JOIN seats AS e ON e.departure_id = d.id
        WHERE (d.id IN (SELECT value FROM json_each(:departures)) OR (d.date < :to AND d.ends_on >= :from))
          AND e.status IN ('HELD', 'CONFIRMED'))
     SELECT w.booking_id AS bookingId, b.number, b.status, b.channel_id AS channelId, b.agent_id AS agentId, g.name AS guest,
            min(w.begins) AS "from", max(w.ends) AS "to"
       FROM there AS w
       JOIN booking AS b ON b.id = w.booking_id
       JOIN guest AS g ON g.id = b.guest_id
       LEFT JOIN guest_text AS x ON x.guest_id = g.id
      WHERE g.id = :guest
         OR (:phone <> '' AND instr(' ' || x.text || ' ', ' ' || :phone || ' ') > 0)
         OR (:email <> '' AND instr(' ' || x.text || ' ', ' ' || :email || ' ') > 0)
      GROUP BY w.booking_id ORDER BY min(w.begins), b.number LIMIT ${SHOWN}`,
  );
  return ({ guestId, phone, email, from, to, departureIds = [] }) => {
    const found = find.all({
      from,
      to: from === to ? addDays(to, 1) : to,
      guest: guestId ?? '',
      phone: phoneDigits(phone),
      email: plainEmail(email),
      departures: JSON.stringify(departureIds),
    });
    return found.map((row) => ({ ...row, guest: names.name(row.guest) }));
  };
}
