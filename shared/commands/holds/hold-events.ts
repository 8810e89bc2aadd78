import type { SlotDelta } from '#shared/inventory/slot.ts';
import type { GoodsPosting } from '#shared/money/postings.ts';
import type { EntityName, Fields } from '#shared/schema/entities.ts';
import { type RowChange, add, patch } from '../changes.ts';
import type { Made } from '../events.ts';
import { type ProjectionsOf, made, slotChanges } from '../projection.ts';
import type { Recalled } from './earned-anew.ts';

/** A row that changes. */
export interface Patched<E extends EntityName> {
  readonly id: string;
  readonly fields: Partial<Fields<E>>;
}

/** A stay of a booking with its days. */
export interface MadeStay {
  readonly stay: Made<'stay'>;
  readonly occupancy: Made<'occupancy'>;
}

/** Seats that came free and are held for somebody who waited [I9]. */
export interface Offer {
  readonly entryId: string;
  readonly until: string;
  readonly hold: Made<'hold'>;
  readonly line: Made<'heldUnits'>;
  readonly notice: Made<'notice'>;
}

/** What happens to holds, to bookings of seats, and to those who wait for seats. */
export type HoldEvent =
  | { readonly type: 'NoticeQueued'; readonly notice: Made<'notice'> }
  /** One booking with its items, all held or none [I3, I13]. */
  | {
      readonly type: 'ItemsHeld';
      readonly booking: Made<'booking'>;
      readonly hold: Made<'hold'>;
      readonly lines: readonly Made<'heldUnits'>[];
      readonly seats: readonly Made<'seats'>[];
      readonly stays: readonly MadeStay[];
      readonly folio: Made<'folio'>;
      readonly slots: readonly SlotDelta[];
      /** The promotion that it uses once. */
      readonly promotionId: string | null;
    }
  /** The reference had come before: the first booking is the answer, as it stands [B5]. */
  | {
      readonly type: 'BookingKnown';
      readonly bookingId: string;
      readonly number: string;
      readonly status: Fields<'booking'>['status'];
    }
  /** What had run out blocks nothing, overbooked units are made whole, those who wait are served [I5, I9, I10]. */
  | {
      readonly type: 'SlotsDistributed';
      readonly slots: readonly SlotDelta[];
      /** Lines that have run out. */
      readonly lapsed: readonly string[];
      readonly whole: readonly {
        readonly of: 'heldUnits' | 'seats';
        readonly id: string;
        readonly overbooked: number;
      }[];
      /** Bookings of which nothing is overbooked any more. */
      readonly wholeBookings: readonly string[];
      readonly offers: readonly Offer[];
    }
  /** A hold lives on, waits for something else, or has a payment under way [I4, I6]. */
  | {
      readonly type: 'HoldChanged';
      readonly holdId: string;
      readonly hold: Partial<Fields<'hold'>>;
      readonly lineIds: readonly string[];
      readonly line: Partial<Fields<'heldUnits'>>;
      readonly booking: Patched<'booking'> | null;
      readonly entry: Patched<'waitlistEntry'> | null;
    }
  /** A booking takes a step that touches nothing else [B2]. */
  | { readonly type: 'BookingStepped'; readonly booking: Patched<'booking'> }
  /** Units that had been given up are held again, in their own lines [I6]. */
  | {
      readonly type: 'HeldAnew';
      readonly holdId: string;
      readonly hold: Partial<Fields<'hold'>>;
      readonly lines: readonly Patched<'heldUnits'>[];
      readonly booking: Patched<'booking'> | null;
      readonly seatIds: readonly string[];
      readonly stayIds: readonly string[];
      readonly occupancyIds: readonly string[];
      readonly slots: readonly SlotDelta[];
      /** The promotion that is used once again, where its use had been given back. */
      readonly promotionId: string | null;
    }
  /** What was held is given up before it was sold: it ran out, was released, rejected or not paid. */
  | {
      readonly type: 'HoldEnded';
      readonly holdId: string;
      readonly status: 'released' | 'expired';
      readonly lineIds: readonly string[];
      readonly booking: Patched<'booking'> | null;
      readonly entry: Patched<'waitlistEntry'> | null;
      readonly seats: readonly Patched<'seats'>[];
      readonly stayIds: readonly string[];
      readonly stayStatus: Fields<'stay'>['status'];
      readonly occupancyIds: readonly string[];
      readonly slots: readonly SlotDelta[];
      /** The promotion of which a use is free again. */
      readonly promotionId: string | null;
    }
  /** Held becomes sold [B3]; goods are issued [A1]. */
  | {
      readonly type: 'BookingConfirmed';
      readonly booking: Patched<'booking'>;
      readonly holdId: string;
      readonly lineIds: readonly string[];
      readonly seats: readonly Patched<'seats'>[];
      readonly stayIds: readonly string[];
      readonly slots: readonly SlotDelta[];
      readonly goods: GoodsPosting;
      readonly commission: Made<'commission'> | null;
      readonly currency: string;
      readonly date: string;
      readonly by: string;
    }
  /** Items of a confirmed booking are given up: their units are free, what was posted for them is taken back [A1]. */
  | {
      readonly type: 'ItemsCancelled';
      readonly booking: Patched<'booking'>;
      readonly seatIds: readonly string[];
      readonly stayIds: readonly string[];
      readonly occupancyIds: readonly string[];
      readonly slots: readonly SlotDelta[];
      readonly goods: GoodsPosting;
      readonly commission: Recalled | null;
      readonly currency: string;
      readonly date: string;
    }
  | { readonly type: 'WaitlistJoined'; readonly entry: Made<'waitlistEntry'> }
  | { readonly type: 'WaitlistEntryChanged'; readonly entry: Patched<'waitlistEntry'> }
  | { readonly type: 'SeatsOffered'; readonly offer: Offer; readonly slots: readonly SlotDelta[] }
  /** Who waited takes what is held for them: a booking of their own. */
  | {
      readonly type: 'OfferTaken';
      readonly entryId: string;
      readonly booking: Made<'booking'>;
      readonly seats: Made<'seats'>;
      readonly folio: Made<'folio'>;
      readonly hold: Patched<'hold'>;
      readonly line: Patched<'heldUnits'>;
      readonly promotionId: string | null;
    }
  /** A gateway was asked for money, or says how it ended without any [M6]. */
  | {
      readonly type: 'PaymentAsked';
      readonly payment: Made<'payment'>;
    }
  | { readonly type: 'PaymentChanged'; readonly payment: Patched<'payment'> };

