import { dayNumber, type PlainDate } from '#shared/kernel/dates.ts';

/** The days of the chart and how wide they are: whole pixels, so that every edge and line is sharp. */
export interface Columns {
  /** The first day shown, as a day number. */
  readonly first: number;
  readonly days: number;
  /** Pixels of one day. */
  readonly dayWidth: number;
  /** Pixels of the label column; it takes what is left over by whole days. */
  readonly labelWidth: number;
}

/** A stretch of time on the chart in half days: a day is two, an arrival is its second. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Pixels from the left edge of the label column. */
export interface Box {
  readonly x: number;
  readonly width: number;
  /** It began before the first day shown. */
  readonly cutLeft: boolean;
  /** It goes on after the last day shown. */
  readonly cutRight: boolean;
}

const LABEL_LEAST = 152;
const DAY_LEAST = 12;
/** Between two neighbours, shared by both. */
const GAP = 2;

/** Fits so many days into the width of the tape. */
export function fitColumns(width: number, from: PlainDate, days: number): Columns {
  const dayWidth = Math.max(DAY_LEAST, Math.floor((width - LABEL_LEAST) / days));
  return { first: dayNumber(from), days, dayWidth, labelWidth: Math.max(LABEL_LEAST, width - dayWidth * days) };
}

/** The left edge of a day. */
export function xOfDay(columns: Columns, day: number): number {
  return columns.labelWidth + (day - columns.first) * columns.dayWidth;
}

/** The day under a pixel, clamped to what is shown. */
export function dayAt(columns: Columns, x: number): number {
  const index = Math.floor((x - columns.labelWidth) / columns.dayWidth);
  return columns.first + Math.min(columns.days - 1, Math.max(0, index));
}

/**
 * The half days of a stay: half a day in on arrival, half out on departure.
 * Day use, which has no night, is its whole day.
 */
export function stretchOf(from: number, to: number): Stretch {
  return to > from ? { start: from * 2 + 1, end: to * 2 + 1 } : { start: from * 2, end: from * 2 + 2 };
}

/** Where a stretch lies, or null when none of it is shown. A pixel is left free at each end, so that neighbours stand apart. */
export function boxOf(columns: Columns, stretch: Stretch): Box | null {
  const first = columns.first * 2;
  const last = first + columns.days * 2;
  if (stretch.end <= first || stretch.start >= last) return null;
  const cutLeft = stretch.start < first;
  const cutRight = stretch.end > last;
  const half = columns.dayWidth / 2;
  const left = Math.round(columns.labelWidth + (Math.max(stretch.start, first) - first) * half);
  const right = Math.round(columns.labelWidth + (Math.min(stretch.end, last) - first) * half);
  return { x: left + GAP / 2, width: Math.max(2, right - left - GAP), cutLeft, cutRight };
}
