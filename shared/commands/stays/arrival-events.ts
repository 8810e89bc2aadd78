import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { openException } from '../exceptions.ts';
import { asArrived } from './as-arrived.ts';
import type { CheckInInput } from './check-in.ts';
import type { CheckInSeen } from './load-arrival.ts';
import { standAlone } from './stand-alone.ts';

/** The guest is in the house [S24]: the booking is written where it does not stand, the stay put where the guest is, the room theirs. */
export function arrived(seen: CheckInSeen, input: CheckInInput, context: Context): readonly Event[] {
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
