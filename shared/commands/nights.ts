import { type Slot, after, deltaBetween, emptyNight, giveBack, slotId } from '#shared/inventory/slot.ts';
import { type Span, daysOf } from '#shared/kernel/dates.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from './context.ts';
import type { Event } from './events.ts';
import { type Loading, lock, lockAll, peekAll, see, where } from './need.ts';

/** The slots of a room type's nights, locked, in the order of the nights; a night that nobody needed yet is reckoned from the rooms [I1]. */
export function* loadNights(roomTypeId: string, span: Span): Loading<readonly Slot[]> {
  const ids = idsOf(roomTypeId, span);
  if (ids.length === 0) return [];
  const { rows } = yield* see({ rows: lockAll('slot', ids) });
  return yield* allNights(roomTypeId, span, rows);
}

/** Nights for whoever takes units of them: what had run out there blocks nothing any more [I5], and `lapsed` says so. */
export interface NightsForSale {
  readonly slots: readonly Slot[];
  readonly lapsed: readonly Event[];
}

/** The same, with the holds that ran out on them given back. */
export function* loadNightsForSale(roomTypeId: string, span: Span, context: Context): Loading<NightsForSale> {
  const ids = idsOf(roomTypeId, span);
  if (ids.length === 0) return { slots: [], lapsed: [] };
  const { rows, lines } = yield* see({
    rows: lockAll('slot', ids),
    lines: lockAll('heldUnits', [
      where('slotId', 'in', ids),
      where('status', '=', 'active'),
      where('paying', '=', false),
      where('expiresAt', '<=', context.arrivedAt),
    ]),
  });
  const nights = yield* allNights(roomTypeId, span, rows);
  if (lines.length === 0) return { slots: nights, lapsed: [] };
  const given = nights.map((slot) => ({ slot, after: withoutLapsed(slot, lines) }));
  return {
    slots: given.map((night) => night.after),
    lapsed: [
      {
        type: 'SlotsDistributed',
        slots: given.flatMap(({ slot, after: next }) => (next === slot ? [] : [deltaBetween(slot, next)])),
        lapsed: lines.map(({ id }) => id),
        whole: [],
        wholeBookings: [],
        offers: [],
      },
    ],
  };
}

function withoutLapsed(slot: Slot, lines: readonly Row<'heldUnits'>[]): Slot {
  return lines
    .filter((line) => line.slotId === slot.id)
    .reduce((next, line) => after(next, giveBack(next, line.units, line.channelGroup, 'held')), slot);
}

function idsOf(roomTypeId: string, span: Span): string[] {
  return daysOf(span).map((night) => slotId('roomNight', roomTypeId, night));
}

function* allNights(roomTypeId: string, span: Span, rows: readonly Row<'slot'>[]): Loading<readonly Slot[]> {
  if (rows.length === daysOf(span).length) return slotsOf(roomTypeId, span, rows, nothingKnown);
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
