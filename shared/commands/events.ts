import type { AllotmentEvent } from './allotments/allotment-events.ts';
import type { OutsideEvent } from './outside/note-turned-away.ts';
import type { MergeEvent } from './bookings/merge-events.ts';
import type { SaleEvent } from './bookings/sale-events.ts';
import type { HoldEvent } from './holds/hold-events.ts';
import type { TermEvent } from './terms/term-events.ts';
import type { TourEvent } from './tours/tour-events.ts';
import type { SlotDelta } from '#shared/inventory/slot.ts';
import type { PaymentSplit } from '#shared/money/postings.ts';
import type { EntityName, Fields } from '#shared/schema/entities.ts';
import type { ReceiptContent } from '#shared/schema/receipt-content.ts';
import type { BookingStatus, PaymentStatus, RoomStatus } from '#shared/schema/words.ts';

/** A row that an event brings into being. */
export interface Made<E extends EntityName> {
  readonly id: string;
  readonly fields: Fields<E>;
}

/** One charge of a night. Minor units. */
export interface NightCharge {
  readonly entryId: string;
  readonly date: string;
  readonly amount: number;
  readonly description: string;
}

/** A payment, or with a negative amount a refund, with its receipt. */
export interface CashMovement {
  readonly payment: Made<'payment'>;
  readonly receipt: {
    readonly id: string;
    readonly series: string;
    readonly number: number;
    readonly content: ReceiptContent;
    readonly previousHash: string;
    readonly hash: string;
  };
  readonly folioEntry: Made<'folioEntry'>;
  readonly split: PaymentSplit;
}

/** What a payment changes of its booking: amounts are changes, in minor units, negative where money is given back. */
export interface MoneyOnBooking {
  readonly id: string;
  readonly paid: number;
  readonly depositHeld: number;
  readonly receivable: number;
  readonly paymentStatus: PaymentStatus;
}

/** An epoch of a desk that a later one ended, with what its receipt series hold from then on [S16]. */
export interface ClosedEpoch {
  readonly epoch: number;
  /** For the branch of a copied disk: the epoch it was copied from [S22]. */
  readonly branchOf: number | null;
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly series: readonly {
    readonly series: string;
    readonly receipts: number;
    /** The highest number, and the hash of its receipt. */
    readonly last: number;
    readonly lastHash: string;
  }[];
}

/** Everything that happens, in the past tense. Amounts are minor units of the property's currency. */
export type Event =
  | HouseEvent
  | TourEvent
  | HoldEvent
  | SaleEvent
  | MergeEvent
  | AllotmentEvent
  | TermEvent
  | OutsideEvent;

