import { expect, test } from 'vitest';
import { aDeparture, aProduct, aSeatBooking, departureIdOf } from '#test/integration/host-departures.ts';
import { aReplica } from '#test/integration/host-replica.ts';
import { idFor } from '#test/integration/host-rows.ts';
import { prepareDepartureBookings, prepareManifest } from './departure-bookings.ts';
import { prepareDepartureWindow } from './departure-window.ts';

const hill = { product: 'PH', date: '2026-11-24' };

test('[S32] what this desk promised is guaranteed in list, manifest and month, and nowhere tentative', () => {
  const replica = aReplica();
  const { db } = replica.store();
  replica.given(
    aProduct('PH'),
    aDeparture(hill),
    aSeatBooking('A0455', {
      of: hill,
      guest: 'James Whitfield',
      units: 2,
      madeBy: 'A/1/12',
      booking: { promise: 'guaranteed' },
    }),
  );
  // What waits for the server has left an image of before.
  db.prepare('INSERT INTO before_image (epoch, seq, ordinal, entity, id, row) VALUES (1, 12, 0, ?, ?, NULL)').run(
    'seats',
    idFor('seats A0455'),
  );
  const promised = { tentative: false, guaranteed: true };
  const rows = prepareDepartureBookings(db)(departureIdOf(hill), replica.standpoint());
  expect(rows.find(({ number }) => number === 'A0455')).toMatchObject(promised);
  const { lines } = prepareManifest(db)(departureIdOf(hill), replica.standpoint());
  expect(lines.find(({ number }) => number === 'A0455')).toMatchObject(promised);
  expect(
    prepareDepartureWindow(db)('2026-11-01', 30, {
      ...replica.standpoint(),
      now: '2026-11-20T05:21:00.000Z',
      here: { desk: 'A', epoch: 1 },
    }).departures[0]?.tentative,
  ).toBe(0);
  replica.remove();
});
