import type { Database } from 'better-sqlite3';
import type { Meta } from '#main/store/meta.ts';
import { addDays, daysOf } from '#shared/kernel/dates.ts';
import type { BlockView, CalendarView } from '#shared/rpc/calendar-views.ts';
import { type SegmentRow, type Standpoint, barOf, segmentColumns } from './bar.ts';
import { prepareNights } from './nights.ts';

/** The window of the tape chart: `days` days from `from`. One pass over an index, no joins: bars come from the read model as they stand. */
export type ReadCalendar = (from: string, days: number, standpoint: Standpoint) => CalendarView;

export function prepareCalendar(db: Database, meta: Pick<Meta, 'get'>): ReadCalendar {
  // Half a day out on departure belongs to the picture, so a bar that ends on the first day is in it. No bar that is
  // longer than the longest stay reaches the window, so the walk along the index of `from_date` begins there.
  const bars = db.prepare<{ earliest: string; from: string; to: string }, SegmentRow>(
    `SELECT ${segmentColumns} FROM calendar_segment AS s
      WHERE s.from_date >= :earliest AND s.from_date < :to AND s.to_date >= :from
        AND s.stay_status NOT IN ('CANCELLED', 'NO_SHOW')`,
  );
  const blocks = prepareBlocks(db);
  const nights = prepareNights(db, meta);
  return (from, days, standpoint) => {
    const to = addDays(from, days);
    const earliest = addDays(from, -(meta.get('longestStay') ?? 0));
    return {
      from,
      to,
      businessDate: standpoint.businessDate,
      bars: bars.all({ earliest, from, to }).map((row) => barOf(row, standpoint)),
      blocks: blocks(from, to),
      nights: nights(daysOf({ from, to })),
    };
  };
}

/** The open blocks that touch `[from, to)`. */
export function prepareBlocks(db: Database): (from: string, to: string) => BlockView[] {
  const blocks = db.prepare<{ from: string; to: string }, BlockView>(
    `SELECT id, room_id AS roomId, room_type_id AS roomTypeId, kind, from_date AS "from", to_date AS "to", reason
       FROM room_block WHERE status = 'open' AND to_date > :from AND from_date < :to ORDER BY from_date, id`,
  );
  return (from, to) => blocks.all({ from, to });
}
