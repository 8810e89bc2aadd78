import { expect, test } from 'vitest';
import type { DayRow } from '#shared/rpc/today-views.ts';
import { arrivalAction, departureAction } from './row-action.ts';
import { orderArrivals, orderDepartures } from './row-order.ts';

/** A row of the day with only what the case is about. */
function aRow(bar: Partial<DayRow['bar']> = {}, row: Partial<Omit<DayRow, 'bar'>> = {}): DayRow {
  return {
    bar: {
      id: 'o',
      stayId: 's',
      bookingId: 'b',
      bookingNumber: 'N',
      guestId: 'g',
      roomId: 'r',
      roomTypeId: 't',
      from: '2026-11-20',
      to: '2026-11-22',
      state: 'dueIn',
      name: 'Brandt',
      adults: 2,
      children: 0,
      unpaid: 0,
      total: 100,
      vip: false,
      locked: false,
      disputed: false,
      tentative: false,
      guaranteed: false,
      country: 'DE',
      wishes: '',
      expectedAt: '',
      version: 1,
      ...bar,
    },
    roomNumber: '206',
    roomStatus: 'INSPECTED',
    nights: 2,
    waitsFor: null,
    ...row,
  };
}

test('an arrival asks for a room, then for one that is ready, then for the key', () => {
  expect(arrivalAction(aRow({}, { roomNumber: null, roomStatus: null })).act).toBe('assign');
  for (const roomStatus of ['VACANT_DIRTY', 'OCCUPIED', 'OOO', 'OOS'] as const)
    expect(arrivalAction(aRow({}, { roomStatus })).act).toBe('otherRoom');
  for (const roomStatus of ['VACANT_CLEAN', 'INSPECTED'] as const)
    expect(arrivalAction(aRow({}, { roomStatus })).act).toBe('checkIn');
});

test('a departure asks for the money first', () => {
  expect(departureAction(aRow({ unpaid: 960_000 }))).toEqual({ act: 'take', amount: 960_000 });
  expect(departureAction(aRow({ unpaid: 0 }))).toEqual({ act: 'checkOut' });
});

test('arrivals by time: overdue first, unknown times last', () => {
  const rows = [
    aRow({ name: 'late', expectedAt: '18:00' }),
    aRow({ name: 'unknown', expectedAt: '' }),
    aRow({ name: 'early', expectedAt: '09:30' }),
    aRow({ name: 'overdue', state: 'overdue', from: '2026-11-19' }),
  ];
  expect(orderArrivals(rows, 'time').map(({ bar }) => bar.name)).toEqual(['overdue', 'early', 'late', 'unknown']);
});

test('arrivals by room: without a room first, numbers as numbers', () => {
  const rows = ['110', null, '9', 'C2'].map((roomNumber) => aRow({}, { roomNumber }));
  expect(orderArrivals(rows, 'room').map((row) => row.roomNumber)).toEqual([null, '9', '110', 'C2']);
});

test('the longest overdue departure is on top', () => {
  const rows = [aRow({ to: '2026-11-20' }), aRow({ to: '2026-11-18' }), aRow({ to: '2026-11-19' })];
  expect(orderDepartures(rows).map(({ bar }) => bar.to)).toEqual(['2026-11-18', '2026-11-19', '2026-11-20']);
});
