import { describe, expect, test } from 'vitest';
import { builtInMaps } from './map-named.ts';
import { dayAfterAll, planImport } from './plan.ts';
import { progressText } from './progress-line.ts';
import type { ImportedStay } from './read-stay.ts';
import { numberRooms } from './room-numbers.ts';

function aStay(more: Partial<ImportedStay>): ImportedStay {
  return {
    line: 2,
    contentHash: 'same',
    arrival: '2016-08-10',
    departure: '2016-08-12',
    bookedOn: null,
    endedOn: null,
    reference: null,
    guest: { name: '', phone: '', email: '', country: '' },
    typeCode: 'A',
    bookedTypeCode: null,
    roomNumber: null,
    adults: 2,
    children: 0,
    rate: 10_000,
    standing: 'stays',
    source: 'ota',
    settled: false,
    wishes: '',
    ...more,
  };
}

function planOf(stays: readonly ImportedStay[], businessDate = '2016-08-11') {
  const map = builtInMaps['hotel-demand'];
  if (map === undefined) throw new Error('no map');
  return planImport(map, stays, businessDate);
}

describe('the plan of an import', () => {
  test('rooms are as many as were needed at one time, each type on its own floor', () => {
    const plan = planOf([aStay({}), aStay({}), aStay({ typeCode: 'B' }), aStay({ standing: 'cancelled' })]);
    expect(plan.types.map((type) => [type.name, type.rooms.map((room) => room.number)])).toEqual([
      ['Room type A', ['101', '102']],
      ['Room type B', ['201']],
    ]);
    expect(plan.stays.map((stay) => stay.roomNumber)).toEqual(['101', '102', '201', null]);
  });

  test('exact repeats are bookings of their own', () => {
    expect(planOf([aStay({}), aStay({ contentHash: 'other' }), aStay({})]).stays.map((stay) => stay.repeat)).toEqual([
      0, 0, 1,
    ]);
  });

  test('rooms with guests in house are occupied', () => {
    const plan = planOf([
      aStay({}),
      aStay({ arrival: '2016-08-01', departure: '2016-08-02' }),
      aStay({ typeCode: 'B', arrival: '2016-09-01', departure: '2016-09-02' }),
    ]);
    expect(plan.types.map((type) => type.rooms.map((room) => room.occupied))).toEqual([[true], [false]]);
  });

  test('a type’s rate is the middle of its stays’ rates, free nights left out', () => {
    expect(
      planOf([aStay({ rate: 0 }), aStay({ rate: 5000 }), aStay({ rate: 7000 }), aStay({ rate: 90_000 })]).types[0]
        ?.nightlyRate,
    ).toBe(7000);
  });

  test('a room that comes under two types is of the first', () => {
    const plan = planOf([aStay({ roomNumber: '7' }), aStay({ roomNumber: '7', typeCode: 'B' })]);
    expect(plan.types.map((type) => type.rooms.map((room) => room.number))).toEqual([['7'], ['101']]);
  });

  test('the day after all is the day after the last departure', () => {
    expect(dayAfterAll([aStay({}), aStay({ departure: '2016-12-31' })])).toBe('2017-01-01');
  });
});

test('a type of many rooms takes more floors, and numbers in use are passed over', () => {
  const { numbering, nextFloor } = numberRooms(Array(100).fill(null), 3, new Set(['302']));
  expect([numbering[0], numbering[1], numbering[98], nextFloor]).toEqual([
    { number: '301', floor: '3' },
    { number: '303', floor: '3' },
    { number: '401', floor: '4' },
    5,
  ]);
});

test('progress says how many, how fast and how long', () => {
  expect(progressText({ phase: 'writing', done: 12_000, of: 40_046 }, 12_000, 2)).toBe(
    'Writing 12,000 of 40,046 · 6,000 rows/s · 5 s left',
  );
  expect(progressText({ phase: 'reading', done: 500, of: null }, 0, 0)).toBe('Reading 500 rows');
});
