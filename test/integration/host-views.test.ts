import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareAvailability } from '#main/services/views/availability.ts';
import { prepareCalendar } from '#main/services/views/calendar.ts';
import { prepareToday } from '#main/services/views/today.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { calendarView } from '#shared/rpc/calendar-views.ts';
import { todayView } from '#shared/rpc/today-views.ts';
import { type Replica, aReplica } from './host-replica.ts';
import { BUSINESS_DATE, aBlock, aNight, aStay, idFor } from './host-rows.ts';

const yesterday = addDays(BUSINESS_DATE, -1);
const tomorrow = addDays(BUSINESS_DATE, 1);

let replica: Replica;
beforeEach(() => {
  replica = aReplica();
});
afterEach(() => replica.remove());

const calendar = (from: string, days: number) =>
  prepareCalendar(replica.store().db, replica.store().meta)(from, days, replica.standpoint());
const stateOf = (number: string) =>
  calendar(addDays(BUSINESS_DATE, -10), 30).bars.find((bar) => bar.bookingNumber === number)?.state;

describe('the calendar', () => {
  test('a bar says what it asks of the desk on the business date', () => {
    replica.given(
      aStay('D-1', { guest: 'Yuki Sato', room: '101', type: 'GT', from: BUSINESS_DATE, nights: 2 }),
      aStay('D-2', { guest: 'Yuki Sato', room: '101', type: 'GT', from: tomorrow, nights: 2 }),
      aStay('D-3', { guest: 'Yuki Sato', room: '101', type: 'GT', from: yesterday, nights: 2 }),
      aStay('D-4', { guest: 'Yuki Sato', room: '102', type: 'GT', from: yesterday, nights: 2, status: 'CHECKED_IN' }),
      aStay('D-5', { guest: 'Yuki Sato', room: '102', type: 'GT', from: yesterday, nights: 1, status: 'CHECKED_IN' }),
      aStay('D-6', {
        guest: 'Yuki Sato',
        room: '201',
        type: 'FR',
        from: addDays(yesterday, -2),
        nights: 2,
        status: 'CHECKED_IN',
      }),
      aStay('D-7', { guest: 'Yuki Sato', room: '201', type: 'FR', from: yesterday, nights: 1, status: 'CHECKED_OUT' }),
      aStay('D-8', { guest: 'Yuki Sato', room: '201', type: 'FR', from: yesterday, nights: 1, status: 'CANCELLED' }),
    );
    expect(['D-1', 'D-2', 'D-3', 'D-4', 'D-5', 'D-6', 'D-7', 'D-8'].map(stateOf)).toEqual([
      'dueIn',
      'confirmed',
      'overdue',
      'inHouse',
      'dueOut',
      'overdue',
      'departed',
      undefined,
    ]);
  });

  test('all bars that touch the window are in it: the one that ends on its first morning, the one around it, no other', () => {
    replica.given(
      aStay('W-1', { guest: 'Yuki Sato', room: '101', type: 'GT', from: '2026-12-01', nights: 4 }),
      aStay('W-2', { guest: 'Yuki Sato', room: '102', type: 'GT', from: '2026-11-25', nights: 30 }),
      aStay('W-3', { guest: 'Yuki Sato', room: '201', type: 'FR', from: '2026-12-11', nights: 4 }),
      aStay('W-4', { guest: 'Yuki Sato', room: '201', type: 'FR', from: '2026-12-12', nights: 4 }),
      aStay('W-5', { guest: 'Yuki Sato', room: '201', type: 'FR', from: '2026-12-01', nights: 3 }),
      aStay('W-6', { guest: 'Yuki Sato', room: null, type: 'FR', from: '2026-12-06', nights: 0 }),
    );
    const window = calendar('2026-12-05', 7);
    expect(window.bars.map((bar) => bar.bookingNumber).toSorted()).toEqual(['W-1', 'W-2', 'W-3', 'W-6']);
    expect(calendarView.parse(window)).toEqual(window);
  });

  test('[I1] nights have the slot’s figures, and without a slot the rooms that are not out of order', () => {
    replica.given(
      aNight('GT', tomorrow, 2, 1),
      aBlock('201', 'FR', tomorrow, addDays(tomorrow, 1)),
      aBlock('101', 'GT', BUSINESS_DATE, tomorrow, 'OOS'),
    );
    expect(calendar(BUSINESS_DATE, 3).nights).toEqual([
      { roomTypeId: idFor('type GT'), total: [2, 2, 2], taken: [0, 1, 0], promised: [0, 0, 0] },
      { roomTypeId: idFor('type FR'), total: [1, 0, 1], taken: [0, 0, 0], promised: [0, 0, 0] },
    ]);
    expect(calendar(BUSINESS_DATE, 3).blocks.map((block) => [block.roomId, block.kind])).toEqual([
      [idFor('room 101'), 'OOS'],
      [idFor('room 201'), 'OOO'],
    ]);
  });

  test('[S10] a sale of this epoch is tentative until its envelope is settled, another desk’s never', () => {
    const at = { guest: 'Yuki Sato', room: '101', type: 'GT', from: BUSINESS_DATE, nights: 1 };
    replica.given(
      aStay('T-1', { ...at, madeBy: 'A/1/10' }),
      aStay('T-2', { ...at, madeBy: 'A/1/11' }),
      aStay('T-3', { ...at, madeBy: 'B/1/11' }),
      aStay('T-4', { ...at, madeBy: 'A/2/11' }),
    );
    const bars = calendar(BUSINESS_DATE, 1).bars;
    expect(bars.filter((bar) => bar.tentative).map((bar) => bar.bookingNumber)).toEqual(['T-2']);
  });
});

