import { expect, test } from 'vitest';
import { type IdleView, tooManyIdle } from './kept-views.ts';
import type { ViewMethod } from './view-entities.ts';

const idle = (method: ViewMethod, count: number): IdleView[] =>
  Array.from({ length: count }, (_, index) => ({ key: `${method} ${index}`, method }));

test('the last three windows of the calendar are kept, whatever else is', () => {
  expect(tooManyIdle([...idle('calendar.window', 5), ...idle('booking.get', 3)]).toSorted()).toEqual([
    'calendar.window 0',
    'calendar.window 1',
  ]);
  expect(tooManyIdle(idle('calendar.window', 3))).toEqual([]);
});

test('of all views the last twenty-four are kept', () => {
  expect(tooManyIdle([...idle('calendar.window', 2), ...idle('booking.get', 24)]).toSorted()).toEqual([
    'calendar.window 0',
    'calendar.window 1',
  ]);
  expect(tooManyIdle(idle('booking.get', 26)).toSorted()).toEqual(['booking.get 0', 'booking.get 1']);
});
