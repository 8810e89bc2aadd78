import { describe, expect, test } from 'vitest';
import { lodgeDiary, lodgeStays } from './lodge-diary.ts';
import { firstDay, lastDay, lodgeBlock, lodgeTypes } from './lodge-rooms.ts';

describe('the stays of the demonstration lodge', () => {
  const stays = lodgeStays();

  test('no night of a type is sold beyond its rooms, the one out of order left out [I2]', () => {
    for (const type of lodgeTypes) {
      for (let night = firstDay; night < lastDay; night += 1) {
        const sold = stays.filter((stay) => stay.type === type.code && stay.from <= night && night < stay.to).length;
        const out = type.rooms.includes(lodgeBlock.room) && lodgeBlock.from <= night && night < lodgeBlock.to ? 1 : 0;
        expect({ type: type.code, night, over: Math.max(0, sold + out - type.rooms.length) }).toEqual({
          type: type.code,
          night,
          over: 0,
        });
      }
    }
  });

  test('no room has two stays at a time, and every room is of its stay’s type [R1]', () => {
    for (const [index, stay] of stays.entries()) {
      if (stay.room === null) continue;
      expect(lodgeTypes.find((type) => type.code === stay.type)?.rooms).toContain(stay.room);
      const clash = stays.find(
        (other, at) => at > index && other.room === stay.room && other.from < stay.to && stay.from < other.to,
      );
      expect(clash).toBeUndefined();
    }
  });

  test('the diary books before anything else, and nobody leaves who has not come', () => {
    const diary = lodgeDiary(stays);
    for (const index of stays.keys()) {
      const deeds = diary.filter((entry) => entry.stay === index).map((entry) => entry.deed);
      expect(deeds[0]).toBe('book');
      const cameFirst = !deeds.includes('checkOut') || deeds.slice(0, deeds.indexOf('checkOut')).includes('checkIn');
      expect({ index, cameFirst }).toEqual({ index, cameFirst: true });
    }
    expect(Math.max(...diary.map((entry) => entry.day))).toBe(0);
    expect(Math.min(...diary.map((entry) => entry.day))).toBeGreaterThanOrEqual(firstDay);
  });

  test('it is the same each time it is told', () => {
    expect(lodgeStays()).toEqual(stays);
  });
});
