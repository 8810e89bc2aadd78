import type { Database } from 'better-sqlite3';
import type { EntityName } from '#shared/schema/entities.ts';
import type { Meta } from './meta.ts';

/** The read model of the tape chart, kept in step with the rows it is made of, in the same transaction. */
export interface CalendarSegments {
  /** Makes the segments anew that these rows have a part in. */
  refresh(touched: Iterable<{ readonly entity: EntityName; readonly id: string }>): void;
  /** Makes all of them anew. */
  rebuild(): void;
}

const make = `INSERT OR REPLACE INTO calendar_segment (
    id, stay_id, booking_id, booking_number, guest_id, room_id, room_type_id, from_date, to_date, stay_status, occupancy_status,
    name, adults, children, unpaid, total, vip, locked, disputed, made_by, guaranteed, country, wishes, expected_at, version)
  SELECT o.id, o.stay_id, o.booking_id, b.number, s.guest_id, o.room_id, o.room_type_id, o.from_date, o.to_date, s.status, o.status,
    coalesce(g.name, ''), s.adults, s.children, b.total - b.paid, b.total, coalesce(g.vip, 0), o.locked, o.disputed, b.made_by, b.promise = 'guaranteed',
    coalesce(g.country, ''), s.wishes, s.expected_at, s.version
  FROM occupancy AS o JOIN stay AS s ON s.id = o.stay_id JOIN booking AS b ON b.id = o.booking_id LEFT JOIN guest AS g ON g.id = s.guest_id`;

export function calendarSegmentsOf(db: Database, meta: Meta): CalendarSegments {
  const makeOne = db.prepare<[string]>(`${make} WHERE o.id = ? AND o.status <> 'released'`);
  const remove = db.prepare<[string]>('DELETE FROM calendar_segment WHERE id = ?');
  const days = db
    .prepare<[string], number>(
      'SELECT CAST(julianday(to_date) - julianday(from_date) AS INTEGER) FROM calendar_segment WHERE id = ?',
    )
    .pluck();
  const occupanciesOf: Partial<Record<EntityName, { all(id: string): unknown[] }>> = {
    occupancy: { all: (id) => [id] },
    stay: db.prepare<[string]>('SELECT id FROM occupancy WHERE stay_id = ?').pluck(),
    booking: db
      .prepare<[string]>('SELECT o.id FROM stay AS s JOIN occupancy AS o ON o.stay_id = s.id WHERE s.booking_id = ?')
      .pluck(),
    guest: db
      .prepare<[string]>('SELECT o.id FROM stay AS s JOIN occupancy AS o ON o.stay_id = s.id WHERE s.guest_id = ?')
      .pluck(),
  };
  return {
    refresh(touched) {
      const ids = new Set<string>();
      for (const { entity, id } of touched) {
        for (const found of occupanciesOf[entity]?.all(id) ?? []) ids.add(String(found));
      }
      let longest = ids.size === 0 ? 0 : (meta.get('longestStay') ?? 0);
      const before = longest;
      for (const id of ids) {
        if (makeOne.run(id).changes === 0) remove.run(id);
        else longest = Math.max(longest, days.get(id) ?? 0);
      }
      if (longest > before) meta.set('longestStay', longest);
    },
    rebuild() {
      db.exec(`DELETE FROM calendar_segment; ${make} WHERE o.status <> 'released' ORDER BY o.from_date`);
      const longest = db
        .prepare<[], number | null>(
          'SELECT CAST(max(julianday(to_date) - julianday(from_date)) AS INTEGER) FROM calendar_segment',
        )
        .pluck()
        .get();
      meta.set('longestStay', longest ?? 0);
    },
  };
}
