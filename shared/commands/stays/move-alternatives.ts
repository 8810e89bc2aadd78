import { freeUnits } from '#shared/inventory/slot.ts';
import { type Span, addDays, daysBetween } from '#shared/kernel/dates.ts';
import type { Refusal } from '#shared/kernel/outcome.ts';
import type { Alternative } from '#shared/schema/answers.ts';
import type { Row } from '#shared/schema/entities.ts';
import { claimsOverlap, spanOfRow } from '#shared/stays/claimed-days.ts';
import type { Context } from '../context.ts';
import { type Loading, peek, peekAll, see, where } from '../need.ts';
import { peekNights } from '../nights.ts';
import { claiming, touches } from '../room-claims.ts';
import type { MoveStayDraft } from './move-stay.ts';

const SEARCH_DAYS = 14;

/** What fits where a move does not: another room of the type, a swap, other dates in the room, no room yet [R5]. */
export function* moveAlternatives(
  refusal: Refusal,
  input: MoveStayDraft,
  context: Context,
): Loading<readonly Alternative[]> {
  if (!['room-taken', 'room-out-of-order', 'sold-out'].includes(refusal.reason)) return [];
  const { stay, occupancy } = yield* see({
    stay: peek('stay', input.stayId),
    occupancy: peek('occupancy', input.occupancyId),
  });
  const { wanted } = yield* see({ wanted: peek('room', input.roomId ?? '') });
  if (stay === undefined || occupancy === undefined) return [];
  const span: Span = { from: input.from, to: input.to };
  const roomTypeId = input.roomTypeId ?? wanted?.roomTypeId ?? stay.roomTypeId;
  const { rooms, claims, blocks } = yield* seeRooms(roomTypeId, {
    from: earliest(span, context),
    to: addDays(span.to, SEARCH_DAYS),
  });
  const fresh = { ...input, expectedVersion: stay.version };
  const nights = yield* peekNights(roomTypeId, { from: earliest(span, context), to: addDays(span.to, SEARCH_DAYS) });
  const ours = (night: string) => stay.roomTypeId === roomTypeId && stay.arrival <= night && night < stay.departure;
  const forSale = (wish: Span) =>
    nights.every(
      (night) => night.date < wish.from || night.date >= wish.to || ours(night.date) || freeUnits(night) >= 1,
    );
  const isFree = (roomId: string, wish: Span) =>
    claims.every(
      (claim) => claim.roomId !== roomId || claim.id === occupancy.id || !claimsOverlap(spanOfRow(claim), wish),
    ) && blocks.every((block) => block.roomId !== roomId || !claimsOverlap(spanOfRow(block), wish));

  const other = rooms.find((room) => room.id !== input.roomId && room.id !== occupancy.roomId && isFree(room.id, span));
  const swap = claims.find((claim) => claim.id === refusal.detail['occupancyId']);
  const start = starts(span, context).find((from) => {
    const wish = { from, to: addDays(from, daysBetween(span.from, span.to)) };
    return input.roomId !== null && isFree(input.roomId, wish) && forSale(wish);
  });
  return [
    ...(other !== undefined && forSale(span) ? [otherRoom(other, fresh)] : []),
    ...(swap !== undefined && occupancy.roomId !== null && swappable(stay, swap) && sameSpan(swap, occupancy, span)
      ? [swapWith(swap, occupancy)]
      : []),
    ...(start !== undefined && stay.status === 'CONFIRMED' ? [otherDates(start, span, fresh)] : []),
    ...(stay.status === 'CONFIRMED' && occupancy.roomId !== null && forSale(span) ? [withoutRoom(fresh)] : []),
  ];
}

function* seeRooms(roomTypeId: string, span: Span) {
  const { rooms, blocks } = yield* see({
    rooms: peekAll('room', [where('roomTypeId', '=', roomTypeId)]),
    blocks: peekAll('roomBlock', [
      where('roomTypeId', '=', roomTypeId),
      where('status', '=', 'open'),
      where('toDate', '>', span.from),
      where('fromDate', '<', span.to),
    ]),
  });
  const { claims } = yield* see({
    claims: peekAll('occupancy', [
      where(
        'roomId',
        'in',
        rooms.map((room) => room.id),
      ),
      ...touches(span),
      ...claiming,
    ]),
  });
  return { rooms: rooms.toSorted((a, b) => a.position - b.position), claims, blocks };
}

function earliest(span: Span, context: Context): string {
  const first = addDays(span.from, -SEARCH_DAYS);
  return first < context.businessDate ? context.businessDate : first;
}

function starts(span: Span, context: Context): string[] {
  return Array.from({ length: 2 * SEARCH_DAYS }, (_, index) => (index % 2 === 0 ? index / 2 + 1 : -(index + 1) / 2))
    .map((shift) => addDays(span.from, shift))
    .filter((from) => from >= context.businessDate);
}

function swappable(stay: Row<'stay'>, other: Row<'occupancy'>): boolean {
  return stay.status === 'CONFIRMED' && other.status === 'expected' && !other.locked;
}

/** A swap changes rooms only; it stands for a drop that keeps its own dates. */
function sameSpan(other: Row<'occupancy'>, own: Row<'occupancy'>, span: Span): boolean {
  return own.fromDate === span.from && own.toDate === span.to && other.roomTypeId === own.roomTypeId;
}

function otherRoom(room: Row<'room'>, draft: MoveStayDraft): Alternative {
  return {
    kind: 'otherRoom',
    label: { room: room.number, roomId: room.id, from: draft.from, to: draft.to },
    command: 'moveStay',
    input: { ...draft, roomId: room.id },
    difference: 0,
  };
}

function swapWith(other: Row<'occupancy'>, own: Row<'occupancy'>): Alternative {
  return {
    kind: 'swap',
    label: { occupancyId: other.id },
    command: 'swapStays',
    input: { occupancyId: own.id, withOccupancyId: other.id },
    difference: 0,
  };
}

function otherDates(from: string, span: Span, draft: MoveStayDraft): Alternative {
  const to = addDays(from, daysBetween(span.from, span.to));
  return {
    kind: 'otherDates',
    label: { from, to, roomId: draft.roomId ?? '' },
    command: 'moveStay',
    input: { ...draft, from, to },
    difference: 0,
  };
}

function withoutRoom(draft: MoveStayDraft): Alternative {
  return {
    kind: 'withoutRoom',
    label: { from: draft.from, to: draft.to },
    command: 'moveStay',
    input: { ...draft, roomId: null },
    difference: 0,
  };
}
