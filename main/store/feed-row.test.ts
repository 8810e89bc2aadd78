import { expect, test } from 'vitest';
import { appendCells, instantOf, rowFromFeed } from './feed-row.ts';
import { type Cell, codecOf } from './row-codec.ts';

const stamps = {
  id: 'o',
  tenantId: 't',
  propertyId: 'p',
  version: 3,
  writer: 'A/1/7',
  createdAt: '2026-11-20T10:00:00+00:00',
  createdBy: 'u',
  updatedAt: '2026-11-20T10:00:00.5+00:00',
  updatedBy: 'u',
};
const occupancy = {
  stayId: 's',
  bookingId: 'b',
  roomTypeId: 'r',
  roomId: null,
  fromDate: '2026-11-20',
  toDate: '2026-11-21',
};
const flags = { status: 'expected', disputed: false, locked: true };

test('moments come in any of the writings of Postgres and are one here', () => {
  expect(instantOf('2026-11-20T10:00:00+00:00')).toBe('2026-11-20T10:00:00.000Z');
  expect(instantOf('2026-11-20T10:00:00.5+00:00')).toBe('2026-11-20T10:00:00.500Z');
  expect(instantOf('2026-11-20T10:00:00.123456+00:00')).toBe('2026-11-20T10:00:00.123Z');
  expect(instantOf('2026-11-20T15:45:00+05:45')).toBe('2026-11-20T10:00:00.000Z');
  expect(instantOf('2026-11-20T10:00:00.123Z')).toBe('2026-11-20T10:00:00.123Z');
});

test('a row is the same by field and by column name, null stays null, and both ways into the replica agree', () => {
  const byField = { ...stamps, ...occupancy, ...flags };
  const byColumn = Object.fromEntries(
    Object.entries(byField).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
  for (const given of [byField, byColumn]) {
    const { row, unknown } = rowFromFeed('occupancy', given);
    expect(unknown).toBe(false);
    expect(row).toMatchObject({
      roomId: null,
      createdAt: '2026-11-20T10:00:00.000Z',
      updatedAt: '2026-11-20T10:00:00.500Z',
    });
    const cells: Cell[] = [];
    expect(appendCells('occupancy', given, cells)).toBe(false);
    expect(cells).toEqual(codecOf('occupancy').encode(row));
    expect(codecOf('occupancy').decode(cells)).toEqual(row);
  }
});

test('[S18] a column that is not known here is noticed', () => {
  const given = { ...stamps, ...occupancy, ...flags, smell: 'pine' };
  expect(rowFromFeed('occupancy', given).unknown).toBe(true);
  expect(appendCells('occupancy', given, [])).toBe(true);
});
