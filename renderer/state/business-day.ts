import { addDays, dayIn } from '#shared/kernel/dates.ts';
import type { Role } from '#shared/schema/words.ts';

/** The lodge still works on a day that is over there. Days are `YYYY-MM-DD`. */
export interface DayBehind {
  readonly businessDate: string;
  /** The day by the lodge's own clock. */
  readonly today: string;
  /** The one day to roll to: the business date moves on a day at a time. */
  readonly next: string;
}

/** How far the business date is behind the lodge's own day, in its zone; null where it is not. `now` in milliseconds. */
export function dayBehind(businessDate: string, zone: string, now: number): DayBehind | null {
  const today = dayIn(zone, new Date(now).toISOString());
  return today > businessDate ? { businessDate, today, next: addDays(businessDate, 1) } : null;
}

/** Whether this role may roll the business date on; the services refuse all others. */
export function mayRollDay(role: Role | undefined): boolean {
  return role === 'manager' || role === 'administrator';
}
