import { create } from 'zustand';
import { addDays } from '#shared/kernel/dates.ts';

export const spans = [7, 14, 31, 62] as const;
export type DaySpan = (typeof spans)[number];

/** What of the chart is shown; it outlives the screen, so that coming back finds it as it was left. */
export interface WindowState {
  /** The first day shown; null follows the business date. */
  readonly from: string | null;
  readonly days: DaySpan;
  /** The room types shown; null shows all. */
  readonly types: ReadonlySet<string> | null;
  readonly folded: ReadonlySet<string>;
}

export const useWindowState = create<WindowState>(() => ({ from: null, days: 14, types: null, folded: new Set() }));

/** The window begins so many days before the business date, so that those who leave are seen. */
const BEFORE = 2;

export function firstDay(from: string | null, businessDate: string): string {
  return from ?? addDays(businessDate, -BEFORE);
}

export function turnBy(days: number, businessDate: string): void {
  useWindowState.setState(({ from }) => ({ from: addDays(firstDay(from, businessDate), days) }));
}

export function showFrom(day: string | null): void {
  useWindowState.setState({ from: day });
}

export function showDays(days: DaySpan): void {
  useWindowState.setState({ days });
}

/** Shows or hides a room type; all of them shown is the same as no choice. */
export function toggleType(typeId: string, all: readonly string[]): void {
  useWindowState.setState(({ types }) => {
    const next = new Set(types ?? all);
    if (!next.delete(typeId)) next.add(typeId);
    return { types: next.size === all.length || next.size === 0 ? null : next };
  });
}

export function showAllTypes(): void {
  useWindowState.setState({ types: null });
}

export function foldType(typeId: string): void {
  useWindowState.setState(({ folded }) => {
    const next = new Set(folded);
    if (!next.delete(typeId)) next.add(typeId);
    return { folded: next };
  });
}
