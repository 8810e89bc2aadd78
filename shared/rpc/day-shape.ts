import { z } from 'zod';
import { daysBetween, isPlainDate } from '#shared/kernel/dates.ts';

/** A day as it travels between services and screens: `YYYY-MM-DD`. */
export const dayShape = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A day that is asked about: one that there is. */
export const realDay = z.string().max(10).refine(isPlainDate, 'not a day');

/** The most days a question may span: whoever asks for more asks for all of the replica. */
export const LONGEST_SPAN_DAYS = 730;

/** Holds a question's `[from, to)` to days in order and to {@link LONGEST_SPAN_DAYS}. `from === to` is day use. */
export function isAskedSpan({ from, to }: { readonly from: string; readonly to: string }): boolean {
  return isPlainDate(from) && isPlainDate(to) && from <= to && daysBetween(from, to) <= LONGEST_SPAN_DAYS;
}
