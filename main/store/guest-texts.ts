import type { Database } from 'better-sqlite3';
import { guestSearchText } from '#shared/bookings/guest-search.ts';
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

export function guestTextsOf(db: Database, seals: GuestSeals): GuestTexts {
  const guest = db.prepare<[string], GuestRow>('SELECT id, name, phone, email FROM guest WHERE id = ?');
  const all = db.prepare<[], GuestRow>('SELECT id, name, phone, email FROM guest ORDER BY rowid');
  const keyOf = db.prepare<[string], string>('SELECT key FROM guest_seal WHERE id = ?').pluck();
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
  function textOf(row: GuestRow | undefined): string | undefined {
    const name = row === undefined ? undefined : seals.read(row.name);
    if (row === undefined || name === undefined) return undefined;
    return guestSearchText({ name, phone: seals.plain(row.phone), email: seals.plain(row.email) });
  }

  return {
    refresh(touched) {
      const ids = new Set<string>();
      for (const { entity, id } of touched) {
        if (entity === 'guest' || entity === 'guestKey') ids.add(id);
        if (entity !== 'guestKey') continue;
        seals.forget();
        const key = keyOf.get(id);
        took ||= key === undefined || key === '';
      }
      for (const id of ids) {
        const before = known.get(id);
        const text = textOf(guest.get(id));
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
      db.exec('DELETE FROM guest_text');
      for (const row of all.all()) {
        const text = textOf(row);
        if (text !== undefined) insert.run(row.id, text);
      }
      db.exec(`INSERT INTO guest_search (guest_search) VALUES ('rebuild')`);
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
