import { type PlainDate, type Span, daysBetween, daysOf } from '#shared/kernel/dates.ts';
import type { StayStatus } from '#shared/schema/words.ts';

/** The agreed rates of a stay: one per night from arrival on; day use has one for its day. Minor units. */
export interface AgreedRates {
  readonly arrival: string;
  readonly nightly: readonly number[];
}

/** One plain rate for every night; day use is charged once. */
export function plainRates(span: Span, rate: number): number[] {
  return Array.from({ length: Math.max(1, daysBetween(span.from, span.to)) }, () => rate);
}

/** What a move does to the price: rates move along, nights that stay keep theirs [B6], or exactly these, as when a move is undone. */
export type MovePrice = 'keep' | 'reprice' | { readonly nightly: readonly number[] };

/**
 * The rates after a change of dates [B6]. `reprice`: nights that stay keep their agreed rate, added nights get today's.
 * `keep`: the agreed rates move along night by night, and only nights beyond as many get today's. Another type has its own
 * rate for every night, but for those that a guest in house has slept before a day.
 */
export function ratesAfterMove(
  agreed: AgreedRates,
  span: Span,
  today: number,
  price: MovePrice,
  typeChanges: boolean,
  sleptBefore: PlainDate = '',
): number[] {
  if (typeof price === 'object') return [...price.nightly];
  if (span.from === span.to) return [price === 'keep' ? (agreed.nightly[0] ?? today) : today];
  if (price === 'keep') return daysOf(span).map((_, index) => agreed.nightly[index] ?? today);
  return daysOf(span).map((day) =>
    typeChanges && day >= sleptBefore ? today : (agreed.nightly[daysBetween(agreed.arrival, day)] ?? today),
  );
}

/** The day before which nights stay as they were slept, agreed and sold: a guest in house gets another type from today on. */
export function sleptBefore(
  stay: { readonly status: StayStatus; readonly roomTypeId: string },
  roomTypeId: string,
  businessDate: PlainDate,
): PlainDate {
  return stay.status === 'CHECKED_IN' && stay.roomTypeId !== roomTypeId ? businessDate : '';
}

export function sumOf(rates: readonly number[]): number {
  return rates.reduce((sum, rate) => sum + rate, 0);
}
