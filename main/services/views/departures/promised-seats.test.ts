import { expect, test } from 'vitest';
import { aDeparture, aProduct, aSeatBooking, aSeatLease, departureIdOf } from '#test/integration/host-departures.ts';
import { aReplica } from '#test/integration/host-replica.ts';
import { idFor } from '#test/integration/host-rows.ts';
import { hereOf } from '../here.ts';
import { prepareDepartureBookings, prepareManifest } from './departure-bookings.ts';
import { type DepartureStandpoint, prepareDepartureWindow } from './departure-window.ts';
import { prepareDeparture } from './departure.ts';
import { prepareFindDepartures } from './find-departures.ts';

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
      here: hereOf(replica.store().meta),
    }).departures[0]?.tentative,
  ).toBe(0);
  replica.remove();
});

test('[S22] [S32] what a desk leased is its own no more once it knows itself a copy: in the search, the month and on the page', () => {
  const replica = aReplica();
  const { db, meta } = replica.store();
  replica.given(aProduct('PH'), aDeparture({ ...hill, slot: { held: 14, manual: 14 } }), aSeatLease('A', hill, 3));
  const at = (): DepartureStandpoint => ({
    ...replica.standpoint(),
    now: '2026-11-20T05:21:00.000Z',
    here: hereOf(meta),
  });
  const find = prepareFindDepartures(db);
  const found = () => find({ from: hill.date, to: hill.date, seats: 0 }, at())[0];
  const cell = () => prepareDepartureWindow(db)('2026-11-01', 30, at()).departures[0];
  const page = () => prepareDeparture(db)(departureIdOf(hill), false, at())?.allotments;
  expect(found()).toMatchObject({ mine: 5, promised: 3 });
  expect(cell()?.promised).toBe(3);
  expect(page()).toMatchObject([{ deskCode: 'A', units: 3, own: true }]);

  meta.set('standing', { epoch: 1, is: 'branch' });
  expect(found()).toMatchObject({ mine: 2, promised: 0 });
  expect(cell()?.promised).toBe(0);
  expect(page()).toMatchObject([{ deskCode: 'A', units: 3, own: false }]);
  replica.remove();
});
