import type { Database } from 'better-sqlite3';
import type { Meta } from '#main/store/meta.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { hereOf } from './here.ts';

/**
 * A room type's figures over a run of days: `total[i]` rooms that can be sold on the i-th day, `taken[i]` of them sold, held, or
 * leased to other desks; `promised[i]` of those that are not taken are leased to this one, as long as it may promise them [S30, S32].
 */
export interface TypeNights {
  readonly roomTypeId: string;
  readonly total: number[];
  readonly taken: number[];
  readonly promised: number[];
}

interface SlotRow {
  readonly type: string;
  readonly date: string;
  readonly total: number;
  readonly taken: number;
}

/** Reads the nights of every room type on consecutive days, in the order of the types. */
export function prepareNights(db: Database, meta: Pick<Meta, 'get'>): (days: readonly string[]) => TypeNights[] {
  const slots = db.prepare<[string, string], SlotRow>(
    `SELECT resource_id AS type, date, total - blocked AS total, held + confirmed AS taken
       FROM slot WHERE date >= ? AND date < ? AND kind = 'roomNight'`,
  );
  const types = db.prepare<[], { id: string; rooms: number }>(
    `SELECT t.id, count(r.id) AS rooms FROM room_type AS t LEFT JOIN room AS r ON r.room_type_id = t.id
      GROUP BY t.id ORDER BY t.position, t.id`,
  );
  const outOfOrder = db.prepare<[string, string], { type: string; room: string; from: string; to: string }>(
    `SELECT room_type_id AS type, room_id AS room, from_date AS "from", to_date AS "to"
       FROM room_block WHERE status = 'open' AND to_date > ? AND from_date < ? AND kind = 'OOO'`,
  );
  const leases = db.prepare<
    { desk: string; epoch: number; from: string; to: string },
    { type: string; date: string; units: number }
  >(
    `SELECT resource_id AS type, date, units FROM lease
      WHERE desk_code = :desk AND epoch = :epoch AND date >= :from AND date < :to
        AND kind = 'roomNight' AND status = 'active' AND units > 0`,
  );
  return (days) => {
    const first = days[0];
    const last = days.at(-1);
    if (first === undefined || last === undefined) return [];
    const after = addDays(last, 1);
    const index = new Map(days.map((day, at) => [day, at]));
    const blocks = outOfOrder.all(first, after);
    const nights = types.all().map(({ id, rooms }) => {
      const mine = blocks.filter((block) => block.type === id);
      return {
        roomTypeId: id,
        // Until somebody sells or blocks a night it has no slot: then all rooms are there that are not out of order [I1].
        total: days.map(
          (day) => rooms - new Set(mine.filter((b) => b.from <= day && day < b.to).map((b) => b.room)).size,
        ),
        taken: days.map(() => 0),
        promised: days.map(() => 0),
      };
    });
    const byType = new Map(nights.map((row) => [row.roomTypeId, row]));
    for (const slot of slots.all(first, after)) {
      const row = byType.get(slot.type);
      const at = index.get(slot.date);
      if (row === undefined || at === undefined) continue;
      row.total[at] = slot.total;
      row.taken[at] = slot.taken;
    }
    const { desk, epoch, mayPromise } = hereOf(meta);
    for (const lease of mayPromise ? leases.all({ desk, epoch, from: first, to: after }) : []) {
      const row = byType.get(lease.type);
      const at = index.get(lease.date);
      if (row === undefined || at === undefined) continue;
      row.promised[at] = lease.units;
      // Its units are held for everybody else.
      row.taken[at] = (row.taken[at] ?? 0) - lease.units;
    }
    return nights;
  };
}
