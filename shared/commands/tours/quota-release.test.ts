import { describe, expect, test } from 'vitest';
import type { Row } from '#shared/schema/entities.ts';
import { addAProduct, asTheProduct } from '#test/support/a-departure.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { hold, seatsItem, sell } from '#test/support/a-sale.ts';
import { type PaperAnswer, type PaperLodge, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

const weekBefore = { units: 2, basisPoints: null, releasedAt: null, hoursBefore: 168 };

describe('a quota that is released so many hours before the start', () => {
  test('[I7] each departure of a series has its own moment, as its product has it', () => {
    const { lodge, departures } = aSeries();
    expect(departures.map((departure) => releaseOf(lodge, departure))).toEqual([
      '2026-11-24T01:15:00.000Z',
      '2026-12-08T01:15:00.000Z',
    ]);
    const [first, second] = departures;
    for (const departure of departures) sell(lodge, departure.id, 2);
    expect(hold(lodge, [seatsItem(first?.id ?? '')])).toMatchObject({ reason: 'quota-reached' });
    lodge.clock = '2026-11-24T01:15:00.000Z';
    expect(hold(lodge, [seatsItem(first?.id ?? '')]).ok).toBe(true);
    expect(hold(lodge, [seatsItem(second?.id ?? '')])).toMatchObject({ reason: 'quota-reached' });
  });

  test('[I7] it follows its departure to another time and another day, and there again', () => {
    const { lodge, departures } = aSeries();
    const [departure] = departures;
    if (departure === undefined) throw new Error('no departure');
    change(lodge, departure, { time: '09:00' });
    expect(releaseOf(lodge, departure)).toBe('2026-11-24T03:15:00.000Z');
    change(lodge, departure, { date: '2026-12-03' });
    expect(releaseOf(lodge, departure)).toBe('2026-11-26T03:15:00.000Z');
    change(lodge, departure, { date: '2026-12-01' });
    expect(releaseOf(lodge, departure)).toBe('2026-11-24T03:15:00.000Z');
    change(lodge, departure, { guide: 'Pemba' });
    expect(releaseOf(lodge, departure)).toBe('2026-11-24T03:15:00.000Z');
  });

  test('[I7] one that was released does not bind again, at a later time, over what was sold beyond it', () => {
    const { lodge, departures } = aSeries();
    const [departure] = departures;
    if (departure === undefined) throw new Error('no departure');
    sell(lodge, departure.id, 2);
    lodge.clock = '2026-11-24T01:15:00.000Z';
    sell(lodge, departure.id, 1);
    expect(tried(lodge, departure, { time: '09:00' })).toMatchObject({
      ok: false,
      reason: 'below-sold',
      detail: { group: 'manual', quota: 2, sold: 3 },
    });
    lodge.clock = '2026-11-24T03:15:00.000Z';
    change(lodge, departure, { time: '09:00' });
    expect(releaseOf(lodge, departure)).toBe('2026-11-24T03:15:00.000Z');
  });

  test('[I7] set for one departure it counts from its start; a day that was set stays, wherever the departure goes', () => {
    const { lodge, departures } = aSeries();
    const [departure] = departures;
    if (departure === undefined) throw new Error('no departure');
    const set = (manual: object) =>
      eventOf(lodge.run('setQuotas', { departureId: departure.id, quotas: { manual } }, managerOnDuty), 'QuotasSet');
    set({ ...weekBefore, hoursBefore: 24 });
    expect(releaseOf(lodge, departure)).toBe('2026-11-30T01:15:00.000Z');
    set({ ...weekBefore, hoursBefore: null, releasedAt: '2026-11-22T00:00:00.000Z' });
    change(lodge, departure, { time: '09:00' });
    expect(releaseOf(lodge, departure)).toBe('2026-11-22T00:00:00.000Z');
  });
});

/** Two departures, a fortnight apart, of a product whose house's quota is released a week before. */
function aSeries(): { lodge: PaperLodge; departures: readonly Row<'departure'>[] } {
  const { lodge } = aLodge();
  const productId = addAProduct(lodge, { quotas: { manual: weekBefore } });
  const series = { every: 'date', on: ['2026-12-01', '2026-12-15'] };
  const added = lodge.run('addDepartures', { ...asTheProduct, productId, series }, managerOnDuty);
  const { departures } = eventOf(added, 'DeparturesAdded');
  return { lodge, departures: departures.map(({ departure }) => lodge.one('departure', departure.id)) };
}

function releaseOf(lodge: PaperLodge, { id }: Row<'departure'>): string | null | undefined {
  return lodge.one('slot', lodge.one('departure', id).slotId).quotas.manual?.releasedAt;
}

/** The departure as the form shows it, with something else in it. */
function tried(lodge: PaperLodge, { id }: Row<'departure'>, more: Readonly<Record<string, unknown>>): PaperAnswer {
  const { slotId, version, date, time, minParticipants, waitlist, onSaleAt, guide, note, prices } = lodge.one(
    'departure',
    id,
  );
  const standing = { date, time, minParticipants, waitlist, onSaleAt, guide, note, prices };
  const { total: capacity, overbookingLimit } = lodge.one('slot', slotId);
  const form = {
    departureId: id,
    expectedVersion: version,
    capacity,
    overbookingLimit,
    cutoffHours: 13,
    decisionDays: 3,
  };
  return lodge.run('changeDeparture', { ...form, ...standing, ...more }, managerOnDuty);
}

/** The same, where nothing stands in its way. */
function change(lodge: PaperLodge, departure: Row<'departure'>, more: Readonly<Record<string, unknown>>): void {
  eventOf(tried(lodge, departure, more), 'DepartureChanged');
}
