import type { Transition } from '#shared/kernel/state-machine.ts';
import type { StayStatus } from '#shared/schema/words.ts';

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
