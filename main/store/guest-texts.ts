import type { Database } from 'better-sqlite3';
import { guestSearchText } from '#shared/bookings/guest-search.ts';
import { keyOf, sealedFor, unsealText } from '#shared/kernel/sealed.ts';
import type { EntityName } from '#shared/schema/entities.ts';
import type { GuestSeals } from './guest-seals.ts';

/** What guests are found by, kept in step with guests and their keys: it exists at the desk only, and of nobody who is erased [S29]. */
export interface GuestTexts {
  /** Makes the texts of these guests anew. */
  refresh(touched: Iterable<{ readonly entity: EntityName; readonly id: string }>): void;
  /** Makes all of them anew. */
  rebuild(): void;
  /** Whether there are guests and no texts at all. */
  areLacking(): boolean;
  /** Whether a key or a text was taken away since this was last asked, or by an envelope that was pending then: what the log has of it must go too. */
  tookAway(): boolean;
}

interface GuestRow {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/** So many guests are read and written at a time where all are. */
const AT_ONCE = 2000;

export function guestTextsOf(db: Database, seals: GuestSeals): GuestTexts {
  const guest = db.prepare<[string], GuestRow>('SELECT id, name, phone, email FROM guest WHERE id = ?');
  // With their keys beside them: looked up one by one, the keys of a whole house take longer than the reading.
  const after = db.prepare<[number, number], GuestRow & { readonly rowid: number; readonly key: string | null }>(
    `SELECT g.rowid, g.id, g.name, g.phone, g.email, coalesce(k.key, m.key) AS key FROM guest AS g
       LEFT JOIN guest_seal AS k ON k.id = g.id LEFT JOIN made_key AS m ON m.guest_id = g.id
      WHERE g.rowid > ? ORDER BY g.rowid LIMIT ?`,
  );
  const insertMany = db.prepare<[string]>(
    'INSERT INTO guest_text (guest_id, text) SELECT value ->> 0, value ->> 1 FROM json_each(?)',
  );
  const serverKey = db.prepare<[string], string>('SELECT key FROM guest_seal WHERE id = ?').pluck();
  const known = db.prepare<[string], { rowid: number; text: string }>(
    'SELECT rowid, text FROM guest_text WHERE guest_id = ?',
  );
  const insert = db.prepare<[string, string]>('INSERT INTO guest_text (guest_id, text) VALUES (?, ?)');
  const remove = db.prepare<[number]>('DELETE FROM guest_text WHERE rowid = ?');
  const index = db.prepare<[number | bigint, string]>('INSERT INTO guest_search (rowid, text) VALUES (?, ?)');
  const unindex = db.prepare<[number, string]>(
    `INSERT INTO guest_search (guest_search, rowid, text) VALUES ('delete', ?, ?)`,
  );
  const isLacking = db
    .prepare<[], number>('SELECT EXISTS (SELECT 1 FROM guest) AND NOT EXISTS (SELECT 1 FROM guest_text)')
    .pluck();
  // An erasure that the server has not settled keeps the key among the before-images, in case it is refused.
  const keptForUndo = db
    .prepare<[], number>(`SELECT EXISTS (SELECT 1 FROM before_image WHERE entity = 'guestKey')`)
    .pluck();
  let took = false;
  // Whoever opens the replica does not know what was taken away before.
  let wasKept = true;

  /** Undefined of a guest who is not there, or cannot be read any more. */
  function textOf(row: GuestRow | undefined, read: GuestSeals['read']): string | undefined {
    const name = row === undefined ? undefined : read(row.name);
    if (row === undefined || name === undefined) return undefined;
    return guestSearchText({ name, phone: read(row.phone) ?? '', email: read(row.email) ?? '' });
  }

  return {
    refresh(touched) {
      const ids = new Set<string>();
      for (const { entity, id } of touched) {
        if (entity === 'guest' || entity === 'guestKey') ids.add(id);
        if (entity !== 'guestKey') continue;
        seals.forget();
        const key = serverKey.get(id);
        took ||= key === undefined || key === '';
      }
      for (const id of ids) {
        const before = known.get(id);
        const text = textOf(guest.get(id), seals.read);
        if (before?.text === text) continue;
        if (before !== undefined) {
          unindex.run(before.rowid, before.text);
          remove.run(before.rowid);
          took ||= text === undefined;
        }
        if (text !== undefined) index.run(insert.run(id, text).lastInsertRowid, text);
      }
    },
    rebuild() {
      seals.forget();
      // Made when the rows are in: kept in step with 120,000 of them it costs more than they do.
      db.exec('DROP INDEX IF EXISTS guest_text_guest; DELETE FROM guest_text');
      for (let rows = after.all(0, AT_ONCE); rows.length > 0; rows = after.all(rows.at(-1)?.rowid ?? 0, AT_ONCE)) {
        const made: [id: string, text: string][] = [];
        for (const row of rows) {
          const key = row.key === null || row.key === '' ? undefined : keyOf(row.key);
          const text = textOf(row, (sealed) =>
            sealedFor(sealed) === undefined ? sealed : key === undefined ? undefined : unsealText(key, sealed),
          );
          if (text !== undefined) made.push([row.id, text]);
        }
        insertMany.run(JSON.stringify(made));
      }
      db.exec(
        `CREATE INDEX guest_text_guest ON guest_text (guest_id); INSERT INTO guest_search (guest_search) VALUES ('rebuild')`,
      );
      took = true;
    },
    areLacking: () => isLacking.get() === 1,
    tookAway() {
      const answer = took || wasKept;
      took = false;
      wasKept = keptForUndo.get() === 1;
      return answer;
    },
  };
}
