import { type BookingSource } from '#shared/schema/words.ts';
import { type LodgeStay, aLodgeStay } from './lodge-stays.ts';
import { fillerGuests } from './lodge-guests.ts';
import { firstDay, lastDay, lodgeBlock, lodgeTypes } from './lodge-rooms.ts';

const sources: readonly BookingSource[] = ['website', 'ota', 'ota', 'phone', 'agent', 'email', 'walkIn', 'referral'];

/**
 * The stays before and after the days around today: fewer the further ahead. The same on every machine and every day, as the
 * numbers come from a seed. No room is given twice, and no type sold beyond its rooms.
 */
export function fillerStays(given: readonly LodgeStay[]): LodgeStay[] {
  const draw = numbersFrom(20_261_120);
  const pick = <T>(list: readonly T[], instead: T): T => list[Math.floor(draw() * list.length)] ?? instead;
  const made: LodgeStay[] = [];
  for (const type of lodgeTypes) {
    const unassigned = given.filter((stay) => stay.type === type.code && stay.room === null);
    for (const room of type.rooms) {
      const inRoom = given.filter((stay) => stay.room === room);
      const busy = [...inRoom, ...(room === lodgeBlock.room ? [lodgeBlock] : []), ...unassigned];
      let day = firstDay + 1;
      while (day < lastDay - 1) {
        const nights = 1 + Math.floor(draw() * 5);
        const to = Math.min(day + nights, lastDay);
        const chance = draw();
        const free = isFillable(day, to) && !busy.some((other) => other.from < to && day < other.to);
        const [guest, country] = pick(fillerGuests, ['Asha Karki', 'NP']);
        const source = pick(sources, 'phone');
        const owes = draw() < 0.3;
        if (free && chance < likelihood(day)) {
          const adults = Math.min(type.baseOccupancy, 1 + Math.floor(draw() * 2));
          made.push(
            aLodgeStay({
              guest,
              country,
              type: type.code,
              room,
              from: day,
              to,
              adults,
              source,
              due: owes && day > 0 ? 'all' : 0,
              lead: 2 + Math.floor(draw() * 12),
            }),
          );
          day = to;
        } else day += 1;
      }
    }
  }
  return made;
}

/** The days around today are told by hand. */
function isFillable(from: number, to: number): boolean {
  return to <= -3 || from >= 11;
}

function likelihood(day: number): number {
  if (day < 0) return 0.11;
  return day < 20 ? 0.09 : 0.03;
}

/** Numbers in [0, 1) from a seed (mulberry32, Tommy Ettinger, public domain). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
