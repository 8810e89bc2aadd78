import { z } from 'zod';
import { type Span, daysBetween, isPlainDate } from '#shared/kernel/dates.ts';
import { sealedLength } from '#shared/kernel/sealed.ts';

const SHORT = 200;
const LONG = 4000;
const PHONE = 40;

/** The fields that commands share: bounded, so that no message can be larger than a person would write. */
export const idField = z.string().min(1).max(64);
export const dayField = z.string().refine(isDayOfBusiness, 'a day, YYYY-MM-DD, from 1970 to 2199');
/** The most nights of a stay: every one is a slot to be found and locked, so that a slip of the year must not ask for a million. */
export const MOST_NIGHTS = 730;
/** What is said of a span that {@link isStaySpan} does not take. */
export const TOO_LONG = `a stay of at most ${MOST_NIGHTS} nights`;
export const shortText = z.string().max(SHORT);
export const longText = z.string().max(LONG);
/** The same in what is recorded: a person's text is sealed there [S29], which makes it longer. One from before is plain. */
export const sealedShort = sealedUpTo(SHORT);
export const sealedLong = sealedUpTo(LONG);
export const phoneField = z.string().max(PHONE);
export const sealedPhone = sealedUpTo(PHONE);
/** An amount in minor units of the property's currency. */
export const amountField = z.number().int().min(0).max(1_000_000_000_000);
/** An amount that may be below zero: a discount, a difference. */
export const signedAmount = z.number().int().min(-1_000_000_000_000).max(1_000_000_000_000);
export const versionField = z.number().int().min(1);
export const paxField = z.number().int().min(0).max(99);

/** Whether a span has no more nights than a stay may have; what is no day is refused by its own field. */
export function isStaySpan({ from, to }: Span): boolean {
  return !isDayOfBusiness(from) || !isDayOfBusiness(to) || daysBetween(from, to) <= MOST_NIGHTS;
}

function isDayOfBusiness(text: string): boolean {
  return isPlainDate(text) && text >= '1970-01-01' && text <= '2199-12-31';
}

/** A personal text of at most so many characters, sealed. */
function sealedUpTo(characters: number) {
  return z.string().max(sealedLength(characters));
}
