import type { Transition } from '#shared/kernel/state-machine.ts';
import type { BookingStatus, StayStatus } from '#shared/schema/words.ts';

export type StayCommand = 'changeStay' | 'moveStay' | 'cancelBooking' | 'checkIn' | 'checkOut';

/** Every step a stay may take [B2]; anything else is refused as `invalid-transition`. */
export const stayTransitions: readonly Transition<StayStatus, StayCommand>[] = [
  { from: ['CONFIRMED'], command: 'changeStay', to: 'CONFIRMED', effect: 'none' },
  { from: ['CHECKED_IN'], command: 'changeStay', to: 'CHECKED_IN', effect: 'none' },
  {
    from: ['CONFIRMED'],
    command: 'moveStay',
    to: 'CONFIRMED',
    guard: 'room free, nights for sale',
    effect: 'none until earned',
  },
  { from: ['CHECKED_IN'], command: 'moveStay', to: 'CHECKED_IN', guard: 'arrival stays', effect: 'none until earned' },
  {
    from: ['CONFIRMED'],
    command: 'cancelBooking',
    to: 'CANCELLED',
    guard: 'no stay in house',
    effect: 'deposit stays with the guest',
  },
  {
    from: ['CONFIRMED'],
    command: 'checkIn',
    to: 'CHECKED_IN',
    guard: 'arrival reached, room assigned, free and ready',
    effect: 'deposit to guest ledger',
  },
  { from: ['CHECKED_IN'], command: 'checkOut', to: 'CHECKED_OUT', guard: 'balance zero', effect: 'room nights earned' },
];

export type BookingCommand =
  | 'extendHold'
  | 'releaseHold'
  | 'expireHold'
  | 'takeMoney'
  | 'confirmBooking'
  | 'approveBooking'
  | 'rejectBooking'
  | 'holdDraft'
  | 'startPayment'
  | 'paymentSucceeded'
  | 'paymentDeclined'
  | 'paymentGivenUp'
  | 'changePax'
  | 'moveSeats'
  | 'cancelItem'
  | 'cancelBooking'
  | 'cancelUnpaid'
  | 'postponeBalance'
  | 'checkIn'
  | 'checkOut';