export const holdProjections: ProjectionsOf<HoldEvent> = {
  NoticeQueued: (event) => [made('notice', event.notice)],
  ItemsHeld: (event) => [
    made('booking', event.booking),
    made('hold', event.hold),
    ...event.lines.map((line) => made('heldUnits', line)),
    ...event.seats.map((seats) => made('seats', seats)),
    ...event.stays.flatMap(({ stay, occupancy }) => [made('stay', stay), made('occupancy', occupancy)]),
    made('folio', event.folio),
    ...slotChanges(event.slots),
    ...(event.promotionId === null ? [] : [add('promotion', event.promotionId, { uses: 1 })]),
  ],
  BookingKnown: () => [],
  SlotsDistributed: (event) => [
    ...slotChanges(event.slots),
    ...event.lapsed.map((id) => patch('heldUnits', id, { status: 'expired' })),
    ...event.whole.map(({ of, id, overbooked }) => patch(of, id, { overbooked })),
    ...event.wholeBookings.map((id) => patch('booking', id, { overbooked: false })),
    ...event.offers.flatMap(offerChanges),
  ],
  HoldChanged: (event) => [
    patch('hold', event.holdId, event.hold),
    ...event.lineIds.map((id) => patch('heldUnits', id, event.line)),
    ...patched('booking', event.booking),
    ...patched('waitlistEntry', event.entry),
  ],
  BookingStepped: (event) => patched('booking', event.booking),
  HeldAnew: (event) => [
    patch('hold', event.holdId, event.hold),
    ...event.lines.map(({ id, fields }) => patch('heldUnits', id, fields)),
    ...patched('booking', event.booking),
    ...event.seatIds.map((id) => patch('seats', id, { status: 'HELD' })),
    ...event.stayIds.map((id) => patch('stay', id, { status: 'HELD' })),
    ...event.occupancyIds.map((id) => patch('occupancy', id, { status: 'expected' })),
    ...slotChanges(event.slots),
    ...(event.promotionId === null ? [] : [add('promotion', event.promotionId, { uses: 1 })]),
  ],
  HoldEnded: (event) => [
    patch('hold', event.holdId, { status: event.status, paying: false }),
    ...event.lineIds.map((id) => patch('heldUnits', id, { status: event.status, paying: false })),
    ...patched('booking', event.booking),
    ...patched('waitlistEntry', event.entry),
    ...event.seats.map(({ id, fields }) => patch('seats', id, fields)),
    ...event.stayIds.map((id) => patch('stay', id, { status: event.stayStatus })),
    ...event.occupancyIds.map((id) => patch('occupancy', id, { status: 'released', roomId: null })),
    ...slotChanges(event.slots),
    ...(event.promotionId === null ? [] : [add('promotion', event.promotionId, { uses: -1 })]),
  ],
  BookingConfirmed: (event) => [
    goodsChange(event.booking.id, event.goods, 'issued'),
    patch('booking', event.booking.id, event.booking.fields),
    patch('hold', event.holdId, { status: 'confirmed', paying: false }),
    ...event.lineIds.map((id) => patch('heldUnits', id, { status: 'confirmed', paying: false })),
    ...event.seats.map(({ id, fields }) => patch('seats', id, fields)),
    ...event.stayIds.map((id) => patch('stay', id, { status: 'CONFIRMED' })),
    ...slotChanges(event.slots),
    ...(event.commission === null ? [] : [made('commission', event.commission)]),
  ],
  ItemsCancelled: (event) => [
    goodsChange(event.booking.id, event.goods, 'returned'),
    patch('booking', event.booking.id, event.booking.fields),
    ...event.seatIds.map((id) => patch('seats', id, { status: 'CANCELLED', overbooked: 0 })),
    ...event.stayIds.map((id) => patch('stay', id, { status: 'CANCELLED' })),
    ...event.occupancyIds.map((id) => patch('occupancy', id, { status: 'released' })),
    ...slotChanges(event.slots),
    ...(event.commission === null
      ? []
      : [
          add('commission', event.commission.id, { recalled: event.commission.recalled }),
          patch('commission', event.commission.id, { earned: event.commission.earned }),
        ]),
  ],
  WaitlistJoined: (event) => [made('waitlistEntry', event.entry)],
  WaitlistEntryChanged: (event) => patched('waitlistEntry', event.entry),
  SeatsOffered: (event) => [...offerChanges(event.offer), ...slotChanges(event.slots)],
  OfferTaken: (event) => [
    made('booking', event.booking),
    made('seats', event.seats),
    made('folio', event.folio),
    patch('hold', event.hold.id, event.hold.fields),
    patch('heldUnits', event.line.id, event.line.fields),
    patch('waitlistEntry', event.entryId, { status: 'booked', bookingId: event.booking.id }),
    ...(event.promotionId === null ? [] : [add('promotion', event.promotionId, { uses: 1 })]),
  ],
  PaymentAsked: (event) => [made('payment', event.payment)],
  PaymentChanged: (event) => patched('payment', event.payment),
};

/** Goods that are issued are paid out of what stands as deposits, and the rest is owed; taken back, the mirror [A1]. */
export function goodsChange(
  bookingId: string,
  { fromDeposits, receivable }: GoodsPosting,
  way: 'issued' | 'returned',
): RowChange {
  const sign = way === 'issued' ? 1 : -1;
  return add('booking', bookingId, { depositHeld: -sign * fromDeposits, receivable: sign * receivable });
}

function offerChanges({ entryId, until, hold, line, notice }: Offer): RowChange[] {
  return [
    made('hold', hold),
    made('heldUnits', line),
    patch('waitlistEntry', entryId, { status: 'offered', holdId: hold.id, offeredUntil: until }),
    made('notice', notice),
  ];
}

export function patched<E extends EntityName>(entity: E, row: Patched<E> | null): RowChange[] {
  return row === null ? [] : [patch(entity, row.id, row.fields)];
}
