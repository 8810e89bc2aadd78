import { describe, expect, test } from 'vitest';
import { columnsOf } from './import-map.ts';
import { builtInMaps } from './map-named.ts';
import { stayReader } from './read-stay.ts';

const usual: Record<string, string> = {
  lead_time: '14',
  arrival_date_year: '2016',
  arrival_date_month: 'August',
  arrival_date_day_of_month: '5',
  stays_in_weekend_nights: '2',
  stays_in_week_nights: '1',
  adults: '2',
  children: 'NULL',
  babies: '1',
  meal: 'HB',
  country: 'PRT',
  market_segment: 'Online TA',
  reserved_room_type: 'A',
  assigned_room_type: 'C',
  deposit_type: 'No Deposit',
  adr: '82.455',
  reservation_status: 'Check-Out',
  reservation_status_date: '2016-08-08',
};

/** What the map for the hotel demand data makes of a row with these fields. */
function readRow(fields: Record<string, string>) {
  const map = builtInMaps['hotel-demand'];
  if (map === undefined) throw new Error('no map');
  const row = { ...usual, ...fields };
  const header = Object.keys(usual);
  expect(columnsOf(map).filter((column) => !header.includes(column))).toEqual([]);
  const record = { line: 7, fields: header.map((name) => row[name] ?? ''), text: Object.values(row).join(',') };
  return stayReader(map, header)(record);
}

describe('a row of the hotel demand data', () => {
  test('is a stay with its nights, its rate in minor units, and the day it was booked', () => {
    expect(readRow({})).toMatchObject({
      ok: true,
      value: {
        line: 7,
        arrival: '2016-08-05',
        departure: '2016-08-08',
        bookedOn: '2016-07-22',
        adults: 2,
        children: 1,
        rate: 8246,
        typeCode: 'C',
        bookedTypeCode: 'A',
        standing: 'stays',
        source: 'ota',
        settled: false,
        wishes: 'Half board',
        guest: { name: '', country: 'PT', phone: '', email: '' },
      },
    });
  });

  test('without nights is day use, and taken', () => {
    const read = readRow({ stays_in_weekend_nights: '0', stays_in_week_nights: '0' });
    expect(read).toMatchObject({ ok: true, value: { arrival: '2016-08-05', departure: '2016-08-05' } });
  });

  test.each([
    [{ adults: '0', babies: '0' }, 'nobody stays'],
    [{ adr: '-6.38' }, 'below zero'],
    [{ adr: 'free' }, 'no amount'],
    [{ adr: '' }, 'no amount'],
    [{ arrival_date_month: 'February', arrival_date_day_of_month: '30' }, 'the arrival is no day'],
    [{ stays_in_week_nights: '900' }, 'more than 366'],
    [{ stays_in_week_nights: '-1' }, 'number of nights is no whole number'],
    [{ adults: '1000' }, 'more than 99 persons'],
    [{ reservation_status: 'Perhaps' }, 'the status "Perhaps" is not in the map'],
    [{ assigned_room_type: 'NULL' }, 'room type'],
    [{ country: 'P\0T' }, 'NUL character'],
  ])('with %j goes to quarantine', (fields, reason) => {
    const read = readRow(fields);
    expect(read.ok ? [] : read.reasons.filter((text) => text.includes(reason))).toHaveLength(1);
  });

  test('names all that is wrong with it at once', () => {
    const read = readRow({ adults: '0', babies: '0', adr: '-1', reservation_status: '' });
    expect(read.ok ? 0 : read.reasons.length).toBe(3);
  });

  test('with a field too many or too few goes to quarantine', () => {
    const map = builtInMaps['hotel-demand'];
    if (map === undefined) throw new Error('no map');
    const read = stayReader(map, Object.keys(usual))({ line: 3, fields: ['x'], text: 'x' });
    expect(read).toMatchObject({ ok: false, reasons: [`has 1 fields, the header has ${Object.keys(usual).length}`] });
  });
});
