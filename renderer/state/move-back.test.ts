import { expect, test } from 'vitest';
import type { BookingView } from '#shared/rpc/booking-views.ts';
import { type StayPlace, moveBack, placeOf } from './move-back.ts';

type Stay = BookingView['stays'][number];

/** As much of a booking as a place is read from. */
function aBooking(fields: Partial<Stay> = {}): BookingView {
  const stay = {
    id: 's1',
    version: 4,
    occupancyId: 'o1',
    roomId: 'r101',
    roomTypeId: 'gt',
    arrival: '2026-11-20',
    departure: '2026-11-22',
    nightly: [500_000, 640_000],
    ...fields,
  };
  // The way back reads the booking's id and these fields of its stay only.
  return { id: 'b1', stays: [stay] } as unknown as BookingView;
}

const before: StayPlace = {
  bookingId: 'b1',
  stayId: 's1',
  roomId: 'r101',
  roomTypeId: 'gt',
  from: '2026-11-20',
  to: '2026-11-22',
  nightly: [500_000, 640_000],
};
const moved = { roomId: 'r201', from: '2026-11-21', to: '2026-11-24' };
const after = { roomId: 'r201', roomTypeId: 'rv', arrival: '2026-11-21', departure: '2026-11-24' };

test('a place is read with the agreed rates, and only of a stay there is', () => {
  expect(placeOf(aBooking(), 's1')).toEqual(before);
  expect(placeOf(aBooking(), 's2')).toBeNull();
  expect(placeOf(null, 's1')).toBeNull();
});

test('[R5] the way back restores room, dates, type and rates, against the version of the moment', () => {
  expect(moveBack(before, moved, aBooking({ ...after, version: 9, nightly: [900_000, 900_000, 900_000] }))).toEqual({
    stayId: 's1',
    occupancyId: 'o1',
    roomId: 'r101',
    roomTypeId: 'gt',
    from: '2026-11-20',
    to: '2026-11-22',
    expectedVersion: 9,
    price: { nightly: [500_000, 640_000] },
  });
});

test('a move that could not change the rates leaves them as they are now', () => {
  const { nightly: _rates, ...place } = before;
  expect(moveBack(place, moved, aBooking(after))).toMatchObject({ price: 'keep' });
});

test.each([
  ['another room', { roomId: 'r202' }],
  ['no room', { roomId: null }],
  ['other days', { departure: '2026-11-25' }],
  ['no place at all', { occupancyId: null }],
])('a stay that was given %s since is left alone', (_what, since) => {
  expect(moveBack(before, moved, aBooking({ ...after, ...since }))).toBeNull();
  expect(moveBack(before, moved, null)).toBeNull();
});
