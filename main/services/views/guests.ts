import type { Database } from 'better-sqlite3';
import { foldText } from '#shared/bookings/guest-search.ts';
import type { GuestView } from '#shared/rpc/booking-views.ts';

interface GuestRow extends Omit<GuestView, 'vip'> {
  readonly vip: number;
}

const guestColumns = `g.id, g.name, g.country, g.phone, g.email, g.vip, g.note, g.version,
  (SELECT count(*) FROM stay AS s WHERE s.guest_id = g.id AND s.status <> 'CANCELLED') AS stays,
  (SELECT max(s.arrival) FROM stay AS s WHERE s.guest_id = g.id AND s.status <> 'CANCELLED') AS lastStay`;

/** One guest with what is known of their stays. */
export function prepareGuest(db: Database): (id: string) => GuestView | undefined {
  const guest = db.prepare<[string], GuestRow>(`SELECT ${guestColumns} FROM guest AS g WHERE g.id = ?`);
  return (id) => {
    const row = guest.get(id);
    return row === undefined ? undefined : guestOf(row);
  };
}

/**
 * Guests whose name, phone or e-mail has every word of the text, without regard to case and accents; those that begin
 * with it come first. Words of three letters and more are found by the index of letter triples over `search_text`.
 */
export function prepareFindGuests(db: Database): (text: string, limit: number) => GuestView[] {
  const ranked = `CASE WHEN substr(g.search_text, 1, length(:first)) = :first THEN 0 ELSE 1 END, g.search_text, g.id`;
  // Only the rows that are shown are counted up with their stays.
  const show = (found: string) =>
    db.prepare<{ match?: string; short?: string; first: string; limit: number }, GuestRow>(
      `WITH found AS (${found} ORDER BY ${ranked} LIMIT :limit)
       SELECT ${guestColumns} FROM found JOIN guest AS g ON g.id = found.id ORDER BY ${ranked}`,
    );
  const byTriples = show(
    `SELECT g.id FROM guest_search AS f JOIN guest AS g ON g.rowid = f.rowid
      WHERE guest_search MATCH :match
        AND NOT EXISTS (SELECT 1 FROM json_each(:short) AS w WHERE instr(g.search_text, w.value) = 0)`,
  );
  // One or two letters are looked for where a word begins.
  const byBeginning = show(`SELECT g.id FROM guest AS g WHERE instr(' ' || g.search_text, ' ' || :first) > 0`);
  return (text, limit) => {
    const words = searchWords(text);
    const first = words.join(' ');
    if (first === '') return [];
    const long = words.filter((word) => word.length >= 3);
    if (long.length === 0) return byBeginning.all({ first, limit }).map(guestOf);
    const match = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ');
    const short = JSON.stringify(words.filter((word) => word.length < 3));
    return byTriples.all({ match, short, first, limit }).map(guestOf);
  };
}

/** The text as `search_text` holds it: folded, and a phone number as its digits however it is written. */
export function searchWords(text: string): string[] {
  const folded = foldText(text);
  const digits = folded.replaceAll(/[\s()+./-]/g, '');
  if (/^\d{4,}$/.test(digits)) return [digits];
  return folded.split(/\s+/).filter((word) => word !== '');
}

function guestOf(row: GuestRow): GuestView {
  return { ...row, vip: row.vip === 1 };
}
