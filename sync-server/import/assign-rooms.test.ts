import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/kernel/dates.ts';
import { type RoomWanted, assignRooms, claimOf } from './assign-rooms.ts';

const aStay = (from: number, nights: number, wanted: string | null = null): RoomWanted => ({
  arrival: addDays('2016-08-01', from),
  departure: addDays('2016-08-01', from + nights),
  wanted,
});
const stays = fc.array(
  fc
    .tuple(fc.nat(40), fc.nat(9), fc.option(fc.constantFrom('101', '102', '7')))
    .map(([from, nights, room]) => aStay(from, nights, room)),
  { maxLength: 60 },
);

describe('rooms for stays', () => {
  test('no room has two stays on one day, day use counted as its day [R1]', () => {
    fc.assert(
      fc.property(stays, (given) => {
        const { roomOf } = assignRooms(given);
        for (const [index, stay] of given.entries()) {
          for (const [other, otherStay] of given.entries()) {
            if (other <= index || roomOf[other] !== roomOf[index]) continue;
            const [a, b] = [claimOf(stay), claimOf(otherStay)];
            expect(a.from < b.to && b.from < a.to).toBe(false);
          }
        }
      }),
    );
  });

  test('every stay has a room that is there', () => {
    fc.assert(
      fc.property(stays, (given) => {
        const { rooms, roomOf } = assignRooms(given);
        expect(roomOf.every((place) => place >= 0 && place < rooms.length)).toBe(true);
      }),
    );
  });

  test('without named rooms there are as many as the most stays on one day', () => {
    fc.assert(
      fc.property(stays, (given) => {
        const unnamed = given.map((stay) => ({ ...stay, wanted: null }));
        const days = Array.from({ length: 60 }, (_, day) => addDays('2016-08-01', day));
        const most = Math.max(
          0,
          ...days.map((day) => unnamed.map(claimOf).filter((claim) => claim.from <= day && day < claim.to).length),
        );
        expect(assignRooms(unnamed).rooms).toHaveLength(most);
      }),
    );
  });

  test('a stay keeps the room it names, unless an earlier one has it on those days', () => {
    const { rooms, roomOf } = assignRooms([
      aStay(0, 3, '102'),
      aStay(1, 3, '102'),
      aStay(3, 1, '102'),
      aStay(0, 1, '101'),
    ]);
    expect(roomOf.map((place) => rooms[place])).toEqual(['102', '101', '102', '101']);
  });
});