/** What happens in the house and at its counter. */
type HouseEvent =
  | { readonly type: 'PropertyOpened'; readonly property: Made<'property'> }
  | { readonly type: 'PropertyDayRolled'; readonly propertyId: string; readonly businessDate: string }
  | { readonly type: 'UserAdded'; readonly user: Made<'user'> }
  | { readonly type: 'DeskEnrolled'; readonly desk: Made<'desk'> }
  | {
      readonly type: 'DeskEpochBegun';
      readonly deskId: string;
      readonly name: string;
      readonly epoch: number;
      readonly closed: readonly ClosedEpoch[];
    }
  | { readonly type: 'DeskRevoked'; readonly deskId: string }
  | { readonly type: 'DeskReadmitted'; readonly deskId: string }
  | { readonly type: 'RoomTypeAdded'; readonly roomType: Made<'roomType'> }
  | { readonly type: 'RoomTypeChanged'; readonly roomTypeId: string; readonly fields: Partial<Fields<'roomType'>> }
  | { readonly type: 'RoomAdded'; readonly room: Made<'room'>; readonly slots: readonly SlotDelta[] }
  | { readonly type: 'RoomStatusSet'; readonly roomId: string; readonly from: RoomStatus; readonly to: RoomStatus }
  | {
      readonly type: 'RoomPutOutOfOrder';
      readonly block: Made<'roomBlock'>;
      readonly roomStatus: RoomStatus | null;
      readonly displaced: readonly string[];
      readonly slots: readonly SlotDelta[];
    }
  | {
      readonly type: 'RoomReturned';
      readonly blockId: string;
      readonly roomId: string;
      readonly until: string;
      readonly roomStatus: RoomStatus;
      readonly slots: readonly SlotDelta[];
    }
  | { readonly type: 'GuestAdded'; readonly guest: Made<'guest'> }
  | { readonly type: 'GuestErased'; readonly guestId: string; readonly at: string }
  | { readonly type: 'GuestChanged'; readonly guestId: string; readonly fields: Partial<Fields<'guest'>> }
  | {
      readonly type: 'StayBooked';
      readonly booking: Made<'booking'>;
      readonly stay: Made<'stay'>;
      readonly occupancy: Made<'occupancy'>;
      readonly folio: Made<'folio'>;
      readonly slots: readonly SlotDelta[];
    }
  | {
      readonly type: 'StayChanged';
      readonly stayId: string;
      /** Why a rate was named by hand, sealed; missing where none was. */
      readonly rateReason?: string;
      readonly fields: Partial<Fields<'stay'>>;
      readonly booking: { readonly id: string; readonly fields: Partial<Fields<'booking'>> };
    }
  | {
      readonly type: 'StayMoved';
      readonly stayId: string;
      readonly stay: Partial<Fields<'stay'>>;
      readonly occupancyId: string;
      readonly occupancy: Partial<Fields<'occupancy'>>;
      readonly booking: { readonly id: string; readonly fields: Partial<Fields<'booking'>> };
      readonly slots: readonly SlotDelta[];
      readonly rooms: readonly { readonly id: string; readonly status: RoomStatus }[];
    }
  | { readonly type: 'RoomLockSet'; readonly occupancyId: string; readonly locked: boolean }
  | { readonly type: 'StayUnassigned'; readonly occupancyId: string; readonly roomId: string }
  | {
      readonly type: 'BookingCancelled';
      readonly bookingId: string;
      readonly reason: string;
      readonly stayIds: readonly string[];
      readonly occupancyIds: readonly string[];
      readonly slots: readonly SlotDelta[];
      readonly at: string;
    }
  | {
      readonly type: 'StayCheckedIn';
      readonly bookingId: string;
      readonly stayId: string;
      readonly occupancyId: string;
      readonly roomId: string;
      readonly roomTypeId: string;
      readonly disputed: boolean;
      readonly depositApplied: number;
      readonly currency: string;
      readonly date: string;
      readonly at: string;
    }
  | {
      readonly type: 'StayCheckedOut';
      readonly bookingId: string;
      readonly folioId: string;
      readonly stayId: string;
      readonly occupancyId: string;
      /** Where the guest was, of which type, and for which days: as it was, whatever had been agreed. */
      readonly roomId: string | null;
      readonly roomTypeId: string;
      readonly arrival: string;
      readonly departure: string;
      readonly rooms: readonly { readonly id: string; readonly status: RoomStatus }[];
      readonly total: number;
      /** CHECKED_OUT with the last stay of the booking. */
      readonly bookingStatus: BookingStatus;
      readonly paymentStatus: PaymentStatus;
      readonly currency: string;
      readonly charges: readonly NightCharge[];
      /** Deposit that was still held, applied now. */
      readonly depositApplied: number;
      readonly slots: readonly SlotDelta[];
      readonly date: string;
      readonly at: string;
    }
  | {
      /** Nights that were slept, of a stay that is not in the house here [S24]. */
      readonly type: 'NightsCharged';
      readonly bookingId: string;
      readonly folioId: string;
      /** The booking's folio, where no booking stands. */
      readonly folio: Made<'folio'> | null;
      /** What the booking comes to with them; null where that is not the sum of what was charged. */
      readonly booking: { readonly total: number; readonly paymentStatus: PaymentStatus } | null;
      readonly currency: string;
      readonly charges: readonly NightCharge[];
      readonly date: string;
    }
  | ({
      readonly type: 'CashTaken';
      readonly booking: MoneyOnBooking | null;
      readonly creditFolio: Made<'folio'> | null;
    } & CashMovement)
  /** Money by another way than cash, of which the drawer has nothing: a card terminal's, a transfer's [M2]. */
  | ({
      readonly type: 'PaymentTaken';
      readonly booking: MoneyOnBooking | null;
      readonly creditFolio: Made<'folio'> | null;
    } & CashMovement)
  /** A payment that never came is taken out of the books again; nothing went over the counter. */
  | ({
      readonly type: 'PaymentVoided';
      readonly booking: null;
      readonly creditFolio: null;
    } & CashMovement)
  | ({
      readonly type: 'CashRefunded';
      readonly booking: MoneyOnBooking | null;
      readonly creditFolio: Made<'folio'> | null;
    } & CashMovement)
  | {
      readonly type: 'CreditApplied';
      readonly bookingId: string;
      readonly fromFolioId: string;
      readonly toFolioId: string;
      readonly entries: readonly Made<'folioEntry'>[];
      readonly amount: number;
      readonly inHouse: boolean;
      readonly currency: string;
      readonly paymentStatus: PaymentStatus;
      readonly date: string;
    }
  /** A booking came to nothing: of its deposit the house keeps its share, the rest is the guest's credit [S24]. */
  | {
      readonly type: 'DepositSettled';
      readonly bookingId: string;
      readonly creditFolio: Made<'folio'> | null;
      readonly entries: readonly Made<'folioEntry'>[];
      readonly credit: number;
      readonly retained: number;
      readonly paymentStatus: PaymentStatus;
      readonly currency: string;
      readonly date: string;
    }
  | { readonly type: 'ExceptionOpened'; readonly exception: Made<'exception'> }
  | {
      readonly type: 'ExceptionResolved';
      readonly exceptionId: string;
      readonly resolution: string;
      readonly by: string;
    }
  | {
      readonly type: 'RefusalAnswered';
      readonly refusalId: string;
      readonly status: 'answered' | 'dismissed';
      readonly by: string;
    };

export type EventType = Event['type'];
export type EventOf<T extends EventType> = Extract<Event, { readonly type: T }>;
