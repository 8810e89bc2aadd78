import { Temporal } from 'temporal-polyfill';

/** A calendar day without a zone, `YYYY-MM-DD`. It orders as text. */
export type PlainDate = string & { readonly __brand?: 'PlainDate' };

/** A moment in UTC with milliseconds, `2026-11-20T05:21:00.000Z`. It orders as text. */
export type Instant = string & { readonly __brand?: 'Instant' };

/** Half-open days `[from, to)`: the nights of a stay are the days from `from` to the one before `to`. */
export interface Span {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01; the arithmetic form of a date. Throws when the text is no real day. */
export function dayNumber(date: PlainDate): number {
  const ms = Date.parse(`${date}T00:00:00.000Z`);
  if (Number.isNaN(ms)) throw new RangeError(`not a day: ${date}`);
  return ms / DAY_MS;
}

/** The inverse of {@link dayNumber}. */
export function dateOfDay(day: number): PlainDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfDay(dayNumber(date) + days);
}

/** Days from `from` to `to`; for a stay, its nights. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Every day of the span, in order. */
export function daysOf(span: Span): PlainDate[] {
  const first = dayNumber(span.from);
  return Array.from({ length: Math.max(0, dayNumber(span.to) - first) }, (_, index) => dateOfDay(first + index));
}

/** Days in their order as the fewest spans that have them and no others. */
export function spansOf(days: readonly PlainDate[]): Span[] {
  const starts = days.flatMap((day, at) => (at > 0 && days[at - 1] === addDays(day, -1) ? [] : [at]));
  return starts.flatMap((start, at) => {
    const run = days.slice(start, starts[at + 1]);
    const [from, last] = [run[0], run.at(-1)];
    return from === undefined || last === undefined ? [] : [{ from, to: addDays(last, 1) }];
  });
}

export function spansOverlap(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

/** The day it is at this moment in a zone. */
export function dayIn(zone: string, now: Instant): PlainDate {
  return Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The clock's `HH:MM` at this moment in a zone. */
export function clockIn(zone: string, now: Instant): string {
  return Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5);
}

/** The moment at which the zone's wall clock shows this day and time (the later offset is skipped over, as Temporal's "compatible"). */
export function instantAt(date: PlainDate, time: string, zone: string): Instant {
  const local = Temporal.PlainDateTime.from(`${date}T${time}`);
  return new Date(local.toZonedDateTime(zone).epochMilliseconds).toISOString();
}
