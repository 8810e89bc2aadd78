import type { Database } from 'better-sqlite3';
import type { Meta } from '#main/store/meta.ts';
import { addDays, daysOf } from '#shared/kernel/dates.ts';
import type { AvailabilityView } from '#shared/rpc/availability-view.ts';
import type { RoomStatus } from '#shared/schema/words.ts';
import { prepareNights } from './nights.ts';

/** What is free for `[from, to)`; a stay that is being changed does not stand in its own way. */
export type ReadAvailability = (from: string, to: string, exceptStayId?: string) => AvailabilityView;

interface FreeRoom {
  readonly id: string;
  readonly number: string;
  readonly type: string;
  readonly status: RoomStatus;
}

export function prepareAvailability(db: Database, meta: Pick<Meta, 'get'>): ReadAvailability {
  const types = db.prepare<[], { id: string; nightlyRate: number }>(
    `SELECT id, nightly_rate AS nightlyRate FROM room_type ORDER BY position, id`,
  );
  const freeRooms = db.prepare<{ from: string; to: string; except: string }, FreeRoom>(
    `SELECT r.id, r.number, r.room_type_id AS type, r.status FROM room AS r
      WHERE NOT EXISTS (
              SELECT 1 FROM occupancy AS o
               WHERE o.room_id = r.id AND max(o.to_date, date(o.from_date, '+1 day')) > :from AND o.from_date < :to
                 AND o.status IN ('expected', 'inHouse') AND o.stay_id <> :except)
        AND NOT EXISTS (
              SELECT 1 FROM room_block AS b
               WHERE b.room_id = r.id AND b.status = 'open' AND b.kind = 'OOO' AND b.to_date > :from AND b.from_date < :to)
      ORDER BY r.position, r.number`,
  );
  const roomless = db.prepare<{ from: string; to: string; except: string }, { type: string; count: number }>(
    `SELECT room_type_id AS type, count(*) AS count FROM occupancy
      WHERE room_id IS NULL AND to_date > :from AND from_date < :to
        AND status IN ('expected', 'inHouse') AND stay_id <> :except
      GROUP BY room_type_id`,
  );
  const own = db.prepare<[string], { type: string; from: string; to: string }>(
    `SELECT room_type_id AS type, arrival AS "from", departure AS "to" FROM stay
      WHERE id = ? AND status IN ('CONFIRMED', 'CHECKED_IN')`,
  );
  const nights = prepareNights(db, meta);
  return (from, to, exceptStayId) => {
    // Day use has no nights to run out of; its room must be free on that date [R1].
    const days = daysOf({ from, to });
    const until = from === to ? addDays(from, 1) : to;
    const mine = exceptStayId === undefined ? undefined : own.get(exceptStayId);
    const figures = new Map(nights(days.length > 0 ? days : [from]).map((row) => [row.roomTypeId, row]));
    const wish = { from, to: until, except: exceptStayId ?? '' };
    const rooms = Map.groupBy(freeRooms.all(wish), (room) => room.type);
    const waiting = new Map(roomless.all(wish).map(({ type, count }) => [type, count]));
    return {
      from,
      to,
      types: types.all().map(({ id, nightlyRate }) => {
        const row = figures.get(id);
        const free = (row?.total ?? []).map((total, at) => {
          const day = days[at] ?? from;
          const ours = mine !== undefined && mine.type === id && mine.from <= day && day < mine.to ? 1 : 0;
          return total - (row?.taken[at] ?? 0) + ours;
        });
        return {
          roomTypeId: id,
          free: Math.max(0, Math.min(...free)),
          // Day use has no nights to be promised.
          promised: days.length === 0 ? 0 : Math.max(0, Math.min(...(row?.promised ?? [0]))),
          nightlyRate,
          withoutRoom: waiting.get(id) ?? 0,
          rooms: (rooms.get(id) ?? []).map((room) => ({ id: room.id, number: room.number, status: room.status })),
        };
      }),
    };
  };
}
