import { addDays } from '#shared/kernel/dates.ts';
import type { SaleOn } from './sale-items.tsx';

const LATER_DAYS = 7;
const gone: ReadonlySet<string> = new Set(['CANCELLED', 'EXPIRED', 'NO_SHOW']);

/**
 * By which day a balance can be asked for instead: a week later, but on the first day of what was booked at the latest, since who
 * has left pays no more [B9]. Null where that is no later than now.
 */
export function laterDay(dueOn: string, businessDate: string, firstDay: string | null): string | null {
  const from = dueOn > businessDate ? dueOn : businessDate;
  const later = addDays(from, LATER_DAYS);
  const day = firstDay !== null && firstDay < later ? firstDay : later;
  return day > from ? day : null;
}

/**
 * Whether more time is offered, by the commands that the booking's state allows. Not while it waits for approval, though the command
 * takes it: nobody has said yes to it yet, and what it owes, and by when, comes after that.
 */
export function mayGiveTime(can: readonly string[]): boolean {
  return can.includes('postponeBalance') && !can.includes('approveBooking');
}

/** The day on which the first of what was booked begins; null where nothing of it is left. */
export function firstDayOf({ booking, items }: Pick<SaleOn, 'booking' | 'items'>): string | null {
  const days = [
    ...items.seats.filter(({ status }) => !gone.has(status)).map(({ date }) => date),
    ...booking.stays.filter(({ status }) => !gone.has(status)).map(({ arrival }) => arrival),
  ];
  return days.toSorted()[0] ?? null;
}