describe('today', () => {
  test('counts who is to come and to go, what is ready and what is owed', () => {
    replica.given(
      aStay('A-1', {
        guest: 'Lucía Delgado',
        room: '101',
        type: 'GT',
        from: BUSINESS_DATE,
        nights: 2,
        expectedAt: '15:30',
      }),
      aStay('A-2', {
        guest: 'James Whitfield',
        room: '102',
        type: 'GT',
        from: BUSINESS_DATE,
        nights: 1,
        expectedAt: '14:00',
        paid: 500_000,
      }),
      aStay('A-3', { guest: 'Yuki Sato', room: null, type: 'FR', from: BUSINESS_DATE, nights: 1, paid: 500_000 }),
      aStay('A-4', {
        guest: 'Yuki Sato',
        room: '201',
        type: 'FR',
        from: BUSINESS_DATE,
        nights: 1,
        status: 'CHECKED_IN',
      }),
      aStay('A-5', {
        guest: 'Yuki Sato',
        room: '201',
        type: 'FR',
        from: yesterday,
        nights: 1,
        status: 'CHECKED_IN',
        total: 700_000,
      }),
      aStay('A-7', { guest: 'Lucía Delgado', room: '201', type: 'FR', from: BUSINESS_DATE, nights: 1, paid: 500_000 }),
      aStay('A-6', { guest: 'Yuki Sato', room: '201', type: 'FR', from: yesterday, nights: 1, status: 'CHECKED_OUT' }),
    );
    const today = prepareToday(replica.store().db)({
      standpoint: replica.standpoint(),
      waiting: [],
    });
    expect(todayView.parse(today)).toEqual(today);
    expect(today.arrivals.map((row) => row.bar.bookingNumber)).toEqual(['A-2', 'A-1', 'A-7', 'A-3']);
    expect(today.departures.map((row) => row.bar.bookingNumber)).toEqual(['A-5']);
    expect(today.unassigned.map((row) => row.bar.bookingNumber)).toEqual(['A-3']);
    expect(today.arrivals.map((row) => row.waitsFor?.guest ?? '')).toEqual(['', '', 'Yuki Sato', '']);
    expect(today).toMatchObject({
      arrived: 1,
      inHouse: 2,
      guestsInHouse: 4,
      departed: 1,
      arrivalRooms: 3,
      arrivalRoomsReady: 2,
      unpaidToday: 1_700_000,
      unpaidFolios: 2,
    });
  });
});

describe('availability', () => {
  test('free is the fewest of its nights, rooms are those free throughout, and a stay is not in its own way', () => {
    replica.given(
      aStay('V-1', { guest: 'Yuki Sato', room: '101', type: 'GT', from: tomorrow, nights: 1 }),
      aNight('GT', tomorrow, 2, 1),
      aBlock('201', 'FR', tomorrow, addDays(tomorrow, 1)),
    );
    const availability = prepareAvailability(replica.store().db, replica.store().meta);
    const [garden, family] = availability(BUSINESS_DATE, addDays(tomorrow, 2)).types;
    expect(garden).toMatchObject({ free: 1, nightlyRate: 500_000, rooms: [{ number: '102' }] });
    expect(family).toMatchObject({ free: 0, rooms: [] });
    const [own] = availability(BUSINESS_DATE, addDays(tomorrow, 2), idFor('stay V-1')).types;
    expect(own?.free).toBe(2);
    expect(own?.rooms.map((room) => room.number)).toEqual(['101', '102']);
    // One leaves in the morning, the next comes in the afternoon.
    expect(availability(BUSINESS_DATE, tomorrow).types[0]?.rooms).toHaveLength(2);
  });

  test('a stay without a room takes none of the rooms, is sold all the same, and is counted apart', () => {
    replica.given(
      aStay('V-2', { guest: 'Yuki Sato', room: null, type: 'GT', from: tomorrow, nights: 1 }),
      aStay('V-3', { guest: 'Yuki Sato', room: null, type: 'GT', from: tomorrow, nights: 1, status: 'CANCELLED' }),
      aNight('GT', tomorrow, 2, 1),
    );
    const availability = prepareAvailability(replica.store().db, replica.store().meta);
    const [garden, family] = availability(tomorrow, addDays(tomorrow, 1)).types;
    expect(garden).toMatchObject({ free: 1, withoutRoom: 1 });
    expect(garden?.rooms).toHaveLength(2);
    expect(family).toMatchObject({ withoutRoom: 0 });
    expect(availability(BUSINESS_DATE, tomorrow).types[0]).toMatchObject({ free: 2, withoutRoom: 0 });
    const [own] = availability(tomorrow, addDays(tomorrow, 1), idFor('stay V-2')).types;
    expect(own).toMatchObject({ free: 2, withoutRoom: 0 });
  });
});
