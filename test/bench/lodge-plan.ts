import { dayNumber } from '#shared/kernel/dates.ts';
import type { StayStatus } from '#shared/schema/words.ts';

/** One stay in figures: which room and type, from which day for how many nights. `room` is -1 where it has none. */
export interface PlannedStay {
  readonly room: number;
  readonly type: number;
  /** Days since 1970-01-01. */
  readonly from: number;
  readonly nights: number;
  readonly status: StayStatus;
}

/** The size of a lodge to be made up. */
export interface LodgeSize {
  readonly stays: number;
  readonly rooms: number;
  readonly types: number;
  readonly businessDate: string;
}

/** How far into the future rooms are sold, in days, where there are stays enough; a small lodge sells half its days ahead. */
const soldAhead = 200;
/** Nights of a stay with the gap behind it, on average: 250 rooms over 62 days come to some 4,200 bars. */
const daysPerStay = 3.675;
/** Of a hundred stays so many never came: cancelled, or not shown up. */
const neverCame = 12;

/** Fills the rooms day by day, back from some months ahead until there are as many stays as asked for. The same size gives the same plan. */
export function planLodge({ stays, rooms, types, businessDate }: LodgeSize): PlannedStay[] {
  const random = seeded(stays + rooms);
  const today = dayNumber(businessDate);
  const span = Math.ceil((stays * (1 - neverCame / 100) * daysPerStay) / rooms);
  const last = today + Math.min(soldAhead, Math.floor(span / 2));
  const first = last - span;
  const planned: PlannedStay[] = [];
  for (let room = 0; room < rooms; room++) {
    const type = Math.floor((room * types) / rooms);
    let day = first - Math.floor(random() * 4);
    while (day < last) {
      const nights = 1 + Math.floor(random() * 5);
      const assigned = day <= today || random() >= 0.01;
      planned.push({ room: assigned ? room : -1, type, from: day, nights, status: standing(day, nights, today) });
      day += nights + (random() < 0.55 ? 0 : 1 + Math.floor(random() * 2));
    }
  }
  while (planned.length < stays) {
    const from = first + Math.floor(random() * (last - first));
    const status = from < today && random() < 0.1 ? 'NO_SHOW' : 'CANCELLED';
    planned.push({ room: -1, type: Math.floor(random() * types), from, nights: 1 + Math.floor(random() * 5), status });
  }
  return planned.toSorted((a, b) => a.from - b.from).slice(-stays);
}

/** Mulberry32: the same figures on every run, from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return mixed(state) / 4_294_967_296;
  };
}

/** Thirty-two bits that follow from thirty-two others and look like chance. */
export function mixed(given: number): number {
  let bits = Math.imul(given ^ (given >>> 15), 1 | given);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return (bits ^ (bits >>> 14)) >>> 0;
}

/** Who arrives today is still to be checked in, and who leaves today is still in house: the morning of a day. */
function standing(from: number, nights: number, today: number): StayStatus {
  if (from >= today) return 'CONFIRMED';
  return from + nights >= today ? 'CHECKED_IN' : 'CHECKED_OUT';
}
