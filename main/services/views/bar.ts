import type { BarState, BarView } from '#shared/rpc/calendar-views.ts';
import type { StayStatus } from '#shared/schema/words.ts';
import type { GuestNames } from './guest-names.ts';

/** A row of `calendar_segment` as SQLite gives it: the read model behind every bar and every list of the day. */
export interface SegmentRow {
  readonly id: string;
  readonly stay_id: string;
  readonly booking_id: string;
  readonly booking_number: string;
  readonly guest_id: string;
  readonly room_id: string | null;
  readonly room_type_id: string;
  readonly from_date: string;
  readonly to_date: string;
  readonly stay_status: StayStatus;
  readonly name: string;
  readonly adults: number;
  readonly children: number;
  readonly unpaid: number;
  readonly total: number;
  readonly vip: number;
  readonly locked: number;
  readonly disputed: number;
  readonly made_by: string;
  readonly guaranteed: number;
  readonly country: string;
  readonly wishes: string;
  readonly expected_at: string;
  readonly version: number;
}

/** The columns of {@link SegmentRow}, for a SELECT over `calendar_segment AS s`. */
export const segmentColumns = [
  'id',
  'stay_id',
  'booking_id',
  'booking_number',
  'guest_id',
  'room_id',
  'room_type_id',
  'from_date',
  'to_date',
  'stay_status',
  'name',
  'adults',
  'children',
  'unpaid',
  'total',
  'vip',
  'locked',
  'disputed',
  'made_by',
  'guaranteed',
  'country',
  'wishes',
  'expected_at',
  'version',
]
  .map((column) => `s.${column}`)
  .join(', ');

/** What a stay asks of the desk on this business date. A guest who should have come or gone before today is overdue. */
export function barState(status: StayStatus, from: string, to: string, businessDate: string): BarState {
  switch (status) {
    case 'HELD':
      return 'unconfirmed';
    case 'CONFIRMED':
      if (from > businessDate) return 'confirmed';
      return from === businessDate ? 'dueIn' : 'overdue';
    case 'CHECKED_IN':
      if (to > businessDate) return 'inHouse';
      return to === businessDate ? 'dueOut' : 'overdue';
    case 'CHECKED_OUT':
    case 'NO_SHOW':
    case 'CANCELLED':
    case 'EXPIRED':
      return 'departed';
  }
}

/** What the bars of one view are seen against. */
export interface Standpoint {
  readonly businessDate: string;
  /** Whether what this writer wrote still waits here for the server. */
  readonly tentative: (writer: string) => boolean;
  readonly names: GuestNames;
}

/** What can be said of a sale until the server has answered [S32]: it stands whatever it finds, or it asks. Nothing once it has. */
export function promiseOf(
  waits: boolean,
  wasPromised: boolean,
): { readonly tentative: boolean; readonly guaranteed: boolean } {
  return { tentative: waits && !wasPromised, guaranteed: waits && wasPromised };
}

export function barOf(row: SegmentRow, { businessDate, tentative, names }: Standpoint): BarView {
  return {
    id: row.id,
    stayId: row.stay_id,
    bookingId: row.booking_id,
    bookingNumber: row.booking_number,
    guestId: row.guest_id,
    roomId: row.room_id,
    roomTypeId: row.room_type_id,
    from: row.from_date,
    to: row.to_date,
    state: barState(row.stay_status, row.from_date, row.to_date, businessDate),
    name: names.name(row.name),
    adults: row.adults,
    children: row.children,
    unpaid: row.unpaid,
    total: row.total,
    vip: row.vip === 1,
    locked: row.locked === 1,
    disputed: row.disputed === 1,
    ...promiseOf(tentative(row.made_by), row.guaranteed === 1),
    country: row.country,
    wishes: names.text(row.wishes),
    expectedAt: row.expected_at,
    version: row.version,
  };
}
