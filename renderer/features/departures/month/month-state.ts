import { create } from 'zustand';
import { addDays, daysBetween } from '#shared/kernel/dates.ts';
import type { DepartureStatus } from '#shared/schema/words.ts';

export const modes = ['twoWeeks', 'month', 'list'] as const;
export type Mode = (typeof modes)[number];

/** What of the departures is shown; it outlives the screen, so that coming back finds it as it was left. */
export interface MonthState {
  readonly mode: Mode;
  /** A day of what is shown; null follows the business date. */
  readonly day: string | null;
  /** The statuses shown; null shows all. */
  readonly statuses: ReadonlySet<DepartureStatus> | null;
  /** The products shown; null shows all. */
  readonly products: ReadonlySet<string> | null;
  /** Words that product or guide must have. */
  readonly text: string;
}

export const useMonthState = create<MonthState>(() => ({
  mode: 'month',
  day: null,
  statuses: null,
  products: null,
  text: '',
}));

/** Days that are shown, from the first. */
export interface ShownDays {
  readonly from: string;
  readonly days: number;
}

/** The whole month that a day is in, or two weeks that begin with it. */
export function shownDays(mode: Mode, day: string): ShownDays {
  if (mode === 'twoWeeks') return { from: day, days: 14 };
  const from = `${day.slice(0, 7)}-01`;
  return { from, days: daysBetween(from, monthAfter(from, 1)) };
}

/** Turns by pages: two weeks, or a month. */
export function turnPages(by: number, businessDate: string): void {
  useMonthState.setState(({ mode, day }) => {
    const { from } = shownDays(mode, day ?? businessDate);
    return { day: mode === 'twoWeeks' ? addDays(from, 14 * by) : monthAfter(from, by) };
  });
}

export function showDay(day: string | null): void {
  useMonthState.setState({ day });
}

/** The first of the month so many months later. */
function monthAfter(first: string, months: number): string {
  const [year = 0, month = 1] = first.split('-').map(Number);
  const at = year * 12 + month - 1 + months;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`;
}

/** Puts one into a choice or takes it out; all of them, or none, is the same as no choice. */
export function toggled<T>(chosen: ReadonlySet<T> | null, one: T, all: readonly T[]): ReadonlySet<T> | null {
  const next = new Set(chosen ?? all);
  if (!next.delete(one)) next.add(one);
  return next.size === 0 || next.size === all.length ? null : next;
}
