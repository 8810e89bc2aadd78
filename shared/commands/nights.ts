import { type Span, daysOf } from '#shared/kernel/dates.ts';
import { type Slot, emptyNight, slotId } from '#shared/inventory/slot.ts';
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
  const known = new Map(rows.map((row) => [row.date, row]));
  if (known.size === nights.length) return nights.map((night) => slotOf(roomTypeId, night, known, 0));
  // The room type is locked where slots are made, so that a room added or put out of order meanwhile is counted.
  const { rooms, blocks } = yield* see({
    type: lock('roomType', roomTypeId),
    rooms: peekAll('room', [where('roomTypeId', '=', roomTypeId)]),
    blocks: peekAll('roomBlock', [
      where('roomTypeId', '=', roomTypeId),
      where('status', '=', 'open'),
      where('kind', '=', 'OOO'),
      where('toDate', '>', span.from),
      where('fromDate', '<', span.to),
    ]),
  });
  return nights.map((night) => slotOf(roomTypeId, night, known, rooms.length - blockedOn(night, blocks)));
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

function slotOf(roomTypeId: string, night: string, known: ReadonlyMap<string, Row<'slot'>>, total: number): Slot {
  const row = known.get(night);
  if (row !== undefined) return { ...row, isNew: false };
  return { ...emptyNight(roomTypeId, night, total), id: slotId('roomNight', roomTypeId, night), isNew: true };
}

function blockedOn(night: string, blocks: readonly Row<'roomBlock'>[]): number {
  return new Set(blocks.filter((block) => block.fromDate <= night && night < block.toDate).map((block) => block.roomId))
    .size;
}
