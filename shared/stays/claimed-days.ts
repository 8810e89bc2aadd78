import { type Span, addDays, spansOverlap } from '#shared/kernel/dates.ts';

/** The days for which an occupancy has its room [R1]: from arrival to the day before departure; day use has its one day. */
export function claimedDays({ from, to }: Span): Span {
  return from === to ? { from, to: addDays(from, 1) } : { from, to };
}

/** Whether two occupancies, or an occupancy and a wish, are in each other's way in one room. Who departs on a day leaves it free. */
export function claimsOverlap(one: Span, other: Span): boolean {
  return spansOverlap(claimedDays(one), claimedDays(other));
}

/** The days of an occupancy or a block as a span. */
export function spanOfRow({ fromDate, toDate }: { readonly fromDate: string; readonly toDate: string }): Span {
  return { from: fromDate, to: toDate };
}
