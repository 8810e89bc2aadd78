import { heldLineId, holdIdOf } from '#shared/bookings/hold-ids.ts';
import { plainTerms } from '#shared/bookings/plain-terms.ts';
import { type SlotFigures, emptySlot, slotId } from '#shared/inventory/slot.ts';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import type { Fields } from '#shared/schema/entities.ts';
import type { BookingStatus, ChannelGroup, HoldType, SeatStatus } from '#shared/schema/words.ts';
import { timesOf } from '#shared/tours/departure-times.ts';
import type { RowState } from '#main/store/open-store.ts';
import { aRow, idFor } from './host-rows.ts';

/* Rows of a small tour desk for tests of what the screens read; every factory fills in what a test does not care about. */

const ZONE = 'Asia/Kathmandu';

export function aProduct(code: string, fields: Partial<Fields<'product'>> = {}): RowState {
  return aRow('product', idFor(`product ${code}`), {
    code,
    name: `Tour ${code}`,
    kind: 'trek',
    description: '',
    days: 4,
    hours: 0,
    meetingPoint: '',
    capacity: 16,
    overbookingLimit: 1,
    minParticipants: 4,
    cutoffHours: 13,
    decisionDays: 3,
    waitlist: true,
    prices: [{ category: 'adult', amount: 3_200_000, fromAge: null, toAge: null }],
    quotas: {},
    position: 1,
    active: true,
    ...fields,
  });
}

export interface DepartureWish {
  readonly product: string;
  readonly date: string;
  readonly time?: string;
  readonly days?: number;
  readonly cutoffHours?: number;
  readonly slot?: Partial<SlotFigures>;
  readonly fields?: Partial<Fields<'departure'>>;
}

/** The id of a product's departure. */
export function departureIdOf({ product, date, time = '07:00' }: DepartureWish): string {
  return idFor(`departure ${product} ${date} ${time}`);
}

/** A departure with the slot of its seats. */
export function aDeparture(wish: DepartureWish): RowState[] {
  const { product, date, time = '07:00', days = 4, cutoffHours = 13 } = wish;
  const id = departureIdOf(wish);
  const seats = slotId('seat', id, date);
  const times = { date, time, zone: ZONE, days, cutoffHours, minParticipants: 4, decisionDays: 3 };
  return [
    aRow('departure', id, {
      productId: idFor(`product ${product}`),
      slotId: seats,
      ...timesOf(times),
      onSaleAt: null,
      sale: 'byDate',
      alertedAt: null,
      waitlist: true,
      guide: '',
      note: '',
      prices: [{ category: 'adult', amount: 3_200_000, fromAge: null, toAge: null }],
      seriesId: null,
      state: 'scheduled',
      stateReason: '',
      ...wish.fields,
    }),
    aRow('slot', seats, { ...emptySlot('seat', id, date, 16), ...wish.slot }),
  ];
}

export interface SeatsWish {
  readonly of: DepartureWish;
  readonly guest: string;
  readonly units: number;
  readonly status?: SeatStatus;
  readonly bookingStatus?: BookingStatus;
  readonly paid?: number;
  readonly madeBy?: string;
  readonly booking?: Partial<Fields<'booking'>>;
  readonly seats?: Partial<Fields<'seats'>>;
}

/** A booking of seats; ids are those of `number`. */
export function aSeatBooking(number: string, wish: SeatsWish): RowState[] {
  const { guest, units, status = 'CONFIRMED', paid = 0 } = wish;
  const departureId = departureIdOf(wish.of);
  const total = units * 3_200_000;
  return [
    aRow('booking', idFor(`booking ${number}`), {
      number,
      guestId: idFor(`guest ${guest}`),
      source: 'phone',
      externalRef: null,
      status: wish.bookingStatus ?? (status === 'HELD' ? 'HELD' : 'CONFIRMED'),
      paymentStatus: paymentStatusOf(total, paid),
      statusReason: '',
      currency: 'NPR',
      total,
      paid,
      depositHeld: 0,
      madeBy: wish.madeBy ?? 'server/1',
      note: '',
      confirmedAt: null,
      cancelledAt: null,
      ...plainTerms,
      holdId: status === 'HELD' ? holdIdOf(idFor(`booking ${number}`)) : null,
      ...wish.booking,
    }),
    aRow('seats', idFor(`seats ${number}`), {
      bookingId: idFor(`booking ${number}`),
      guestId: idFor(`guest ${guest}`),
      departureId,
      slotId: slotId('seat', departureId, wish.of.date),
      variantId: null,
      pax: [{ category: 'adult', count: units }],
      units,
      status,
      overbooked: 0,
      travellers: '',
      requirements: '',
      total,
      tax: 0,
      ...wish.seats,
    }),
  ];
}

export interface HoldWish {
  readonly of: DepartureWish;
  readonly units: number;
  readonly expiresAt: string;
  readonly booking?: string;
  readonly entry?: string;
  readonly group?: ChannelGroup;
  readonly type?: HoldType;
  readonly fields?: Partial<Fields<'hold'>>;
}

/** A hold on one departure; the slot's own figures are the test's to give. */
export function aHold(name: string, wish: HoldWish): RowState[] {
  const { units, expiresAt, group = 'manual', fields = {} } = wish;
  const departureId = departureIdOf(wish.of);
  const { status = 'active', paying = false } = fields;
  const holdId = wish.booking === undefined ? idFor(`hold ${name}`) : holdIdOf(idFor(`booking ${wish.booking}`));
  const slot = slotId('seat', departureId, wish.of.date);
  return [
    aRow('hold', holdId, {
      bookingId: wish.booking === undefined ? null : idFor(`booking ${wish.booking}`),
      waitlistEntryId: wish.entry === undefined ? null : idFor(`entry ${wish.entry}`),
      type: wish.type ?? 'PAYMENT_PENDING',
      source: group === 'website' ? 'website' : 'phone',
      channelGroup: group,
      status,
      expiresAt,
      paying,
      waitsFor: '',
      ...fields,
    }),
    aRow('heldUnits', heldLineId(holdId, slot), {
      holdId,
      slotId: slot,
      units,
      overbooked: 0,
      channelGroup: group,
      status,
      expiresAt,
      paying,
    }),
  ];
}

/** Somebody who waits for seats. */
export function anEntry(
  name: string,
  wish: { of: DepartureWish; guest: string; units: number; joinedAt: string } & Partial<Fields<'waitlistEntry'>>,
): RowState {
  const { of, guest, ...fields } = wish;
  const departureId = departureIdOf(of);
  return aRow('waitlistEntry', idFor(`entry ${name}`), {
    departureId,
    slotId: slotId('seat', departureId, of.date),
    guestId: idFor(`guest ${guest}`),
    variantId: null,
    pax: [{ category: 'adult', count: wish.units }],
    source: 'phone',
    status: 'waiting',
    holdId: null,
    offeredUntil: null,
    bookingId: null,
    note: '',
    channelId: null,
    agentId: null,
    channelGroup: null,
    ...fields,
  });
}

/** Units of a departure that a desk keeps to sell without asking. */
export function aSeatLease(desk: string, of: DepartureWish, units: number): RowState {
  const departureId = departureIdOf(of);
  return aRow('lease', idFor(`lease ${desk} ${departureId}`), {
    deskCode: desk,
    epoch: 1,
    slotId: slotId('seat', departureId, of.date),
    kind: 'seat',
    resourceId: departureId,
    date: of.date,
    units,
    recalled: 0,
    status: 'active',
  });
}
