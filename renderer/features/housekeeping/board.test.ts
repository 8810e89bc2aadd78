import { expect, test } from 'vitest';
import type { BarView, CalendarView } from '#shared/rpc/calendar-views.ts';
import type { LodgeView, RoomView } from '#shared/rpc/lodge-views.ts';
import { boardOf, finishFirst } from './board.ts';

const today = '2026-11-20';

function aRoom(number: string, status: RoomView['status'], floor = '1'): RoomView {
  return { id: `r${number}`, roomTypeId: 't', number, floor, position: Number(number), status, features: [], note: '' };
}

function aBar(room: string, fields: Partial<BarView>): BarView {
  return {
    id: `o${room}`,
    stayId: `s${room}`,
    bookingId: 'b',
    bookingNumber: 'N',
    guestId: 'g',
    roomId: `r${room}`,
    roomTypeId: 't',
    from: today,
    to: '2026-11-22',
    state: 'dueIn',
    name: 'Sato',
    adults: 2,
    children: 0,
    unpaid: 0,
    total: 0,
    vip: false,
    locked: false,
    disputed: false,
    tentative: false,
    guaranteed: false,
    country: '',
    wishes: '',
    expectedAt: '',
    version: 1,
    ...fields,
  };
}

function aLodge(rooms: readonly RoomView[]): LodgeView {
  return {
    property: {
      id: 'p',
      name: 'L',
      prefix: 'L',
      zone: 'UTC',
      currency: 'NPR',
      checkInTime: '14:00',
      checkOutTime: '12:00',
      businessDate: today,
    },
    desk: { code: 'A', name: 'A', epoch: 1 },
    roomTypes: [{ id: 't', code: 'GT', name: 'Twin', position: 1, baseOccupancy: 2, maxOccupancy: 3, nightlyRate: 1 }],
    rooms: [...rooms],
    users: [],
  };
}

const aWindow = (bars: BarView[], blocks: CalendarView['blocks'] = []): CalendarView => ({
  from: today,
  to: '2026-11-27',
  businessDate: today,
  bars,
  blocks,
  nights: [],
});
const all = { floor: '', roomTypeId: '' };

test('every room stands in the column of its status', () => {
  const rooms = (['VACANT_DIRTY', 'VACANT_CLEAN', 'INSPECTED', 'OCCUPIED', 'OOO', 'OOS'] as const).map(
    (status, index) => aRoom(`10${index}`, status),
  );
  const board = boardOf(aLodge(rooms), undefined, [], all);
  expect(Object.values(board).map((column) => column.length)).toEqual([1, 1, 1, 1, 2]);
});

test('what is needed today is on top, the earliest first, and is the one to finish first', () => {
  const rooms = ['101', '102', '103'].map((number) => aRoom(number, 'VACANT_DIRTY'));
  const bars = [
    aBar('102', { expectedAt: '18:00' }),
    aBar('103', { expectedAt: '14:00' }),
    aBar('101', { from: '2026-11-23', state: 'confirmed' }),
  ];
  const board = boardOf(aLodge(rooms), aWindow(bars), [], all);
  expect(board.dirty.map(({ room }) => room.number)).toEqual(['103', '102', '101']);
  expect(finishFirst(board)?.room.number).toBe('103');
});

test('a guest who should have left before the window begins is inside, not next', () => {
  const board = boardOf(
    aLodge([aRoom('107', 'OCCUPIED')]),
    aWindow([]),
    [
      {
        bar: aBar('107', { from: '2026-11-17', to: '2026-11-19', state: 'overdue' }),
        roomNumber: '107',
        roomStatus: 'OCCUPIED',
        nights: 2,
        waitsFor: null,
      },
    ],
    all,
  );
  expect(board.occupied[0]?.inside?.name).toBe('Sato');
  expect(board.occupied[0]?.next).toBeUndefined();
});

test('a filter lets only its floor and type through', () => {
  const board = boardOf(aLodge([aRoom('101', 'INSPECTED', '1'), aRoom('201', 'INSPECTED', '2')]), undefined, [], {
    floor: '2',
    roomTypeId: '',
  });
  expect(board.inspected.map(({ room }) => room.number)).toEqual(['201']);
});