/** Every step a booking may take [B2]; anything else is refused as `invalid-transition`. Once confirmed, its items say how it stands. */
export const bookingTransitions: readonly Transition<BookingStatus, BookingCommand>[] = [
  { from: ['HELD'], command: 'extendHold', to: 'HELD', guard: 'its units are still held', effect: 'none' },
  {
    from: ['PENDING_APPROVAL'],
    command: 'extendHold',
    to: 'PENDING_APPROVAL',
    guard: 'its units are still held',
    effect: 'none',
  },
  {
    from: ['DRAFT', 'HELD', 'PENDING_PAYMENT', 'PENDING_APPROVAL'],
    command: 'releaseHold',
    to: 'CANCELLED',
    effect: 'what was paid stays with the guest',
  },
  {
    from: ['DRAFT', 'HELD', 'PENDING_APPROVAL'],
    command: 'expireHold',
    to: 'EXPIRED',
    guard: 'its time is over, no payment under way',
    effect: 'what was paid stays with the guest',
  },
  {
    from: ['HELD', 'PENDING_PAYMENT', 'EXPIRED'],
    command: 'takeMoney',
    to: 'CONFIRMED',
    guard: 'deposit reached, units held or free again',
    effect: 'goods issued: deposits and receivable to deferred revenue and taxes; commission',
  },
  {
    from: ['HELD'],
    command: 'confirmBooking',
    to: 'CONFIRMED',
    guard: 'the channel collects, or a manager says so',
    effect: 'goods issued, commission',
  },
  {
    from: ['PENDING_APPROVAL'],
    command: 'approveBooking',
    to: 'CONFIRMED',
    guard: 'a manager who did not ask',
    effect: 'goods issued, commission',
  },
  { from: ['PENDING_APPROVAL'], command: 'rejectBooking', to: 'DRAFT', guard: 'a manager', effect: 'none' },
  {
    from: ['DRAFT'],
    command: 'holdDraft',
    to: 'HELD',
    guard: 'its units are free again; above the threshold PENDING_APPROVAL',
    effect: 'none',
  },
  {
    from: ['HELD', 'EXPIRED'],
    command: 'startPayment',
    to: 'PENDING_PAYMENT',
    guard: 'units held or free again',
    effect: 'none until settled',
  },
  {
    from: ['PENDING_PAYMENT'],
    command: 'paymentSucceeded',
    to: 'CONFIRMED',
    guard: 'deposit reached, else HELD',
    effect: 'money to deposits; goods issued, commission',
  },
  { from: ['PENDING_PAYMENT'], command: 'paymentDeclined', to: 'HELD', effect: 'none' },
  {
    from: ['PENDING_PAYMENT'],
    command: 'paymentGivenUp',
    to: 'CANCELLED',
    guard: 'declined three times',
    effect: 'none',
  },
  {
    from: ['HELD'],
    command: 'changePax',
    to: 'HELD',
    guard: 'added seats are there; dearer above the threshold PENDING_APPROVAL, deposit covered CONFIRMED',
    effect: 'none, or as takeMoney',
  },
  {
    from: ['CONFIRMED'],
    command: 'changePax',
    to: 'CONFIRMED',
    guard: 'added seats are there',
    effect: 'the difference is issued or taken back',
  },
  {
    from: ['HELD'],
    command: 'moveSeats',
    to: 'HELD',
    guard: 'seats are there; dearer above the threshold PENDING_APPROVAL, deposit covered CONFIRMED',
    effect: 'none, or as takeMoney',
  },
  {
    from: ['CONFIRMED'],
    command: 'moveSeats',
    to: 'CONFIRMED',
    guard: 'seats are there, not departed',
    effect: 'the difference is issued or taken back',
  },
  {
    from: ['CONFIRMED'],
    command: 'cancelItem',
    to: 'CONFIRMED',
    guard: 'another item stands, not departed',
    effect: 'its goods taken back, what was paid for them to deposits; commission recalled',
  },
  {
    from: ['CHECKED_IN'],
    command: 'cancelItem',
    to: 'CHECKED_IN',
    guard: 'the item is still to come',
    effect: 'as for CONFIRMED',
  },
  {
    from: ['CHECKED_OUT'],
    command: 'cancelItem',
    to: 'CHECKED_OUT',
    guard: 'the item is still to come',
    effect: 'as for CONFIRMED',
  },
  {
    from: ['HELD'],
    command: 'cancelItem',
    to: 'HELD',
    guard: 'its units are still held, another item stands; deposit covered CONFIRMED',
    effect: 'none, or as takeMoney',
  },
  {
    from: ['PENDING_APPROVAL'],
    command: 'cancelItem',
    to: 'PENDING_APPROVAL',
    guard: 'its units are still held, another item stands',
    effect: 'none',
  },
  {
    from: ['CONFIRMED'],
    command: 'cancelBooking',
    to: 'CANCELLED',
    guard: 'no stay in house, nothing departed',
    effect: 'goods taken back, what was paid to deposits; commission recalled',
  },
  {
    from: ['DRAFT', 'HELD', 'PENDING_PAYMENT', 'PENDING_APPROVAL'],
    command: 'cancelBooking',
    to: 'CANCELLED',
    effect: 'what was paid stays with the guest',
  },
  {
    from: ['CONFIRMED'],
    command: 'cancelUnpaid',
    to: 'CANCELLED',
    guard: 'the balance is overdue',
    effect: 'as cancelBooking; what the tiers keep is earned, the rest the guest’s credit',
  },
  { from: ['HELD'], command: 'postponeBalance', to: 'HELD', effect: 'none' },
  { from: ['PENDING_APPROVAL'], command: 'postponeBalance', to: 'PENDING_APPROVAL', effect: 'none' },
  { from: ['CONFIRMED'], command: 'postponeBalance', to: 'CONFIRMED', effect: 'none' },
  {
    from: ['CONFIRMED'],
    command: 'checkIn',
    to: 'CHECKED_IN',
    guard: 'as for its stay',
    effect: 'deposit to guest ledger',
  },
  { from: ['CHECKED_IN'], command: 'checkOut', to: 'CHECKED_OUT', guard: 'balance zero', effect: 'room nights earned' },
];
