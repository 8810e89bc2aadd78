import { type PlainDate, type Span, addDays, dayNumber, daysOf } from '#shared/kernel/dates.ts';

/** On which days a series departs. Both days of a span are meant. */
export type Recurrence =
  | { readonly every: 'date'; readonly on: readonly PlainDate[] }
  /** Days of the week as ISO 8601 numbers them, Monday 1 to Sunday 7. */
  | { readonly every: 'week'; readonly from: PlainDate; readonly to: PlainDate; readonly weekdays: readonly number[] }
  /** Every so many days, beginning with the first. */
  | { readonly every: 'days'; readonly from: PlainDate; readonly to: PlainDate; readonly days: number };

/** The days of a series, in order, each once. */
export function daysOfSeries(recurrence: Recurrence): PlainDate[] {
  switch (recurrence.every) {
    case 'date':
      return [...new Set(recurrence.on)].toSorted();
    case 'week':
      return daysOf(through(recurrence)).filter((day) => recurrence.weekdays.includes(weekdayOf(day)));
    case 'days':
      return daysOf(through(recurrence)).filter((_day, index) => index % recurrence.days === 0);
  }
}

/** Monday 1 to Sunday 7. */
export function weekdayOf(day: PlainDate): number {
  // 1970-01-01 was a Thursday.
  return ((dayNumber(day) + 3) % 7) + 1;
}

function through({ from, to }: Span): Span {
  return { from, to: addDays(to, 1) };
}
