import { mergeProjections } from './bookings/merge-events.ts';
import { saleProjections } from './bookings/sale-events.ts';
import { type RowChange, add, insert, patch } from './changes.ts';
import { allotmentProjections } from './allotments/allotment-events.ts';
import { outsideProjections } from './outside/note-turned-away.ts';
import type { CashMovement, Event, EventOf } from './events.ts';
import { holdProjections } from './holds/hold-events.ts';
import { journalOf } from './journal-of.ts';
import { type ProjectionsOf, made, slotChanges } from './projection.ts';
import { termProjections } from './terms/term-events.ts';
import { tourProjections } from './tours/tour-events.ts';

/** What an event does to the rows; `eventId` names the journal entry of a financial one [A1]. */
export function project(event: Event, eventId: string): readonly RowChange[] {
  // Each event type has its own projection, looked up by that very type.
  const projection = projections[event.type] as (event: Event) => readonly RowChange[];
  return [...projection(event), ...journalOf(event, eventId)];
}

const projections: ProjectionsOf<Event> = {
  ...tourProjections,
  ...holdProjections,
  ...saleProjections,
  ...mergeProjections,
  ...allotmentProjections,
  ...outsideProjections,
  ...termProjections,
  PropertyOpened: (event) => [made('property', event.property)],
  PropertyDayRolled: (event) => [patch('property', event.propertyId, { businessDate: event.businessDate })],
  UserAdded: (event) => [made('user', event.user)],
  DeskEnrolled: (event) => [made('desk', event.desk)],
  DeskEpochBegun: ({ deskId, name, epoch }) => [patch('desk', deskId, { name, epoch, status: 'active' })],
  DeskRevoked: ({ deskId }) => [patch('desk', deskId, { status: 'revoked' })],
  DeskReadmitted: ({ deskId }) => [patch('desk', deskId, { status: 'active' })],
  RoomTypeAdded: (event) => [made('roomType', event.roomType)],
  RoomTypeChanged: (event) => [patch('roomType', event.roomTypeId, event.fields)],
  RoomAdded: (event) => [made('room', event.room), ...slotChanges(event.slots)],
  RoomStatusSet: (event) => [patch('room', event.roomId, { status: event.to })],
  RoomPutOutOfOrder: (event) => [
    made('roomBlock', event.block),
    ...(event.roomStatus === null ? [] : [patch('room', event.block.fields.roomId, { status: event.roomStatus })]),
    ...event.displaced.map((id) => patch('occupancy', id, { roomId: null })),
    ...slotChanges(event.slots),
  ],
  RoomReturned: (event) => [
    patch('roomBlock', event.blockId, { status: 'ended', toDate: event.until }),
    patch('room', event.roomId, { status: event.roomStatus }),
    ...slotChanges(event.slots),
  ],
  GuestAdded: (event) => [made('guest', event.guest)],
  GuestChanged: (event) => [patch('guest', event.guestId, event.fields)],
  // The key is nobody's before-image on the server: there it is gone with this write [S29].
  GuestErased: (event) => [
    insert('guestKey', event.guestId, { key: '' }),
    patch('guest', event.guestId, { erasedAt: event.at }),
  ],
  StayBooked: (event) => [
    made('booking', event.booking),
    made('stay', event.stay),
    made('occupancy', event.occupancy),
    made('folio', event.folio),
    ...slotChanges(event.slots),
  ],
  StayChanged: (event) => [
    patch('stay', event.stayId, event.fields),
    patch('booking', event.booking.id, event.booking.fields),
  ],
  StayMoved: (event) => [
    patch('stay', event.stayId, event.stay),
    patch('occupancy', event.occupancyId, event.occupancy),
    patch('booking', event.booking.id, event.booking.fields),
    ...slotChanges(event.slots),
    ...roomChanges(event.rooms),
  ],
  RoomLockSet: (event) => [patch('occupancy', event.occupancyId, { locked: event.locked })],
  StayUnassigned: (event) => [patch('occupancy', event.occupancyId, { roomId: null })],
  BookingCancelled: (event) => [
    patch('booking', event.bookingId, { status: 'CANCELLED', statusReason: event.reason, cancelledAt: event.at }),
    ...event.stayIds.map((id) => patch('stay', id, { status: 'CANCELLED' })),
    ...event.occupancyIds.map((id) => patch('occupancy', id, { status: 'released' })),
    ...slotChanges(event.slots),
  ],
  StayCheckedIn: (event) => [
    patch('stay', event.stayId, { status: 'CHECKED_IN', checkedInAt: event.at, roomTypeId: event.roomTypeId }),
    patch('occupancy', event.occupancyId, {
      status: 'inHouse',
      roomId: event.roomId,
      roomTypeId: event.roomTypeId,
      disputed: event.disputed,
    }),
    add('booking', event.bookingId, { depositHeld: -event.depositApplied }),
    patch('booking', event.bookingId, { status: 'CHECKED_IN' }),
    patch('room', event.roomId, { status: 'OCCUPIED' }),
  ],
  StayCheckedOut: (event) => [
    patch('stay', event.stayId, {
      status: 'CHECKED_OUT',
      roomTypeId: event.roomTypeId,
      arrival: event.arrival,
      departure: event.departure,
      dayUse: event.arrival === event.departure,
      checkedOutAt: event.at,
    }),
    patch('occupancy', event.occupancyId, {
      status: 'gone',
      roomId: event.roomId,
      roomTypeId: event.roomTypeId,
      fromDate: event.arrival,
      toDate: event.departure,
    }),
    add('booking', event.bookingId, { depositHeld: -event.depositApplied }),
    patch('booking', event.bookingId, {
      status: event.bookingStatus,
      total: event.total,
      paymentStatus: event.paymentStatus,
    }),
    ...roomChanges(event.rooms),
    ...chargeChanges(event),
    ...slotChanges(event.slots),
  ],
  NightsCharged: (event) => [
    ...(event.folio === null ? [] : [made('folio', event.folio)]),
    ...(event.booking === null ? [] : [patch('booking', event.bookingId, event.booking)]),
    ...chargeChanges(event),
  ],
  CashTaken: (event) => cashChanges(event),
  PaymentTaken: (event) => cashChanges(event),
  PaymentVoided: (event) => cashChanges(event),
  CashRefunded: (event) => cashChanges(event),
  CreditApplied: (event) => [
    ...event.entries.map((entry) => made('folioEntry', entry)),
    add('booking', event.bookingId, { paid: event.amount, depositHeld: event.inHouse ? 0 : event.amount }),
    patch('booking', event.bookingId, { paymentStatus: event.paymentStatus }),
  ],
  DepositSettled: (event) => [
    ...(event.creditFolio === null ? [] : [made('folio', event.creditFolio)]),
    ...event.entries.map((entry) => made('folioEntry', entry)),
    add('booking', event.bookingId, {
      paid: -(event.credit + event.retained),
      depositHeld: -(event.credit + event.retained),
    }),
    patch('booking', event.bookingId, { paymentStatus: event.paymentStatus }),
  ],
  ExceptionOpened: (event) => [made('exception', event.exception)],
  ExceptionResolved: (event) => [
    patch('exception', event.exceptionId, { status: 'resolved', resolution: event.resolution, resolvedBy: event.by }),
  ],
  RefusalAnswered: (event) => [patch('refusal', event.refusalId, { status: event.status, answeredBy: event.by })],
};

