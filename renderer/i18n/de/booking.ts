import type { booking as english } from '../en/booking.ts';
import type { Words } from '../words.ts';

export const booking: Words<typeof english> = {};
