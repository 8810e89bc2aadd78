import { z } from 'zod';
import { stayTransitions } from '#shared/bookings/states.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import { roomTransitions } from '#shared/stays/room-states.ts';
import type { Context } from '../context.ts';
import { type Preparation, defineFact } from '../define.ts';
import { dayField, idField, longText, sealedLong } from '../fields.ts';
import { arrived } from './arrival-events.ts';
import { type CheckInSeen, loadArrival } from './load-arrival.ts';
import { standingAlone } from './stand-alone.ts';

export const checkInDraft = z.object({
  stayId: idField,
  /** Why the guest is let into a room that is not ready; empty where it is. */
  override: longText.optional(),
});
export type CheckInDraft = z.infer<typeof checkInDraft>;

/** Frozen with it is all that lets the fact stand when its booking was refused [S5]. */
const checkInInput = checkInDraft.extend({
  override: sealedLong.optional(),
  at: z.iso.datetime(),
  date: dayField,
  alone: standingAlone,
});
export type CheckInInput = z.infer<typeof checkInInput>;

/** The key is handed over [R3]. */
export const checkIn = defineFact<CheckInDraft, CheckInInput, CheckInSeen>({
  name: 'checkIn',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  draft: checkInDraft,
  input: checkInInput,
  load: loadArrival,
  prepare,
  guard,
  record: arrived,
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

function prepare(
  { stay, booking, guest, occupancy }: CheckInSeen,
  draft: CheckInDraft,
  context: Context,
  { seal }: Preparation,
): Outcome<CheckInInput> {
  if (stay === undefined || booking === undefined || guest === undefined || occupancy === undefined) {
    return refuse('not-found', { entity: 'stay' });
  }
  if (occupancy.roomId === null) return refuse('no-room', { bookingNumber: booking.number });
  return done({
    ...draft,
    ...(draft.override === undefined ? {} : { override: seal(guest.id, draft.override) }),
    at: context.now,
    date: context.businessDate,
    alone: {
      bookingId: booking.id,
      number: booking.number,
      source: booking.source,
      currency: booking.currency,
      total: booking.total,
      guest: {
        id: guest.id,
        name: seal(guest.id, guest.name),
        country: guest.country,
        phone: seal(guest.id, guest.phone),
        email: seal(guest.id, guest.email),
      },
      occupancyId: occupancy.id,
      roomId: occupancy.roomId,
      roomTypeId: stay.roomTypeId,
      from: stay.arrival,
      to: stay.departure,
      adults: stay.adults,
      children: stay.children,
      nightly: [...stay.nightly],
      wishes: seal(guest.id, stay.wishes),
    },
  });
}

function guard({ stay, claims, occupancy }: CheckInSeen, input: CheckInInput): Outcome<null> {
  if (stay === undefined) return refuse('not-found', { entity: 'stay' });
  if (nextState(stayTransitions, stay.status, 'checkIn') === undefined) {
    return refuse('invalid-transition', { command: 'checkIn', status: stay.status });
  }
  if (stay.arrival > input.date) return refuse('not-arrived-yet', { arrival: stay.arrival, businessDate: input.date });
  const room = claims?.room;
  if (room === undefined) return refuse('no-room', {});
  const named = { roomId: room.id, room: room.number };
  if (room.status === 'OOO') return refuse('room-out-of-order', named);
  const inTheRoom = claims?.occupancies.find((other) => other.id !== occupancy?.id && other.status === 'inHouse');
  if (inTheRoom !== undefined || nextState(roomTransitions, room.status, 'checkIn') === undefined)
    return refuse('room-taken', { ...named, occupancyId: inTheRoom?.id ?? '' });
  const ready = room.status === 'VACANT_CLEAN' || room.status === 'INSPECTED';
  if (!ready && !input.override) return refuse('room-not-ready', { ...named, status: room.status });
  return done(null);
}
