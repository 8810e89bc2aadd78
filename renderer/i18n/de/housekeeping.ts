import type { housekeeping as english } from '../en/housekeeping.ts';
import type { Words } from '../words.ts';

export const housekeeping: Words<typeof english> = {};
