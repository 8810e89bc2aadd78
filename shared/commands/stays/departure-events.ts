import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import type { Concern } from '#shared/schema/answers.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event, NightCharge } from '../events.ts';
import { openException } from '../exceptions.ts';
import { type FoundAtDeparture, type LeftWhere, roomsAfterLeaving } from './as-left.ts';
import type { CheckOutInput } from './check-out.ts';
import { forcedNights, unitsMoved } from './units-moved.ts';

/** A departure whose stay is in the house here. */
type InHouse = FoundAtDeparture & {
  readonly stay: Row<'stay'>;
  readonly booking: Row<'booking'>;
  readonly occupancy: Row<'occupancy'>;
  readonly left: LeftWhere;
};

/** The guest has left, from where they really were [S24]: an exception tells of a room, type or night that was not theirs here. */
export function checkedOut(found: InHouse, given: CheckOutInput, context: Context): Event[] {
  const { stay, booking, left, rooms, charged, units, besides } = found;
  const total = totalCharged(charged, given.charges) + besides;
  return [
    {
      type: 'StayCheckedOut',
      bookingId: booking.id,
      folioId: folioIdOf(booking.id),
      stayId: stay.id,
      occupancyId: found.occupancy.id,
      roomId: left.roomId,
      roomTypeId: left.roomTypeId,
      arrival: left.from,
      departure: given.departure,
      rooms: roomsAfterLeaving(rooms, left).map(({ id, status }) => ({ id, status })),
      total,
      bookingStatus: found.others.length > 0 ? booking.status : 'CHECKED_OUT',
      paymentStatus: booking.paid > 0 ? paymentStatusOf(total, booking.paid) : booking.paymentStatus,
      currency: given.currency,
      charges: notYet(charged, given.charges),
      depositApplied: booking.depositHeld,
      slots: unitsMoved(units, booking),
      date: given.date,
      at: given.at,
    },
    ...leftOtherwise(found, given, context),
  ];
}

/** The stay is not in the house here: what was slept is charged all the same, each night once, and the room waits for cleaning. */
export function chargedAfterAll(
  { stay, booking, occupancy, left, rooms, charged, besides }: FoundAtDeparture,
  given: CheckOutInput,
  context: Context,
): Event[] {
  const charges = notYet(charged, given.charges);
  const total = totalCharged(charged, given.charges) + besides;
  const folioId = folioIdOf(given.bookingId);
  // A departure from this room that is known here has had its cleaning already.
  const known = stay?.status === 'CHECKED_OUT' && occupancy?.roomId === left?.roomId;
  const dirty = left === undefined || known ? [] : roomsAfterLeaving(rooms, left);
  const gone = booking?.status === 'CHECKED_OUT';
  return [
    ...(charges.length === 0
      ? []
      : [
          {
            type: 'NightsCharged' as const,
            bookingId: given.bookingId,
            folioId,
            folio: booking === undefined && left !== undefined ? guestFolio(folioId, left.guestId, given) : null,
            booking: gone ? { total, paymentStatus: paymentStatusOf(total, booking.paid) } : null,
            currency: given.currency,
            charges,
            date: given.date,
          },
        ]),
    ...dirty.map(({ id, from, status }) => ({ type: 'RoomStatusSet' as const, roomId: id, from, to: status })),
    openException(context, {
      label: 'check-out',
      kind: 'check-out-not-in-house',
      detail: { status: stay?.status ?? '', charged: charges.length },
      remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
      concerns: concernOf(given),
    }),
  ];
}

/** What the folio comes to with the charges; each night counts once. Minor units. */
export function totalCharged(charged: readonly Row<'folioEntry'>[], charges: readonly NightCharge[]): number {
  return [...charged, ...notYet(charged, charges)].reduce((sum, { amount }) => sum + amount, 0);
}

function notYet(charged: readonly Row<'folioEntry'>[], charges: readonly NightCharge[]): NightCharge[] {
  return charges.filter((charge) => !charged.some((entry) => entry.id === charge.entryId));
}

function leftOtherwise(
  { stay, occupancy, left, rooms, units }: InHouse,
  given: CheckOutInput,
  context: Context,
): Event[] {
  const asAgreed =
    occupancy.roomId === left.roomId &&
    stay.roomTypeId === left.roomTypeId &&
    stay.arrival === left.from &&
    units.taken.length === 0;
  if (asAgreed) return [];
  const forced = forcedNights(units);
  const numberOf = (roomId: string | null) => rooms.all.find((room) => room.id === roomId)?.number ?? '';
  return [
    openException(context, {
      label: 'left-otherwise',
      kind: 'left-otherwise',
      detail: {
        room: numberOf(left.roomId),
        wasRoom: numberOf(occupancy.roomId),
        wasType: stay.roomTypeId,
        wasFrom: stay.arrival,
        wasTo: stay.departure,
        forced,
      },
      remedies: [
        forced.length > 0
          ? { kind: 'acceptForced', label: { nights: forced.length }, with: {} }
          : { kind: 'acknowledge', label: {}, with: {} },
      ],
      concerns: { ...concernOf(given), room: numberOf(left.roomId), from: left.from, to: given.departure },
    }),
  ];
}

function guestFolio(id: string, guestId: string, { bookingId, stayId, currency }: CheckOutInput) {
  return { id, fields: { bookingId, stayId, guestId, kind: 'guest' as const, currency, status: 'open' as const } };
}

function concernOf(given: CheckOutInput): Concern {
  return {
    guest: given.guest,
    bookingId: given.bookingId,
    bookingNumber: given.bookingNumber,
    stayId: given.stayId,
    to: given.date,
  };
}
