import { fillerStays } from './lodge-filler.ts';
import { firstDay } from './lodge-rooms.ts';
import { type LodgeStay, staysAroundToday } from './lodge-stays.ts';

/** What is done to a stay on a day, with the lodge's wall clock. */
export interface DiaryEntry {
  readonly day: number;
  readonly time: string;
  readonly deed: 'book' | 'cancel' | 'pay' | 'checkIn' | 'checkOut' | 'clean';
  /** Which stay of {@link lodgeStays}. */
  readonly stay: number;
}

/** Every stay of the lodge; the same on every day, counted from today. */
export function lodgeStays(): LodgeStay[] {
  return [...staysAroundToday, ...fillerStays(staysAroundToday)];
}

/** The stays as the days wrote them: who was booked, came, paid and left when, in order; today up to now. */
export function lodgeDiary(stays: readonly LodgeStay[]): DiaryEntry[] {
  return stays
    .flatMap((stay, index) => entriesOf(stay).map((entry) => ({ ...entry, stay: index })))
    .toSorted((a, b) => a.day - b.day || (a.time < b.time ? -1 : a.time > b.time ? 1 : 0) || a.stay - b.stay);
}

function entriesOf(stay: LodgeStay): Omit<DiaryEntry, 'stay'>[] {
  const booked = Math.min(0, Math.max(firstDay, stay.from - stay.lead));
  const arrived = stay.from < 0 || stay.course === 'arrivedToday' || stay.course === 'leftToday';
  const left = (stay.to < 0 && stay.course !== 'overdue') || stay.course === 'leftToday';
  // Who owes something pays on arrival, or in advance; who leaves has paid.
  const pays = stay.due !== 'all' || left;
  const paid = stay.course === 'overdue' || (arrived && stay.from > booked) ? stay.from : booked;
  return [
    { day: booked, time: '08:10', deed: 'book' },
    ...(stay.course === 'cancelled' ? [{ day: 0, time: '08:40', deed: 'cancel' } as const] : []),
    ...(arrived ? [{ day: stay.from, time: stay.from === 0 ? '09:35' : '14:20', deed: 'checkIn' } as const] : []),
    ...(pays ? [{ day: paid, time: paid === booked ? '08:20' : '14:30', deed: 'pay' } as const] : []),
    ...(left ? [{ day: stay.to, time: '09:20', deed: 'checkOut' } as const] : []),
    ...(left && stay.to < 0 ? [{ day: stay.to, time: '11:00', deed: 'clean' } as const] : []),
  ];
}
