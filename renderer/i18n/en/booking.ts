/** The words of the booking screen. */
export const booking = {};
