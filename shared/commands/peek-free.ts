import { type Slot, emptyNight, slotId } from '#shared/inventory/slot.ts';
import { type Span, daysOf } from '#shared/kernel/dates.ts';
import { type Loading, peekAll, see, where } from './need.ts';

/** The nights of a room type as they stand, without locks: for offers, not for sales. */
export function* peekFree(roomTypeId: string, span: Span): Loading<readonly Slot[]> {
  const { slots, rooms, blocks } = yield* see({
    slots: peekAll('slot', [
      where('resourceId', '=', roomTypeId),
      where('date', '>=', span.from),
      where('date', '<', span.to),
    ]),
    rooms: peekAll('room', [where('roomTypeId', '=', roomTypeId)]),
    blocks: peekAll('roomBlock', [
      where('roomTypeId', '=', roomTypeId),
      where('status', '=', 'open'),
      where('kind', '=', 'OOO'),
      where('toDate', '>', span.from),
      where('fromDate', '<', span.to),
    ]),
  });
  const known = new Map(slots.map((slot) => [slot.date, slot]));
  return daysOf(span).map((night) => {
    const row = known.get(night);
    if (row !== undefined) return { ...row, isNew: false };
    const blocked = new Set(
      blocks.filter((block) => block.fromDate <= night && night < block.toDate).map((block) => block.roomId),
    ).size;
    return {
      ...emptyNight(roomTypeId, night, rooms.length - blocked),
      id: slotId('roomNight', roomTypeId, night),
      isNew: true,
    };
  });
}
