import { expect, onTestFinished, test } from 'vitest';
import { holdIdOf } from '#shared/bookings/hold-ids.ts';
import { aDeparture, aHold, aProduct, aSeatBooking, departureIdOf } from '#test/integration/host-departures.ts';
import { aReplica } from '#test/integration/host-replica.ts';
import { idFor } from '#test/integration/host-rows.ts';
import { hereOf } from '../here.ts';
import { prepareDeparture } from './departure.ts';

const NOW = '2026-11-20T05:21:00.000Z';
const later = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
const hill = { product: 'PH', date: '2026-11-24' };

test('seats that a person let go, as one does who rejects a booking, are told as released; those whose time was over ran out', () => {
  const replica = aReplica();
  onTestFinished(() => replica.remove());
  const ended = { of: hill, guest: 'Yuki Sato', status: 'EXPIRED', units: 2 } as const;
  const holdOf = (number: string) => ({ holdId: holdIdOf(idFor(`booking ${number}`)) });
  replica.given(
    aProduct('PH'),
    aDeparture(hill),
    aSeatBooking('A1', { ...ended, bookingStatus: 'DRAFT', booking: holdOf('A1') }),
    aHold('A1', { of: hill, booking: 'A1', units: 2, expiresAt: later(60), fields: { status: 'released' } }),
    aSeatBooking('A2', { ...ended, bookingStatus: 'EXPIRED', booking: holdOf('A2') }),
    aHold('A2', { of: hill, booking: 'A2', units: 2, expiresAt: later(-1), fields: { status: 'expired' } }),
  );
  const { db, meta } = replica.store();
  const standpoint = { ...replica.standpoint(), now: NOW, here: hereOf(meta) };
  const page = prepareDeparture(db)(departureIdOf(hill), false, standpoint);
  const told = page?.latest.filter(({ kind }) => kind === 'released' || kind === 'expired');
  expect(told?.map(({ kind, bookingId }) => [bookingId, kind]).toSorted()).toEqual(
    [
      [idFor('booking A1'), 'released'],
      [idFor('booking A2'), 'expired'],
    ].toSorted(),
  );
});
