import type { Database } from 'better-sqlite3';
import { foldText } from '#shared/bookings/guest-search.ts';
import type { GuestView } from '#shared/rpc/booking-views.ts';
import type { GuestNames } from './guest-names.ts';

interface GuestRow extends Omit<GuestView, 'vip' | 'erased'> {
  readonly vip: number;
  readonly erased: number;
}

const guestColumns = `g.id, g.name, g.country, g.phone, g.email, g.vip, g.note, g.version, g.erased_at IS NOT NULL AS erased,
  (SELECT count(*) FROM stay AS s WHERE s.guest_id = g.id AND s.status IN ('CHECKED_IN', 'CHECKED_OUT')) AS stays,
  (SELECT max(s.arrival) FROM stay AS s WHERE s.guest_id = g.id AND s.status IN ('CHECKED_IN', 'CHECKED_OUT')) AS lastStay`;

/** One guest with what is known of their stays. */
export function prepareGuest(db: Database): (id: string, names: GuestNames) => GuestView | undefined {
  const guest = db.prepare<[string], GuestRow>(`SELECT ${guestColumns} FROM guest AS g WHERE g.id = ?`);
  return (id, names) => {
    const row = guest.get(id);
    return row === undefined ? undefined : guestOf(row, names);
  };
}

/**
 * Guests whose name, phone or e-mail has every word of the text, without regard to case and accents; those that begin
 * with it come first. Words of three letters and more are found by the index of letter triples over `guest_text`.
 */
export function prepareFindGuests(db: Database, names: GuestNames): (text: string, limit: number) => GuestView[] {
  const ranked = `CASE WHEN substr(x.text, 1, length(:first)) = :first THEN 0 ELSE 1 END, x.text, x.guest_id`;
  // Only the rows that are shown are counted up with their stays.
  const show = (found: string) =>
    db.prepare<{ match?: string; short?: string; first: string; limit: number }, GuestRow>(
      `WITH found AS (${found} ORDER BY ${ranked} LIMIT :limit)
       SELECT ${guestColumns} FROM found JOIN guest_text AS x ON x.guest_id = found.id JOIN guest AS g ON g.id = found.id
        ORDER BY ${ranked}`,
    );
  const byTriples = show(
    `SELECT x.guest_id AS id FROM guest_search AS f JOIN guest_text AS x ON x.rowid = f.rowid
      WHERE guest_search MATCH :match
        AND NOT EXISTS (SELECT 1 FROM json_each(:short) AS w WHERE instr(x.text, w.value) = 0)`,
  );
  // One or two letters are looked for where a word begins.
  const byBeginning = show(
    `SELECT x.guest_id AS id FROM guest_text AS x WHERE instr(' ' || x.text, ' ' || :first) > 0`,
  );
  const shown = (row: GuestRow) => guestOf(row, names);
  return (text, limit) => {
    const words = searchWords(text);
    const first = words.join(' ');
    if (first === '') return [];
    const long = words.filter((word) => word.length >= 3);
    if (long.length === 0) return byBeginning.all({ first, limit }).map(shown);
    const match = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ');
    const short = JSON.stringify(words.filter((word) => word.length < 3));
    return byTriples.all({ match, short, first, limit }).map(shown);
  };
}

/** The text as `guest_text` holds it: folded, and a phone number as its digits however it is written. */
export function searchWords(text: string): string[] {
  const folded = foldText(text);
  const digits = folded.replaceAll(/[\s()+./-]/g, '');
  if (/^\d{4,}$/.test(digits)) return [digits];
  return folded.split(/\s+/).filter((word) => word !== '');
}

function guestOf(row: GuestRow, { name, text }: GuestNames): GuestView {
  return {
    ...row,
    name: name(row.name),
    phone: text(row.phone),
    email: text(row.email),
    note: text(row.note),
    vip: row.vip === 1,
    erased: row.erased === 1,
  };
}
