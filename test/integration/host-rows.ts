import { plainTerms } from '#shared/bookings/plain-terms.ts';
import { emptyNight } from '#shared/inventory/slot.ts';
import { addDays, daysBetween } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import type { EntityName, Fields, Row } from '#shared/schema/entities.ts';
import type { OccupancyStatus, StayStatus } from '#shared/schema/words.ts';
import type { RowState } from '#main/store/open-store.ts';
import type { Identity } from '#main/store/meta.ts';

/* Rows of a small lodge for tests of what the screens read; every factory fills in what a test does not care about. */

export const BUSINESS_DATE = '2026-11-20';
export const PROPERTY = idFor('property');

export const deskA: Identity = {
  server: 'http://127.0.0.1:1',
  token: 'token',
  tenantId: idFor('tenant'),
  propertyId: PROPERTY,
  deskId: idFor('desk A'),
  desk: 'A',
  name: 'Front desk',
  epoch: 1,
  publicKey: '',
  privateKey: '',
};

/** An id that is the same for the same word. */
export function idFor(word: string): string {
  return deriveId('01930000-0000-7000-8000-000000000000', word);
}

/** A whole row as it stands, written by `writer`. */
export function aRow<E extends EntityName>(entity: E, id: string, fields: Fields<E>, writer = 'server/1'): RowState {
  const base = {
    id,
    tenantId: deskA.tenantId,
    propertyId: PROPERTY,
    version: 1,
    writer,
    createdAt: '2026-11-01T08:00:00.000Z',
    createdBy: 'seed',
    updatedAt: '2026-11-01T08:00:00.000Z',
    updatedBy: 'seed',
  };
  // The base columns and the entity's own fields are the whole row.
  return { entity, id, row: { ...base, ...fields } as unknown as Row<EntityName> };
}

export function aProperty(): RowState {
  return aRow('property', PROPERTY, {
    name: 'Dhampus Ridge Lodge',
    prefix: 'DRL',
    zone: 'Asia/Kathmandu',
    currency: 'NPR',
    checkInTime: '14:00',
    checkOutTime: '12:00',
    businessDate: BUSINESS_DATE,
  });
}

export function aRoomType(code: string, fields: Partial<Fields<'roomType'>> = {}): RowState {
  return aRow('roomType', idFor(`type ${code}`), {
    code,
    name: `Type ${code}`,
    position: 1,
    baseOccupancy: 2,
    maxOccupancy: 3,
    nightlyRate: 500_000,
    ...fields,
  });
}

export function aRoom(number: string, type: string, fields: Partial<Fields<'room'>> = {}): RowState {
  return aRow('room', idFor(`room ${number}`), {
    roomTypeId: idFor(`type ${type}`),
    number,
    floor: '1',
    position: Number(number),
    status: 'VACANT_CLEAN',
    features: ['view'],
    note: '',
    ...fields,
  });
}

export function aGuest(name: string, fields: Partial<Fields<'guest'>> = {}): RowState {
  const profile = { name, country: 'NP', phone: '', email: '', vip: false, note: '', ...fields };
  return aRow('guest', idFor(`guest ${name}`), { erasedAt: null, ...profile });
}

export interface StayWish {
  readonly guest: string;
  readonly room: string | null;
  readonly type: string;
  readonly from: string;
  readonly nights: number;
  readonly status?: StayStatus;
  readonly total?: number;
  readonly paid?: number;
  readonly madeBy?: string;
  readonly expectedAt?: string;
}

const placeOf: Readonly<Record<StayStatus, OccupancyStatus>> = {
  HELD: 'expected',
  CONFIRMED: 'expected',
  CHECKED_IN: 'inHouse',
  CHECKED_OUT: 'gone',
  NO_SHOW: 'released',
  CANCELLED: 'released',
  EXPIRED: 'released',
};

