import type { ProductKind } from '#shared/schema/words.ts';
import { firstDay } from './lodge-rooms.ts';

/** A product of the demonstration lodge, and how often it departs. Prices in rupees. */
export interface LodgeTour {
  readonly code: string;
  readonly name: string;
  readonly kind: ProductKind;
  readonly days: number;
  readonly hours: number;
  readonly capacity: number;
  readonly blocked: number;
  readonly minParticipants: number;
  readonly cutoffHours: number;
  readonly time: string;
  readonly meetingPoint: string;
  readonly adult: number;
  readonly child: number;
  /** Days from one departure to the next, from the lodge's second day on. */
  readonly every: number;
  readonly guide: string;
}

/** The first and last day on which something departs, counted from today. */
export const firstTour = firstDay + 1;
export const lastTour = 60;

/** The days around today for which seats are sold, counted from today: the calendar shows them without scrolling. */
export const soldFrom = -6;
export const soldTo = 8;

export const lodgeTours: readonly LodgeTour[] = [
  tour('GPH', 'Ghorepani Poon Hill 4D', 'trek', [4, 0], [16, 2, 4], 13, '07:00', [32_000, 22_000], 3, 'Pemba Sherpa'),
  tour('MH', 'Mardi Himal', 'trek', [5, 0], [12, 0, 4], 13, '07:00', [41_000, 29_000], 4, 'Dawa Lama'),
  tour('ABC', 'Annapurna Base Camp', 'trek', [9, 0], [12, 0, 4], 37, '06:30', [78_000, 56_000], 7, 'Nima Gurung'),
  tour('KR', 'Khopra Ridge', 'trek', [6, 0], [10, 0, 3], 37, '07:00', [49_000, 36_000], 7, 'Pasang Rai'),
  tour('DDH', 'Dhampus day hike', 'tour', [1, 7], [20, 0, 0], 2, '08:30', [4_200, 2_500], 1, 'Kamal Thapa'),
  tour('SS', 'Sarangkot sunrise', 'tour', [1, 5], [18, 0, 0], 9, '04:45', [3_200, 1_900], 1, 'Rabin KC'),
  tour('PT', 'Paragliding tandem', 'activity', [1, 2], [8, 0, 0], 3, '10:00', [13_500, 13_500], 1, 'Bikash Rai'),
  tour('KGR', 'Kali Gandaki rafting', 'activity', [2, 0], [16, 0, 6], 24, '07:30', [18_500, 14_000], 7, 'Suman Magar'),
  tour('VCC', 'Village cooking class', 'activity', [1, 4], [10, 0, 0], 4, '15:00', [3_800, 2_000], 2, 'Anju Gurung'),
  tour('JEEP', 'Jeep to Ulleri, shared', 'transfer', [1, 3], [7, 0, 0], 1, '06:30', [4_500, 4_500], 2, 'Hari Nepali'),
];

/** Departures that stand out, days counted from today: they are sold by hand, seat by seat. */
export const toldTours: readonly { readonly code: string; readonly day: number }[] = [
  { code: 'GPH', day: 4 },
  { code: 'MH', day: 2 },
  { code: 'KGR', day: 7 },
];

/** The days on which a product departs. */
export function daysOfTour({ every }: LodgeTour): number[] {
  const count = Math.floor((lastTour - firstTour) / every) + 1;
  return Array.from({ length: count }, (_, index) => firstTour + index * every);
}

/** A group that joins a departure, and when it was booked. */
export interface SoldSeats {
  readonly code: string;
  /** The day of the departure. */
  readonly day: number;
  readonly bookedOn: number;
  readonly adults: number;
  readonly by: 'viator' | 'getYourGuide' | 'counter' | 'agent';
}

const ways: readonly SoldSeats['by'][] = [
  'viator',
  'getYourGuide',
  'viator',
  'agent',
  'getYourGuide',
  'viator',
  'counter',
  'getYourGuide',
];

/** The groups of the days around today: the further ahead, the fewer. The same on every day, as all is reckoned from the numbers of day and product. */
export function soldSeats(): SoldSeats[] {
  return lodgeTours.flatMap((product, at) =>
    daysOfTour(product)
      .filter((day) => day >= soldFrom && day <= soldTo)
      .filter((day) => !toldTours.some((told) => told.code === product.code && told.day === day))
      .flatMap((day) => groupsOf(product, day, at)),
  );
}

function groupsOf(product: LodgeTour, day: number, at: number): SoldSeats[] {
  const sellable = product.capacity - product.blocked;
  const mixed = Math.abs((day * 7 + at * 5) % 11);
  const share = day < 0 ? 0.75 + mixed / 44 : Math.max(0.1, 0.8 - day * 0.08 + mixed / 60);
  const taken = Math.min(sellable, Math.round(sellable * share));
  // What leaves every day is told by one group: each is a command of its own, and the lodge is to be made quickly.
  const first = product.every === 1 ? taken : Math.ceil(taken * 0.6);
  return [first, taken - first]
    .filter((adults) => adults > 0)
    .map((adults, index) => ({
      code: product.code,
      day,
      bookedOn: Math.max(firstDay, Math.min(0, day - 2 - index * 3 - (mixed % 4))),
      adults,
      by: ways[(mixed + index * 2) % ways.length] ?? 'viator',
    }));
}

function tour(
  code: string,
  name: string,
  kind: ProductKind,
  [days, hours]: readonly [number, number],
  [capacity, blocked, minParticipants]: readonly [number, number, number],
  cutoffHours: number,
  time: string,
  [adult, child]: readonly [number, number],
  every: number,
  guide: string,
): LodgeTour {
  const meetingPoint = kind === 'transfer' ? 'Lodge gate' : 'Lakeside office, Pokhara';
  const seats = { capacity, blocked, minParticipants, cutoffHours };
  return { code, name, kind, days, hours, ...seats, time, meetingPoint, adult, child, every, guide };
}
