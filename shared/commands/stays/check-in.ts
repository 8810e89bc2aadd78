import { z } from 'zod';
import { stayTransitions } from '#shared/bookings/states.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { defineFact } from '../define.ts';
import type { Event } from '../events.ts';
import { dayField, idField, longText } from '../fields.ts';
import { type Loading, lock, lockAll, peek, see, where } from '../need.ts';
import { loadNights } from '../nights.ts';
import type { Slot } from '#shared/inventory/slot.ts';
import type { Span } from '#shared/kernel/dates.ts';
import { type RoomClaims, loadClaims } from '../room-claims.ts';
import { openException } from '../exceptions.ts';
import { type Otherwise, asArrived, loadOtherwise } from './as-arrived.ts';
import { standingAlone, standAlone } from './stand-alone.ts';

export const checkInDraft = z.object({
  stayId: idField,
  /** Why the guest is let into a room that is not ready; empty where it is. */
  override: longText.optional(),
});
export type CheckInDraft = z.infer<typeof checkInDraft>;

/** Frozen with it is all that lets the fact stand when its booking was refused [S5]. */
const checkInInput = checkInDraft.extend({ at: z.iso.datetime(), date: dayField, alone: standingAlone });
export type CheckInInput = z.infer<typeof checkInInput>;

export interface CheckInSeen {
  readonly stay: Row<'stay'> | undefined;
  readonly booking: Row<'booking'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly occupancy: Row<'occupancy'> | undefined;
  readonly roomType: Row<'roomType'> | undefined;
  readonly claims: RoomClaims | undefined;
  /** The nights, loaded only where the stay must be written anew. */
  readonly slots: readonly Slot[];
  /** Only where the sale that stands is not the one the guest has arrived on. */
  readonly otherwise: Otherwise | undefined;
}

/** The key is handed over [R3]. */
export const checkIn = defineFact<CheckInDraft, CheckInInput, CheckInSeen>({
  name: 'checkIn',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator'],
  draft: checkInDraft,
  input: checkInInput,
  load,
  prepare,
  guard,
  record,
  concerns: ({ guest, claims, roomType }, input) => ({
    guest: guest?.name ?? input.alone.guest.name,
    guestId: input.alone.guest.id,
    bookingId: input.alone.bookingId,
    bookingNumber: input.alone.number,
    stayId: input.stayId,
    roomId: input.alone.roomId,
    room: claims?.room?.number ?? '',
    roomType: roomType?.name ?? '',
    from: input.alone.from,
    to: input.alone.to,
  }),
});

function* load(draft: CheckInDraft | CheckInInput): Loading<CheckInSeen> {
  const alone = 'alone' in draft ? draft.alone : undefined;
  const { stay } = yield* see({ stay: lock('stay', draft.stayId) });
  const { booking, guest, parts } = yield* see({
    booking: lock('booking', stay?.bookingId ?? alone?.bookingId ?? ''),
    guest: peek('guest', stay?.guestId ?? alone?.guest.id ?? ''),
    parts: lock('occupancy', alone?.occupancyId ?? ''),
  });
  const occupancy = parts ?? (yield* occupancyOf(draft.stayId));
  const roomId = alone?.roomId ?? occupancy?.roomId ?? null;
  const gone = stay === undefined || stay.status === 'CANCELLED' || stay.status === 'NO_SHOW';
  const otherwise =
    'alone' in draft && !gone && stay.status !== 'CHECKED_OUT'
      ? yield* loadOtherwise(stay, draft.alone, draft.date)
      : undefined;
  const span = otherwise?.span ?? (gone ? { from: alone?.from ?? '', to: alone?.to ?? '' } : spanOf(stay));
  const claims = roomId === null ? undefined : yield* loadClaims(roomId, span);
  const { roomType } = yield* see({ roomType: peek('roomType', claims?.room?.roomTypeId ?? stay?.roomTypeId ?? '') });
  const slots = gone && alone !== undefined ? yield* loadNights(alone.roomTypeId, span) : [];
  return { stay, booking, guest, occupancy, roomType, claims, slots, otherwise };
}

function spanOf(stay: Row<'stay'>): Span {
  return { from: stay.arrival, to: stay.departure };
}

function* occupancyOf(stayId: string): Loading<Row<'occupancy'> | undefined> {
  const { parts } = yield* see({ parts: lockAll('occupancy', [where('stayId', '=', stayId)]) });
  return parts[0];
}

