import { expect, test } from 'vitest';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { dayField, isStaySpan } from './fields.ts';
import { commandNamed } from './registry.ts';

test.each(['0000-01-01', '0001-01-01', '9999-12-31', '2026-02-30', '2026-1-1', ''])(
  '%s is no day of business',
  (text) => {
    expect(dayField.safeParse(text).success).toBe(false);
  },
);

test('a slip of the year is refused before a night of it is looked up', () => {
  const { lodge, roomTypeId } = aLodge();
  expect(() => aBooking(lodge, { roomTypeId, from: '2026-11-20', to: '2126-11-20' })).toThrow('at most 730 nights');
  expect(lodge.all('booking')).toEqual([]);
});

test('what is no day is told by its own field, and does not break the look at the span', () => {
  expect(isStaySpan({ from: 'tomorrow', to: '2026-11-20' })).toBe(true);
  const parsed = commandNamed('moveStay')?.draft.safeParse({ from: 'tomorrow', to: '2026-11-20' });
  expect(parsed?.error?.issues.map((issue) => issue.path[0])).toContain('from');
});
