import { expect, test } from 'vitest';
import { aDepartureOf, seatsItem, hold } from '#test/support/a-sale.ts';
import { eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

test('[I7] a share of what is sellable is looked at again when less is: fewer seats are refused where a group has more', () => {
  const { lodge, departure } = aDepartureOf(10, {
    overbookingLimit: 0,
    quotas: { ota: { units: null, basisPoints: 4_000, releasedAt: null } },
  });
  hold(lodge, [seatsItem(departure.id, 4)], { source: 'ota' });
  const block = (units: number) =>
    lodge.run('blockSeats', { departureId: departure.id, units, reason: 'guide' }, managerOnDuty);
  expect(block(1)).toMatchObject({ ok: false, reason: 'below-sold', detail: { group: 'ota', quota: 3, sold: 4 } });
  const { version } = lodge.one('departure', departure.id);
  const change = (capacity: number) =>
    lodge.run(
      'changeDeparture',
      {
        departureId: departure.id,
        expectedVersion: version,
        date: departure.date,
        time: departure.time,
        capacity,
        overbookingLimit: 0,
        minParticipants: 4,
        cutoffHours: 13,
        decisionDays: 3,
        waitlist: false,
        onSaleAt: null,
        guide: '',
        note: '',
        prices: [...departure.prices],
      },
      managerOnDuty,
    );
  expect(change(9)).toMatchObject({ ok: false, reason: 'below-sold', detail: { group: 'ota', least: 4 } });
  expect(change(12).ok).toBe(true);
  // As many seats as there were leave the share as it was.
  eventOf(block(2), 'SeatsBlocked');
});
