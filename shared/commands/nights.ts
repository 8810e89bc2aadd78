import { type Slot, emptyNight, slotId } from '#shared/inventory/slot.ts';
import { type Span, daysOf } from '#shared/kernel/dates.ts';
import type { Row } from '#shared/schema/entities.ts';
import { type Loading, lock, lockAll, peekAll, see, where } from './need.ts';

/** The slots of a room type's nights, locked, in the order of the nights; a night that nobody needed yet is reckoned from the rooms [I1]. */
export function* loadNights(roomTypeId: string, span: Span): Loading<readonly Slot[]> {
  const nights = daysOf(span);
  if (nights.length === 0) return [];
  const { rows } = yield* see({
    rows: lockAll(
      'slot',
      nights.map((night) => slotId('roomNight', roomTypeId, night)),
    ),
  });
  if (rows.length === nights.length) return slotsOf(roomTypeId, span, rows, nothingKnown);
  // The room type is locked where slots are made, so that a room added or put out of order meanwhile is counted.
  const { rooms, blocks } = yield* see({ type: lock('roomType', roomTypeId), ...roomsOf(roomTypeId, span) });
  return slotsOf(roomTypeId, span, rows, { rooms, blocks });
}

/** The nights of a room type as they stand, without locks: for offers, not for sales. */
export function* peekNights(roomTypeId: string, span: Span): Loading<readonly Slot[]> {
  const { rows, rooms, blocks } = yield* see({
    rows: peekAll('slot', [
      where('resourceId', '=', roomTypeId),
      where('date', '>=', span.from),
      where('date', '<', span.to),
    ]),
    ...roomsOf(roomTypeId, span),
  });
  return slotsOf(roomTypeId, span, rows, { rooms, blocks });
}

/** The slots of a room type from a day on that exist already; others will be reckoned when first needed. */
export function* loadKnownNights(roomTypeId: string, span: { from: string; to?: string }): Loading<readonly Slot[]> {
  const { rows } = yield* see({
    type: lock('roomType', roomTypeId),
    rows: lockAll('slot', [
      where('resourceId', '=', roomTypeId),
      where('date', '>=', span.from),
      ...(span.to === undefined ? [] : [where('date', '<', span.to)]),
    ]),
  });
  return rows.map((row) => ({ ...row, isNew: false }));
}

/** What a type's night has to sell before anything is sold: its rooms, less those that are out of order [I1]. */
interface RoomsOfType {
  readonly rooms: readonly Row<'room'>[];
  readonly blocks: readonly Row<'roomBlock'>[];
}

const nothingKnown: RoomsOfType = { rooms: [], blocks: [] };

const roomsOf = (roomTypeId: string, span: Span) => ({
  rooms: peekAll('room', [where('roomTypeId', '=', roomTypeId)]),
  blocks: peekAll('roomBlock', [
    where('roomTypeId', '=', roomTypeId),
    where('status', '=', 'open'),
    where('kind', '=', 'OOO'),
    where('toDate', '>', span.from),
    where('fromDate', '<', span.to),
  ]),
});

function slotsOf(roomTypeId: string, span: Span, rows: readonly Row<'slot'>[], known: RoomsOfType): Slot[] {
  const byDate = new Map(rows.map((row) => [row.date, row]));
  return daysOf(span).map((night) => {
    const row = byDate.get(night);
    if (row !== undefined) return { ...row, isNew: false };
    const total = known.rooms.length - outOn(night, known.blocks);
    return { ...emptyNight(roomTypeId, night, total), id: slotId('roomNight', roomTypeId, night), isNew: true };
  });
}

function outOn(night: string, blocks: readonly Row<'roomBlock'>[]): number {
  return new Set(blocks.filter((block) => block.fromDate <= night && night < block.toDate).map((block) => block.roomId))
    .size;
}
