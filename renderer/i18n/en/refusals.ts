import type { RefusalReason } from '#shared/kernel/outcome.ts';

/** Every reason why something cannot be done, said so that a person knows how to go on [U6]. */
export const refusals = {
  'sold-out': 'Sold out for these dates.',
  'room-taken': 'The room is taken on these nights.',
  'room-not-ready': 'The room is not ready yet.',
  'room-out-of-order': 'The room is out of order on these nights.',
  'wrong-room-type': 'The room is of another type than was booked.',
  'changed-elsewhere': 'It was changed elsewhere meanwhile. Look again, then decide.',
  'depends-on-refused': 'It builds on something that was refused. Settle that first.',
  'invalid-transition': 'This is not possible from its present state.',
  'invalid-dates': 'These dates do not go together.',
  'too-many-guests': 'More guests than the room holds.',
  'not-arrived-yet': 'The arrival date has not come yet.',
  'no-room': 'No room is assigned yet.',
  'balance-due': 'Something is still to be paid.',
  'amount-invalid': 'This amount is not possible.',
  'not-found': 'It is not there any more.',
  'already-exists': 'It exists already.',
  'already-answered': 'Somebody has answered this already.',
  'guest-erased': 'This guest has been erased.',
  'guest-has-business': 'There is still something to settle with this guest.',
  'no-right': 'Your role does not allow this.',
  'wrong-input': 'Something in the form is not right.',
  'disk-full': 'The disk is full. Nothing was taken; make room on it, then try again.',
  'disk-failed': 'The disk does not answer as it should. Nothing was taken. Tell your manager before you go on.',
  internal: 'It went wrong here. Nothing was changed.',
} satisfies Record<RefusalReason, string>;
