import { describe, expect, test } from 'vitest';
import { emptySlot } from '#shared/inventory/slot.ts';
import { type DepartureOnSale, departureStatus, isGuaranteed } from './departure-status.ts';
import { cutoffHoursOf, timesOf } from './departure-times.ts';

const departure: DepartureOnSale = {
  state: 'scheduled',
  sale: 'byDate',
  onSaleAt: '2026-11-01T00:00:00.000Z',
  startsAt: '2026-11-24T01:15:00.000Z',
  cutoffAt: '2026-11-23T12:15:00.000Z',
  waitlist: false,
};
const NOW = '2026-11-20T05:21:00.000Z';
/** The worked example of the source: 40 seats of which 5 are blocked. */
const seats = (taken: number, held = 0) => ({
  ...emptySlot('seat', 'x', '2026-11-24', 40, { blocked: 5 }),
  confirmed: taken - held,
  held,
});
const statusOf = (more: Partial<DepartureOnSale>, taken = 0, now = NOW, waiting = 0) =>
  departureStatus({ ...departure, ...more }, seats(taken), waiting, now);

describe('the status of a departure', () => {
  test('[I8] it goes on sale at its moment, or by hand before it', () => {
    expect(statusOf({}, 0, '2026-10-31T23:59:59.999Z')).toBe('SCHEDULED');
    expect(statusOf({}, 0, '2026-11-01T00:00:00.000Z')).toBe('OPEN');
    expect(statusOf({ sale: 'open' }, 0, '2026-10-31T23:59:59.999Z')).toBe('OPEN');
    expect(statusOf({ onSaleAt: null }, 0, '2026-01-01T00:00:00.000Z')).toBe('OPEN');
  });

  test('[I8] under a fifth of what is sellable it has few left: 4 of 35, and not 7 of 35', () => {
    expect([28, 29, 31, 34].map((taken) => statusOf({}, taken))).toEqual(['OPEN', 'FEW_LEFT', 'FEW_LEFT', 'FEW_LEFT']);
    expect(departureStatus(departure, seats(31, 3), 0, NOW)).toBe('FEW_LEFT');
  });

  test('[I8] without a free seat it is full, also overbooked or with nothing to sell; where one may wait, the waitlist is open', () => {
    expect([35, 36].map((taken) => statusOf({}, taken))).toEqual(['FULL', 'FULL']);
    expect([35, 36].map((taken) => statusOf({ waitlist: true }, taken))).toEqual(['WAITLIST', 'WAITLIST']);
    expect(departureStatus(departure, { total: 5, blocked: 5, held: 0, confirmed: 0 }, 0, NOW)).toBe('FULL');
    expect(statusOf({ waitlist: false }, 35, NOW, 1)).toBe('WAITLIST');
  });

  test('[I8] releases lead back up: from the waitlist and full to few left to open', () => {
    const up = [35, 34, 28].map((taken) => statusOf({ waitlist: true }, taken, NOW, 2));
    expect(up).toEqual(['WAITLIST', 'FEW_LEFT', 'OPEN']);
    expect([35, 34, 28].map((taken) => statusOf({}, taken))).toEqual(['FULL', 'FEW_LEFT', 'OPEN']);
  });

  test('[I8] [I11] it closes at the cutoff or by hand, whatever is free, and opens again by hand before it only', () => {
    expect(statusOf({}, 0, '2026-11-23T12:14:59.999Z')).toBe('OPEN');
    expect(statusOf({}, 35, departure.cutoffAt)).toBe('CLOSED');
    expect(statusOf({ sale: 'closed' })).toBe('CLOSED');
    expect(statusOf({ sale: 'open' }, 0, departure.cutoffAt)).toBe('CLOSED');
  });

  test('[I8] it has departed at its date and time, closed or not, marked or not', () => {
    expect(statusOf({ sale: 'closed' }, 0, '2026-11-24T01:14:59.999Z')).toBe('CLOSED');
    expect(statusOf({ sale: 'closed' }, 0, departure.startsAt)).toBe('DEPARTED');
    expect(statusOf({ state: 'departed' })).toBe('DEPARTED');
  });

  test('[I8] cancelled it stays cancelled, past its day too', () => {
    expect(statusOf({ state: 'cancelled' }, 35)).toBe('CANCELLED');
    expect(statusOf({ state: 'cancelled' }, 0, '2027-01-01T00:00:00.000Z')).toBe('CANCELLED');
  });

  test('[I8] it runs for sure once its minimum has confirmed; what is only held does not count', () => {
    expect(isGuaranteed({ minParticipants: 4 }, seats(4))).toBe(true);
    expect(isGuaranteed({ minParticipants: 4 }, seats(4, 1))).toBe(false);
    expect(isGuaranteed({ minParticipants: 0 }, seats(0))).toBe(true);
  });
});

describe('the times of a departure', () => {
  const plan = { days: 1, cutoffHours: 24, minParticipants: 4, decisionDays: 3 };

  test('[I8] Kathmandu’s 07:00 is one moment, wherever it is booked from', () => {
    const times = timesOf({ ...plan, date: '2026-11-24', time: '07:00', zone: 'Asia/Kathmandu', days: 4 });
    expect(times).toMatchObject({
      startsAt: '2026-11-24T01:15:00.000Z',
      endsOn: '2026-11-27',
      cutoffAt: '2026-11-23T01:15:00.000Z',
      decisionOn: '2026-11-21',
    });
    expect(cutoffHoursOf(times)).toBe(24);
    // A desk in New York, where it is still the 23rd in the evening, sees it depart at the same moment.
    const evening = new Date('2026-11-23T20:15:00-05:00').toISOString();
    const there = departureStatus({ ...departure, ...times }, seats(0), 0, evening);
    expect(there).toBe('DEPARTED');
  });

  test('[I8] on the day when clocks change the cutoff is as many hours before as ever', () => {
    const back = timesOf({ ...plan, date: '2026-10-25', time: '07:00', zone: 'Europe/Berlin' });
    expect(back).toMatchObject({ startsAt: '2026-10-25T06:00:00.000Z', cutoffAt: '2026-10-24T06:00:00.000Z' });
    const forward = timesOf({ ...plan, date: '2026-03-29', time: '07:00', zone: 'Europe/Berlin' });
    expect(forward).toMatchObject({ startsAt: '2026-03-29T05:00:00.000Z', cutoffAt: '2026-03-28T05:00:00.000Z' });
  });

  test('[I8] a time that the day does not have is the hour after it, and of one it has twice the first counts', () => {
    const skipped = timesOf({ ...plan, date: '2026-03-29', time: '02:30', zone: 'Europe/Berlin' });
    expect(skipped).toMatchObject({ time: '03:30', startsAt: '2026-03-29T01:30:00.000Z' });
    const twice = timesOf({ ...plan, date: '2026-10-25', time: '02:30', zone: 'Europe/Berlin' });
    expect(twice).toMatchObject({ time: '02:30', startsAt: '2026-10-25T00:30:00.000Z' });
  });
});
