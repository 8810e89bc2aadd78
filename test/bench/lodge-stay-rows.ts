import { plainTerms } from '#shared/bookings/plain-terms.ts';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { dateOfDay } from '#shared/kernel/dates.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { BaseRow } from '#shared/schema/entity.ts';
import { type BookingSource, type OccupancyStatus, bookingSources } from '#shared/schema/words.ts';
import type { EntityRows } from './big-lodge.ts';
import { type PlannedStay, mixed } from './lodge-plan.ts';

/** What the rows of a lodge's stays refer to. */
export interface StaysOf {
  readonly base: Omit<BaseRow, 'id'>;
  readonly roomIds: readonly string[];
  readonly typeIds: readonly string[];
  readonly rateOf: (type: number) => number;
  readonly today: string;
}

const given = 'Amara Olof Chidi Sabina Prakash Elena Jan Mei Nora Tom Ira Wei Lucía Sofie Anil Hannah Yuki Omar'.split(
  ' ',
);
const family =
  'Okafor Lindqvist Okonkwo Gurung Thapa Costa Dijk Tanaka Schmid Ng O’Connell Rai Ferrari Kowalska Brandt Meyer'.split(
    ' ',
  );
const countries = ['NP', 'DE', 'IN', 'GB', 'NG', 'SE', 'JP', 'FR', 'US', 'AU'];
const statusOf: Readonly<Record<PlannedStay['status'], OccupancyStatus>> = {
  HELD: 'expected',
  CONFIRMED: 'expected',
  CHECKED_IN: 'inHouse',
  CHECKED_OUT: 'gone',
  NO_SHOW: 'released',
  CANCELLED: 'released',
  EXPIRED: 'released',
};

/** Five rows a stay. `start` is the number of the first stay in its lodge: what is made up follows from the number. */
export function stayRows(plan: readonly PlannedStay[], start: number, of: StaysOf): EntityRows[] {
  const guests: Row<'guest'>[] = [];
  const bookings: Row<'booking'>[] = [];
  const stays: Row<'stay'>[] = [];
  const occupancies: Row<'occupancy'>[] = [];
  const folios: Row<'folio'>[] = [];
  plan.forEach((planned, index) => {
    const number = start + index;
    const bookedOn = planned.from - 1 - (mixed(number) % 90);
    const createdAt = new Date(bookedOn * 86_400_000 + (mixed(number ^ 0x5bd1) % 86_400_000)).toISOString();
    const base = { ...of.base, createdAt, updatedAt: createdAt };
    const ids = (kind: number) => timedId(createdAt, number, kind);
    const [guestId, bookingId, stayId] = [ids(1), ids(2), ids(3)];
    guests.push({ ...base, id: guestId, ...guestOf(number) });
    bookings.push({ ...base, id: bookingId, guestId, ...bookingOf(planned, number, createdAt, of) });
    stays.push({ ...base, id: stayId, bookingId, guestId, ...stayOf(planned, number, of) });
    occupancies.push({
      ...base,
      id: ids(4),
      stayId,
      bookingId,
      roomTypeId: of.typeIds[planned.type] ?? '',
      roomId: of.roomIds[planned.room] ?? null,
      fromDate: dateOfDay(planned.from),
      toDate: dateOfDay(planned.from + planned.nights),
      status: statusOf[planned.status],
      disputed: false,
      locked: mixed(number ^ 0x77) % 25 === 0,
    });
    folios.push({
      ...base,
      id: folioIdOf(bookingId),
      bookingId,
      stayId,
      guestId,
      kind: 'guest',
      currency: 'NPR',
      status: 'open',
    });
  });
  return [
    { entity: 'guest', rows: guests },
    { entity: 'booking', rows: bookings },
    { entity: 'stay', rows: stays },
    { entity: 'occupancy', rows: occupancies },
    { entity: 'folio', rows: folios },
  ];
}

function guestOf(number: number) {
  const [first, last] = [pick(given, number), pick(family, number ^ 0x9e37)];
  const name = `${first} ${last}`;
  const phone = `+977 98${String(mixed(number ^ 0xabc) % 100_000_000).padStart(8, '0')}`;
  const email = `${first.toLowerCase()}.${number}@example.org`;
  const vip = mixed(number ^ 0x33) % 25 === 0;
  return {
    name,
    country: pick(countries, number),
    phone,
    email,
    vip,
    note: '',
    erasedAt: null,
  };
}

function bookingOf(planned: PlannedStay, number: number, at: string, of: StaysOf) {
  const total = of.rateOf(planned.type) * planned.nights;
  const settled = planned.status === 'CHECKED_IN' || planned.status === 'CHECKED_OUT';
  const paid = settled ? total : 0;
  return {
    number: `DRL-${at.slice(0, 4)}-W${String(number).padStart(6, '0')}`,
    source: pick<BookingSource>(bookingSources, number),
    externalRef: null,
    status: planned.status,
    paymentStatus: paymentStatusOf(total, paid),
    statusReason: '',
    currency: 'NPR',
    total,
    paid,
    depositHeld: 0,
    madeBy: of.base.writer,
    note: '',
    confirmedAt: at,
    cancelledAt: planned.status === 'CANCELLED' ? at : null,
    ...plainTerms,
  };
}

function stayOf({ from, nights, type, status }: PlannedStay, number: number, of: StaysOf) {
  const there = status === 'CHECKED_IN' || status === 'CHECKED_OUT';
  return {
    roomTypeId: of.typeIds[type] ?? '',
    arrival: dateOfDay(from),
    departure: dateOfDay(from + nights),
    dayUse: false,
    adults: 1 + (mixed(number ^ 0x11) % 2),
    children: mixed(number ^ 0x22) % 10 === 0 ? 1 : 0,
    status,
    nightly: Array.from({ length: nights }, () => of.rateOf(type)),
    expectedAt: number % 3 === 0 ? '14:30' : '',
    wishes: number % 5 === 0 ? 'Vegetarian, quiet room' : '',
    checkedInAt: there ? `${dateOfDay(from)}T09:00:00.000Z` : null,
    checkedOutAt: status === 'CHECKED_OUT' ? `${dateOfDay(from + nights)}T05:00:00.000Z` : null,
  };
}

/** An id in UUIDv7 layout that begins with the moment, as those of real rows do, so that indexes fill alike. */
function timedId(at: string, number: number, kind: number): string {
  const time = Date.parse(at).toString(16).padStart(12, '0');
  const [a, b] = [mixed(number * 8 + kind), mixed((number * 8 + kind) ^ 0x5a5a5a5a)];
  const tail = `${b.toString(16).padStart(8, '0')}${number.toString(16).padStart(7, '0')}`;
  const hex = `${time}7${a.toString(16).padStart(8, '0').slice(0, 3)}8${tail}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

function pick<T>(from: readonly T[], number: number): T {
  const one = from[mixed(number) % from.length];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}
