import type { Span } from '#shared/kernel/dates.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { claimedDays, claimsOverlap, spanOfRow } from '#shared/stays/claimed-days.ts';
import { type Condition, type Loading, lock, lockAll, peek, peekAll, see, where } from './need.ts';

/** A room with all that claims it within a span. */
export interface RoomClaims {
  readonly room: Row<'room'> | undefined;
  readonly occupancies: readonly Row<'occupancy'>[];
  readonly blocks: readonly Row<'roomBlock'>[];
}

/** The room, locked, with the stays and blocks that are in the way of the span [R1]. */
export function* loadClaims(roomId: string, span: Span): Loading<RoomClaims> {
  const days = claimedDays(span);
  const { room, touching, blocks } = yield* see({
    room: lock('room', roomId),
    touching: lockAll('occupancy', [where('roomId', '=', roomId), ...touches(span), ...claiming]),
    blocks: peekAll('roomBlock', [
      where('roomId', '=', roomId),
      where('status', '=', 'open'),
      where('toDate', '>', days.from),
      where('fromDate', '<', days.to),
    ]),
  });
  return { room, blocks, occupancies: touching.filter((other) => claimsOverlap(spanOfRow(other), span)) };
}

/** Occupancies that may be in the way of a span: those in its way, and those that end on its first day, as day use does. */
export function touches(span: Span): Condition[] {
  const days = claimedDays(span);
  return [where('toDate', '>=', days.from), where('fromDate', '<', days.to)];
}

/** Occupancies that claim their room. */
export const claiming: readonly Condition[] = [where('status', 'in', ['expected', 'inHouse'])];

/** Whether a room is free throughout for anyone but `except`; the refusal names what is in the way. */
export function roomFree(claims: RoomClaims, span: Span, except: readonly string[]): Outcome<Row<'room'>> {
  const { room } = claims;
  if (room === undefined) return refuse('not-found', { entity: 'room' });
  const block = claims.blocks.find((open) => open.kind === 'OOO');
  if (block !== undefined) {
    return refuse('room-out-of-order', {
      roomId: room.id,
      room: room.number,
      reason: block.reason,
      from: block.fromDate,
      to: block.toDate,
    });
  }
  const other = claims.occupancies.find(
    (occupancy) => !except.includes(occupancy.id) && claimsOverlap(spanOfRow(occupancy), span),
  );
  if (other !== undefined) {
    return refuse('room-taken', {
      roomId: room.id,
      room: room.number,
      occupancyId: other.id,
      stayId: other.stayId,
      bookingId: other.bookingId,
      from: other.fromDate,
      to: other.toDate,
      locked: other.locked,
    });
  }
  return done(room);
}

/** Names the guest and booking that stand in the way, for people. */
export function* loadInTheWay(bookingId: string): Loading<{ guest: string; bookingNumber: string }> {
  const { booking } = yield* see({ booking: peek('booking', bookingId) });
  if (booking === undefined) return { guest: '', bookingNumber: '' };
  const { guest } = yield* see({ guest: peek('guest', booking.guestId) });
  return { guest: guest?.name ?? '', bookingNumber: booking.number };
}
