import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BarView, type CalendarView, barStates, calendarView } from '#shared/rpc/calendar-views.ts';
import { calendarAnswer } from '#shared/rpc/calendar-wire.ts';
import { encodeCalendar } from './encode-calendar.ts';

const day = fc.constantFrom('2026-11-17', '2026-11-20', '2026-11-22', '2027-01-31');
const text = fc.oneof(fc.constantFrom('', 'Nepal', 'Vegetarian'), fc.string({ unit: 'grapheme' }));
const bar: fc.Arbitrary<BarView> = fc.record({
  id: fc.uuid(),
  stayId: fc.uuid(),
  bookingId: fc.uuid(),
  bookingNumber: text,
  guestId: fc.uuid(),
  roomId: fc.option(fc.constantFrom('room 101', 'room 102')),
  roomTypeId: fc.constantFrom('GT', 'RV'),
  from: day,
  to: day,
  state: fc.constantFrom(...barStates),
  name: text,
  adults: fc.nat(9),
  children: fc.nat(9),
  unpaid: fc.integer(),
  total: fc.integer(),
  vip: fc.boolean(),
  locked: fc.boolean(),
  disputed: fc.boolean(),
  tentative: fc.boolean(),
  guaranteed: fc.boolean(),
  country: text,
  wishes: text,
  expectedAt: text,
  version: fc.nat(),
});

const windowOf = (bars: BarView[]): CalendarView => ({
  from: '2026-11-18',
  to: '2026-11-20',
  businessDate: '2026-11-19',
  bars,
  blocks: [
    { id: 'b', roomId: 'room 101', roomTypeId: 'GT', kind: 'OOO', from: '2026-11-18', to: '2026-11-19', reason: '' },
  ],
  nights: [{ roomTypeId: 'GT', total: [2, 2], taken: [1, 0], promised: [0, 1] }],
});

/** As it goes over the wire: text, and parsed by the contract. */
const carried = (view: CalendarView): CalendarView =>
  calendarAnswer.parse(JSON.parse(JSON.stringify(encodeCalendar(view))));

test('whatever a window holds arrives as it was, whole and in order', () => {
  fc.assert(
    fc.property(fc.array(bar, { maxLength: 40 }), (bars) => {
      const arrived = carried(windowOf(bars));
      expect(arrived).toEqual(windowOf(bars));
      expect(calendarView.safeParse(arrived).success).toBe(true);
    }),
  );
});

test('a window of a full house is less than half as long as its bars written out', () => {
  const [one] = fc.sample(bar, { numRuns: 1, seed: 7 });
  if (one === undefined) throw new Error('a sample of one has one');
  const view = windowOf(Array.from({ length: 500 }, () => ({ ...one, wishes: 'Vegetarian', expectedAt: '14:30' })));
  expect(JSON.stringify(encodeCalendar(view)).length).toBeLessThan(JSON.stringify(view).length / 2);
});
