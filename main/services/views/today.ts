import type { Database } from 'better-sqlite3';
import { addDays, daysBetween } from '#shared/kernel/dates.ts';
import type { InboxEntryView } from '#shared/rpc/inbox-views.ts';
import type { DayRow, TodayView } from '#shared/rpc/today-views.ts';
import type { RoomStatus } from '#shared/schema/words.ts';
import { type SegmentRow, type Standpoint, barOf, segmentColumns } from './bar.ts';

/** How far ahead a stay without a room is the day's concern, in days. */
const UNASSIGNED_AHEAD = 7;
const UNASSIGNED_SHOWN = 100;
const WAITING_SHOWN = 5;

/** The state of the lodge on its business date. `waiting` are the open inbox entries, newest first. */
export type ReadToday = (given: {
  readonly standpoint: Standpoint;
  readonly waiting: readonly InboxEntryView[];
}) => TodayView;

interface DayQueryRow extends SegmentRow {
  readonly room_number: string | null;
  readonly room_status: RoomStatus | null;
  readonly room_position: number | null;
}

const dayRows = `SELECT ${segmentColumns}, r.number AS room_number, r.status AS room_status, r.position AS room_position
  FROM calendar_segment AS s LEFT JOIN room AS r ON r.id = s.room_id`;

export function prepareToday(db: Database): ReadToday {
  // Driven by the stay's own dates, so that the later part of a split stay is no arrival and the earlier no departure.
  const arrivals = db.prepare<[string], DayQueryRow>(
    `${dayRows} JOIN stay AS t ON t.id = s.stay_id AND t.arrival = s.from_date
      WHERE s.stay_status = 'CONFIRMED' AND s.from_date <= ?`,
  );
  const departures = db.prepare<[string], DayQueryRow>(
    `${dayRows} JOIN stay AS t ON t.id = s.stay_id AND t.departure = s.to_date
      WHERE s.stay_status = 'CHECKED_IN' AND s.to_date <= ?`,
  );
  const unassigned = db.prepare<[string, string, number], DayQueryRow>(
    `${dayRows} WHERE s.from_date >= ? AND s.from_date <= ? AND s.room_id IS NULL
        AND s.stay_status IN ('CONFIRMED', 'CHECKED_IN')
      ORDER BY s.from_date, s.id LIMIT ?`,
  );
  const arrived = db.prepare<[string], { n: number }>(
    `SELECT count(*) AS n FROM stay WHERE status IN ('CHECKED_IN', 'CHECKED_OUT') AND arrival = ?`,
  );
  const departed = db.prepare<[string], { n: number }>(
    `SELECT count(*) AS n FROM stay WHERE status = 'CHECKED_OUT' AND departure = ?`,
  );
  const inHouse = db.prepare<[], { n: number; guests: number }>(
    `SELECT count(*) AS n, coalesce(sum(adults + children), 0) AS guests FROM stay WHERE status = 'CHECKED_IN'`,
  );
  const rooms = db.prepare<[], { status: RoomStatus; count: number }>(
    `SELECT status, count(*) AS count FROM room GROUP BY status ORDER BY status`,
  );

  return ({ standpoint, waiting }) => {
    const { businessDate } = standpoint;
    const asRow = (row: DayQueryRow) => dayRow(row, standpoint);
    const going = inOrder(departures.all(businessDate), standpoint, ({ to_date, room_position }) => [
      to_date,
      room_position ?? -1,
    ]).map(asRow);
    const coming = inOrder(arrivals.all(businessDate), standpoint, ({ expected_at }) => [
      expected_at === '' ? 1 : 0,
      expected_at,
    ]).map((row) => ({ ...asRow(row), waitsFor: leaving(row.room_id, going) }));
    const days = [addDays(businessDate, -UNASSIGNED_AHEAD), addDays(businessDate, UNASSIGNED_AHEAD)] as const;
    const house = inHouse.get();
    const owing = unpaidOf([...coming, ...going]);
    return {
      businessDate,
      arrivals: coming,
      arrived: arrived.get(businessDate)?.n ?? 0,
      inHouse: house?.n ?? 0,
      guestsInHouse: house?.guests ?? 0,
      departures: going,
      departed: departed.get(businessDate)?.n ?? 0,
      unassigned: inOrder(unassigned.all(...days, UNASSIGNED_SHOWN), standpoint, ({ from_date }) => [from_date]).map(
        asRow,
      ),
      arrivalRoomsReady: coming.filter((row) => row.roomStatus === 'VACANT_CLEAN' || row.roomStatus === 'INSPECTED')
        .length,
      arrivalRooms: coming.filter((row) => row.roomNumber !== null).length,
      unpaidToday: owing.amount,
      unpaidFolios: owing.folios,
      rooms: rooms.all(),
      waiting: waiting.slice(0, WAITING_SHOWN),
      waitingCount: waiting.length,
    };
  };
}

/** By what comes first, then by name as it is read: in the tables names are sealed, and have no order [S29]. */
function inOrder(
  rows: readonly DayQueryRow[],
  { names }: Standpoint,
  first: (row: DayQueryRow) => readonly (string | number)[],
): readonly DayQueryRow[] {
  return rows
    .map((row) => ({ row, by: [...first(row), names.name(row.name), row.id] }))
    .toSorted((a, b) => compare(a.by, b.by))
    .map(({ row }) => row);
}

/** Both lists have values of the same kinds at the same places. */
function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  if (at < 0) return 0;
  return (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}

function dayRow(row: DayQueryRow, standpoint: Standpoint): DayRow {
  return {
    bar: barOf(row, standpoint),
    roomNumber: row.room_number,
    roomStatus: row.room_status,
    nights: daysBetween(row.from_date, row.to_date),
    waitsFor: null,
  };
}

/** Whoever is still in an arrival's room and is due out [R2]. */
function leaving(roomId: string | null, going: readonly DayRow[]): DayRow['waitsFor'] {
  const bar = going.find((row) => roomId !== null && row.bar.roomId === roomId)?.bar;
  return bar === undefined ? null : { guest: bar.name, bookingId: bar.bookingId };
}

/** What the bookings of these rows owe; a booking with several rows owes once. */
function unpaidOf(rows: readonly DayRow[]): { readonly amount: number; readonly folios: number } {
  const owing = new Map(rows.filter((row) => row.bar.unpaid > 0).map((row) => [row.bar.bookingId, row.bar.unpaid]));
  return { amount: [...owing.values()].reduce((sum, unpaid) => sum + unpaid, 0), folios: owing.size };
}
