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

export const stayStatuses = ['CONFIRMED', 'CHECKED_IN', 'CHECKED_OUT', 'NO_SHOW', 'CANCELLED'] as const;
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
