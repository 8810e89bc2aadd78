import { z } from 'zod';
import { versionField } from '../fields.ts';

/** The fields that the commands of terms share. */
export const expectedVersionField = versionField.nullable();
/** What people say and type: a code without blanks, in capitals wherever it is compared. */
export const codeField = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9._-]{1,20}$/, 'a code of letters and digits');
/** A share in hundredths of a percent. */
export const shareField = z.number().int().min(0).max(10_000);
/** Up to half a year. */
export const minutesField = z.number().int().min(0).max(262_800);
export const positionField = z.number().int().min(0).max(10_000);