/** A booking of one stay in one part, with its folio; ids are those of `number`. */
export function aStay(number: string, wish: StayWish): RowState[] {
  const { guest, room, type, from, nights, status = 'CONFIRMED', total = nights * 500_000, paid = 0 } = wish;
  const ids = { booking: idFor(`booking ${number}`), stay: idFor(`stay ${number}`), guest: idFor(`guest ${guest}`) };
  const to = addDays(from, nights);
  const madeBy = wish.madeBy ?? 'server/1';
  const roomTypeId = idFor(`type ${type}`);
  return [
    aRow('booking', ids.booking, {
      number,
      guestId: ids.guest,
      source: 'phone',
      externalRef: null,
      status: status === 'CANCELLED' ? 'CANCELLED' : 'CONFIRMED',
      paymentStatus: paymentStatusOf(total, paid),
      statusReason: '',
      currency: 'NPR',
      total,
      paid,
      depositHeld: 0,
      madeBy,
      note: '',
      confirmedAt: null,
      cancelledAt: null,
      ...plainTerms,
    }),
    aRow('stay', ids.stay, {
      bookingId: ids.booking,
      guestId: ids.guest,
      roomTypeId,
      arrival: from,
      departure: to,
      dayUse: daysBetween(from, to) === 0,
      adults: 2,
      children: 0,
      status,
      nightly: Array.from({ length: nights }, () => 500_000),
      expectedAt: wish.expectedAt ?? '',
      wishes: '',
      checkedInAt: null,
      checkedOutAt: null,
    }),
    aRow('occupancy', idFor(`occupancy ${number}`), {
      stayId: ids.stay,
      bookingId: ids.booking,
      roomTypeId,
      roomId: room === null ? null : idFor(`room ${room}`),
      fromDate: from,
      toDate: to,
      status: placeOf[status],
      disputed: false,
      locked: false,
    }),
  ];
}

/** A night of a type of which some are sold. */
export function aNight(type: string, date: string, total: number, confirmed: number): RowState {
  return aRow('slot', idFor(`slot ${type} ${date}`), {
    ...emptyNight(idFor(`type ${type}`), date, total),
    confirmed,
    manual: confirmed,
  });
}

/** A room that is out of order, or with `OOS` out of service. */
export function aBlock(room: string, type: string, from: string, to: string, kind: 'OOO' | 'OOS' = 'OOO'): RowState {
  return aRow('roomBlock', idFor(`block ${room} ${from}`), {
    roomId: idFor(`room ${room}`),
    roomTypeId: idFor(`type ${type}`),
    kind,
    fromDate: from,
    toDate: to,
    reason: 'pipe burst',
    status: 'open',
  });
}

/** A cash receipt of a booking, with its payment. */
export function aReceipt(number: number, booking: string, guest: string, amount: number, writer: string): RowState[] {
  const [receiptId, paymentId] = [idFor(`receipt ${number}`), idFor(`payment ${number}`)];
  const label = `A26-${String(number).padStart(6, '0')}`;
  return [
    aRow(
      'receipt',
      receiptId,
      {
        series: 'A26',
        number,
        paymentId,
        date: BUSINESS_DATE,
        content: {
          property: 'Dhampus Ridge Lodge',
          number: label,
          issuedAt: '2026-11-20T05:21:00.000Z',
          date: BUSINESS_DATE,
          desk: 'A',
          takenBy: 'Sabina Gurung',
          guest,
          booking,
          method: 'CASH',
          currency: 'NPR',
          amount,
          tendered: amount + 50_000,
          change: 50_000,
        },
        previousHash: '',
        hash: '0123456789abcdef'.repeat(4),
      },
      writer,
    ),
    aRow('payment', paymentId, {
      bookingId: idFor(`booking ${booking}`),
      folioId: idFor(`folio ${booking}`),
      guestId: idFor(`guest ${guest}`),
      method: 'CASH',
      status: 'COMPLETED',
      amount,
      tendered: amount + 50_000,
      change: 50_000,
      currency: 'NPR',
      date: BUSINESS_DATE,
      deskCode: 'A',
      takenBy: 'Sabina Gurung',
      receiptId,
    }),
  ];
}
