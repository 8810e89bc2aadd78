/** The closed lists of words that columns hold; the trade's own terms (docs/glossary.md). */
export const roles = [
  'frontDesk',
  'cashier',
  'housekeeping',
  'accountant',
  'manager',
  'administrator',
  'agent',
  'system',
] as const;
export type Role = (typeof roles)[number];

export const roomStatuses = ['VACANT_CLEAN', 'VACANT_DIRTY', 'INSPECTED', 'OCCUPIED', 'OOO', 'OOS'] as const;
export type RoomStatus = (typeof roomStatuses)[number];

export const bookingStatuses = [
  'DRAFT',
  'HELD',
  'PENDING_PAYMENT',
  'PENDING_APPROVAL',
  'CONFIRMED',
  'CHECKED_IN',
  'PARTIALLY_USED',
  'CHECKED_OUT',
  'COMPLETED',
  'NO_SHOW',
  'CANCELLED',
  'EXPIRED',
  'ARCHIVED',
] as const;
export type BookingStatus = (typeof bookingStatuses)[number];

export const stayStatuses = [
  'HELD',
  'CONFIRMED',
  'CHECKED_IN',
  'CHECKED_OUT',
  'NO_SHOW',
  'CANCELLED',
  'EXPIRED',
] as const;
export type StayStatus = (typeof stayStatuses)[number];

/** `expected` and `inHouse` claim their room; `gone` did; `released` never will. */
export const occupancyStatuses = ['expected', 'inHouse', 'gone', 'released'] as const;
export type OccupancyStatus = (typeof occupancyStatuses)[number];

export const paymentStatuses = [
  'UNPAID',
  'PARTIAL',
  'PAID',
  'UNCERTAIN',
  'UNKNOWN',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

export const paymentMethods = [
  'CASH',
  'CARD',
  'UPI',
  'BANK_TRANSFER',
  'CHEQUE',
  'OTA_COLLECT',
  'CREDIT',
  'VOUCHER',
  'PRIOR_SYSTEM',
] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export const paymentStates = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'UNCERTAIN', 'REFUNDED'] as const;
export type PaymentState = (typeof paymentStates)[number];

/** Where a booking came from: data, never logic [I12]. */
export const bookingSources = [
  'walkIn',
  'phone',
  'email',
  'whatsapp',
  'website',
  'referral',
  'agent',
  'ota',
  'corporate',
  'group',
] as const;
export type BookingSource = (typeof bookingSources)[number];

/** What a quota speaks of [I7]; a channel's settings say which group it sells from. */
export const channelGroups = ['website', 'ota', 'manual'] as const;
export type ChannelGroup = (typeof channelGroups)[number];

/** What is sold by the seat: each a template of departures. */
export const productKinds = ['tour', 'trek', 'activity', 'transfer'] as const;
export type ProductKind = (typeof productKinds)[number];

/** Whether a departure is on sale by its dates, or by hand whatever they say [I8]. */
export const saleStates = ['byDate', 'open', 'closed'] as const;
export type SaleState = (typeof saleStates)[number];

export const departureStates = ['scheduled', 'departed', 'cancelled'] as const;

/** A departure as staff and buyers see it, derived from its slot and the clock [I8]. */
export const departureStatuses = [
  'SCHEDULED',
  'OPEN',
  'FEW_LEFT',
  'FULL',
  'WAITLIST',
  'CLOSED',
  'DEPARTED',
  'CANCELLED',
] as const;
export type DepartureStatus = (typeof departureStatuses)[number];

export const seatStatuses = ['HELD', 'CONFIRMED', 'COMPLETED', 'NO_SHOW', 'CANCELLED', 'EXPIRED'] as const;
export type SeatStatus = (typeof seatStatuses)[number];

/** What a hold is for: it decides how long it lives [I4]. */
export const holdTypes = ['CART', 'PAYMENT_PENDING', 'APPROVAL_PENDING', 'OTA', 'WAITLIST'] as const;
export type HoldType = (typeof holdTypes)[number];

export const holdStatuses = ['active', 'confirmed', 'released', 'expired'] as const;
export type HoldStatus = (typeof holdStatuses)[number];

export const waitlistStatuses = ['waiting', 'offered', 'booked', 'expired', 'withdrawn'] as const;
export type WaitlistStatus = (typeof waitlistStatuses)[number];

/** Whether a sale stands whatever the server finds, since its units are this desk's own, or asks [S32]. */
export const promises = ['guaranteed', 'tentative'] as const;
export type SalePromise = (typeof promises)[number];

export const leaseStatuses = ['active', 'revoked'] as const;

/** What a message to a guest or to staff is about [C4]. */
export const noticeKinds = [
  'waitlistOffer',
  'reminder',
  'balanceDue',
  'toAll',
  'departureCancelled',
  'departureMoved',
  'minimumNotReached',
  'bookingConfirmed',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const noticeStatuses = ['queued', 'sent', 'failed', 'dropped'] as const;
