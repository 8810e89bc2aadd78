import type { Database } from 'better-sqlite3';
import { addDays } from '#shared/kernel/dates.ts';
import type { InputOf, OutputOf } from '#shared/rpc/contract.ts';
import type { GuestNames } from './guest-names.ts';

/** Live bookings of likely the same person over the same days: same guest, phone or e-mail, and dates that overlap [B5]. */
export type ReadDuplicates = (wish: InputOf<'booking.duplicates'>) => OutputOf<'booking.duplicates'>;

interface Params {
  readonly from: string;
  readonly to: string;
  readonly guest: string;
  readonly phone: string;
  readonly email: string;
}

const SHOWN = 5;

export function prepareDuplicates(db: Database, names: GuestNames): ReadDuplicates {
  // The days narrow it first, to a few hundred stays at most; phone and e-mail are words of what guests are found by.
  const find = db.prepare<Params, OutputOf<'booking.duplicates'>[number]>(
    `SELECT DISTINCT t.booking_id AS bookingId, b.number, g.name AS guest, t.arrival AS "from", t.departure AS "to"
       FROM calendar_segment AS s
       JOIN stay AS t ON t.id = s.stay_id
       JOIN booking AS b ON b.id = t.booking_id
       JOIN guest AS g ON g.id = b.guest_id
       LEFT JOIN guest_text AS x ON x.guest_id = g.id
      WHERE s.from_date < :to AND s.to_date >= :from AND (s.to_date > :from OR s.to_date = s.from_date)
        AND s.stay_status IN ('CONFIRMED', 'CHECKED_IN')
        AND (g.id = :guest
             OR (:phone <> '' AND instr(' ' || x.text || ' ', ' ' || :phone || ' ') > 0)
             OR (:email <> '' AND instr(' ' || x.text || ' ', ' ' || :email || ' ') > 0))
      ORDER BY t.arrival, b.number LIMIT ${SHOWN}`,
  );
  return ({ guestId, phone, email, from, to }) => {
    const digits = phone.replaceAll(/\D/g, '');
    const found = find.all({
      from,
      to: from === to ? addDays(to, 1) : to,
      guest: guestId ?? '',
      // A few digits are still being typed, and are nobody's number yet.
      phone: digits.length >= 6 ? digits : '',
      email: email.trim().toLowerCase(),
    });
    return found.map((row) => ({ ...row, guest: names.name(row.guest) }));
  };
}