function prepare(
  { stay, booking, guest, occupancy }: CheckInSeen,
  draft: CheckInDraft,
  context: Context,
): Outcome<CheckInInput> {
  if (stay === undefined || booking === undefined || guest === undefined || occupancy === undefined) {
    return refuse('not-found', { entity: 'stay' });
  }
  if (occupancy.roomId === null) return refuse('no-room', { bookingNumber: booking.number });
  return done({
    ...draft,
    at: context.now,
    date: context.businessDate,
    alone: {
      bookingId: booking.id,
      number: booking.number,
      source: booking.source,
      currency: booking.currency,
      total: booking.total,
      guest: { id: guest.id, name: guest.name, country: guest.country, phone: guest.phone, email: guest.email },
      occupancyId: occupancy.id,
      roomId: occupancy.roomId,
      roomTypeId: stay.roomTypeId,
      from: stay.arrival,
      to: stay.departure,
      adults: stay.adults,
      children: stay.children,
      nightly: [...stay.nightly],
      wishes: stay.wishes,
    },
  });
}

function guard({ stay, claims, occupancy }: CheckInSeen, input: CheckInInput, context: Context): Outcome<null> {
  if (stay === undefined) return refuse('not-found', { entity: 'stay' });
  if (nextState(stayTransitions, stay.status, 'checkIn') === undefined) {
    return refuse('invalid-transition', { command: 'checkIn', status: stay.status });
  }
  if (stay.arrival > input.date)
    return refuse('not-arrived-yet', { arrival: stay.arrival, businessDate: context.businessDate });
  const room = claims?.room;
  if (room === undefined) return refuse('no-room', {});
  if (room.status === 'OOO') return refuse('room-out-of-order', { roomId: room.id, room: room.number });
  const inTheRoom = claims?.occupancies.find((other) => other.id !== occupancy?.id && other.status === 'inHouse');
  if (inTheRoom !== undefined || room.status === 'OCCUPIED') {
    return refuse('room-taken', { roomId: room.id, room: room.number, occupancyId: inTheRoom?.id ?? '' });
  }
  const ready = room.status === 'VACANT_CLEAN' || room.status === 'INSPECTED';
  if (!ready && !input.override)
    return refuse('room-not-ready', { roomId: room.id, room: room.number, status: room.status });
  return done(null);
}

function record(seen: CheckInSeen, input: CheckInInput, context: Context): readonly Event[] {
  const { stay, booking, otherwise } = seen;
  // Another desk has let the guest in and out meanwhile: they do not come back. The guard says so.
  if (stay?.status === 'CHECKED_OUT') return [];
  const events: Event[] = standAlone(seen, input, context);
  if (stay !== undefined && otherwise !== undefined)
    events.push(...asArrived({ stay, booking, otherwise }, input.alone, context));
  const others = (seen.claims?.occupancies ?? []).filter((other) => other.id !== input.alone.occupancyId);
  const inTheRoom = others.find((other) => other.status === 'inHouse');
  // The guest in the room wins: whoever has not arrived is unassigned [S24, R1].
  for (const other of others.filter((found) => found.status === 'expected')) {
    events.push({ type: 'StayUnassigned', occupancyId: other.id, roomId: input.alone.roomId });
    events.push(reassigned(other, seen, input, context));
  }
  if (inTheRoom !== undefined) events.push(givenTwice(inTheRoom, seen, input, context));
  return [
    ...events,
    {
      type: 'StayCheckedIn',
      bookingId: input.alone.bookingId,
      stayId: input.stayId,
      occupancyId: input.alone.occupancyId,
      roomId: input.alone.roomId,
      roomTypeId: input.alone.roomTypeId,
      disputed: inTheRoom !== undefined,
      depositApplied: booking?.depositHeld ?? 0,
      currency: input.alone.currency,
      date: input.date,
      at: input.at,
    },
  ];
}

function reassigned(other: Row<'occupancy'>, seen: CheckInSeen, input: CheckInInput, context: Context): Event {
  return openException(context, {
    label: `reassigned/${other.id}`,
    kind: 'room-reassigned',
    detail: { room: seen.claims?.room?.number ?? '', takenBy: input.alone.guest.name, deskCode: context.deskCode },
    remedies: [{ kind: 'leaveUnassigned', label: {}, with: {} }],
    concerns: {
      bookingId: other.bookingId,
      stayId: other.stayId,
      from: other.fromDate,
      to: other.toDate,
      room: seen.claims?.room?.number ?? '',
    },
  });
}

function givenTwice(inTheRoom: Row<'occupancy'>, seen: CheckInSeen, input: CheckInInput, context: Context): Event {
  return openException(context, {
    label: 'given-twice',
    kind: 'room-given-twice',
    detail: {
      room: seen.claims?.room?.number ?? '',
      otherBookingId: inTheRoom.bookingId,
      otherOccupancyId: inTheRoom.id,
    },
    remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
    concerns: {
      guest: input.alone.guest.name,
      guestId: input.alone.guest.id,
      bookingId: input.alone.bookingId,
      bookingNumber: input.alone.number,
      stayId: input.stayId,
      room: seen.claims?.room?.number ?? '',
      from: input.alone.from,
      to: input.alone.to,
    },
  });
}