function cashChanges(
  event: CashMovement & Pick<EventOf<'CashTaken'>, 'booking' | 'creditFolio'>,
): readonly RowChange[] {
  const { receipt, booking } = event;
  return [
    ...(event.creditFolio === null ? [] : [made('folio', event.creditFolio)]),
    made('payment', event.payment),
    insert('receipt', receipt.id, {
      series: receipt.series,
      number: receipt.number,
      paymentId: event.payment.id,
      date: event.payment.fields.date,
      content: receipt.content,
      previousHash: receipt.previousHash,
      hash: receipt.hash,
    }),
    made('folioEntry', event.folioEntry),
    ...(booking === null
      ? []
      : [
          add('booking', booking.id, {
            paid: booking.paid,
            depositHeld: booking.depositHeld,
            receivable: booking.receivable,
          }),
          patch('booking', booking.id, { paymentStatus: booking.paymentStatus }),
        ]),
  ];
}

function chargeChanges(
  event: Pick<EventOf<'NightsCharged'>, 'folioId' | 'bookingId' | 'currency' | 'charges'>,
): RowChange[] {
  return event.charges.map((charge) =>
    insert('folioEntry', charge.entryId, {
      folioId: event.folioId,
      bookingId: event.bookingId,
      kind: 'charge',
      date: charge.date,
      description: charge.description,
      amount: charge.amount,
      currency: event.currency,
      receiptId: null,
      correctsId: null,
    }),
  );
}

function roomChanges(rooms: EventOf<'StayMoved'>['rooms']): RowChange[] {
  return rooms.map((room) => patch('room', room.id, { status: room.status }));
}
